package io.nificrm.normalize;

import io.nificrm.email.MimeFormat;
import io.nificrm.format.Format;
import io.nificrm.source.feed.FeedFormat;
import io.nificrm.source.mastodon.MastodonFormat;
import io.nificrm.source.reddit.RedditFormat;
import java.util.List;
import java.util.Optional;

/** All formats that there are, in the order in which they are shown. */
public final class Formats {
    private static final List<Format> ALL =
            List.of(new MastodonFormat(), new RedditFormat(), new FeedFormat(), new MimeFormat());

    private Formats() {}

    /** All of them. */
    public static List<Format> all() {
        return ALL;
    }

    /** The format of a name, e.g. {@code mastodon}; empty where there is none. */
    public static Optional<Format> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The names of all, for messages. */
    public static String names() {
        return String.join(", ", ALL.stream().map(Format::name).toList());
    }
}
