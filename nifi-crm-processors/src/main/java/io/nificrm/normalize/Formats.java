package io.nificrm.normalize;

import io.nificrm.email.MimeFormat;
import io.nificrm.email.provider.ProviderFormats;
import io.nificrm.format.Format;
import io.nificrm.source.appstore.AppStoreFormat;
import io.nificrm.source.bluesky.BlueskyFormat;
import io.nificrm.source.bluesky.JetstreamFormat;
import io.nificrm.source.feed.FeedFormat;
import io.nificrm.source.googleplay.GooglePlayFormat;
import io.nificrm.source.hackernews.HackerNewsFormat;
import io.nificrm.source.json.JsonFormat;
import io.nificrm.source.json.JsonMapping;
import io.nificrm.source.mastodon.MastodonFormat;
import io.nificrm.source.reddit.RedditFormat;
import io.nificrm.source.trustpilot.TrustpilotFormat;
import io.nificrm.source.x.XFormat;
import io.nificrm.source.youtube.YouTubeFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All formats that there are, in the order in which they are shown. One more, {@link #json}, is made of a mapping file.
 */
public final class Formats {
    private static final List<Format> ALL = Stream.concat(
                    Stream.of(
                            new MastodonFormat(),
                            new BlueskyFormat(),
                            new JetstreamFormat(),
                            new RedditFormat(),
                            new HackerNewsFormat(),
                            new YouTubeFormat(),
                            new XFormat(),
                            new FeedFormat(),
                            new AppStoreFormat(),
                            new GooglePlayFormat(),
                            new TrustpilotFormat(),
                            new MimeFormat()),
                    ProviderFormats.all().stream())
            .toList();

    private Formats() {}

    /** All of them. */
    public static List<Format> all() {
        return ALL;
    }

    /** The format of a name, e.g. {@code mastodon}; empty where there is none. */
    public static Optional<Format> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /**
     * The format of any JSON, by a mapping file.
     *
     * @throws IllegalArgumentException with the field and the reason, when it is no mapping
     */
    public static Format json(String mapping) {
        return new JsonFormat(JsonMapping.of(mapping));
    }

    /** The names of all, for messages. */
    public static String names() {
        return String.join(", ", ALL.stream().map(Format::name).toList()) + ", " + JsonFormat.NAME;
    }
}
