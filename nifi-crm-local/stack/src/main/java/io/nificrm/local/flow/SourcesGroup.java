package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Position;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sources of one kind beside each other.
 *
 * @param items where their raw items leave
 * @param events where they say that a platform limits or fails them
 */
record SourcesGroup(Component items, Component events) {

    /** How often what a stream brought meanwhile is looked at. */
    private static final String STREAMED = "1 sec";

    /** Reviews come slowly, and the stores' feeds are rebuilt a few times an hour at most. */
    private static final String REVIEWS_PERIOD = "10 min";

    /**
     * A source.
     *
     * @param type its class below {@code io.nificrm.source}
     * @param name what it is called on the canvas
     * @param properties what differs from its defaults
     * @param period how often it is scheduled
     * @param complete whether it can listen as the flow brings it; the others are switched on once they are told more
     */
    record Source(String type, String name, Map<String, String> properties, String period, boolean complete) {

        Source(String type, String name, Map<String, String> properties, boolean complete) {
            this(type, name, properties, SocialListeningFlow.POLL_INTERVAL, complete);
        }

        /** Whether it says by events that its platform limits or fails it: what polls does, a stream does not. */
        boolean tells() {
            return !period.equals(STREAMED);
        }

        /** The same with the properties that all sources share. */
        Source polling() {
            Map<String, String> all = new LinkedHashMap<>(properties);
            all.put("Initial Backlog", reference(SourceParameters.BACKLOG));
            all.putIfAbsent("User Agent", reference(SourceParameters.USER_AGENT));
            all.put("Allow Private Addresses", reference(SourceParameters.ALLOW_PRIVATE_ADDRESSES));
            return new Source(type, name, all, period, complete);
        }
    }

    static final List<Source> SOCIAL_NETWORKS = List.of(
            new Source(
                            "mastodon.ConsumeMastodon",
                            "Consume Mastodon",
                            properties(
                                    "Instance URL", reference(SourceParameters.MASTODON_INSTANCE),
                                    "Access Token", reference(SourceParameters.MASTODON_TOKEN),
                                    "Timelines", reference(SourceParameters.MASTODON_TIMELINES)),
                            true)
                    .polling(),
            new Source(
                            "bluesky.ConsumeBluesky",
                            "Consume Bluesky",
                            properties(
                                    "Targets", reference(SourceParameters.BLUESKY_TARGETS),
                                    "Identifier", reference(SourceParameters.BLUESKY_IDENTIFIER),
                                    "App Password", reference(SourceParameters.BLUESKY_APP_PASSWORD),
                                    "Service URL", reference(SourceParameters.BLUESKY_SERVICE),
                                    "Public API URL", reference(SourceParameters.BLUESKY_PUBLIC_API),
                                    "Settling Time", reference(SourceParameters.SETTLING_TIME)),
                            false)
                    .polling(),
            new Source(
                    "jetstream.ConsumeBlueskyJetstream",
                    "Consume Bluesky Jetstream",
                    properties(
                            "Keywords", reference(SourceParameters.JETSTREAM_KEYWORDS),
                            "Batch Time", reference(SourceParameters.JETSTREAM_EVERY),
                            "User Agent", reference(SourceParameters.USER_AGENT),
                            "Allow Private Addresses", reference(SourceParameters.ALLOW_PRIVATE_ADDRESSES)),
                    STREAMED,
                    false),
            new Source(
                            "x.ConsumeX",
                            "Consume X",
                            properties(
                                    "Targets", reference(SourceParameters.X_TARGETS),
                                    "Bearer Token", reference(SourceParameters.X_TOKEN),
                                    "Monthly Budget", reference(SourceParameters.X_BUDGET)),
                            false)
                    .polling());

    static final List<Source> FORUMS = List.of(
            new Source(
                            "reddit.ConsumeReddit",
                            "Consume Reddit",
                            properties(
                                    "Listings", reference(SourceParameters.REDDIT_LISTINGS),
                                    "Client ID", reference(SourceParameters.REDDIT_CLIENT_ID),
                                    "Client Secret", reference(SourceParameters.REDDIT_CLIENT_SECRET),
                                    "Username", reference(SourceParameters.REDDIT_USERNAME),
                                    "Password", reference(SourceParameters.REDDIT_PASSWORD),
                                    "User Agent", reference(SourceParameters.REDDIT_USER_AGENT),
                                    "Login URL", reference(SourceParameters.REDDIT_LOGIN),
                                    "API URL", reference(SourceParameters.REDDIT_API)),
                            false)
                    .polling(),
            new Source(
                            "hackernews.ConsumeHackerNews",
                            "Consume Hacker News",
                            properties(
                                    "Searches", reference(SourceParameters.HACKERNEWS_SEARCHES),
                                    "API URL", reference(SourceParameters.HACKERNEWS_API),
                                    "Settling Time", reference(SourceParameters.SETTLING_TIME)),
                            false)
                    .polling(),
            new Source(
                            "youtube.ConsumeYouTube",
                            "Consume YouTube",
                            properties(
                                    "Targets", reference(SourceParameters.YOUTUBE_TARGETS),
                                    "API Key", reference(SourceParameters.YOUTUBE_KEY),
                                    "Daily Budget", reference(SourceParameters.YOUTUBE_BUDGET)),
                            false)
                    .polling());

    static final List<Source> REVIEWS = List.of(
            new Source(
                            "appstore.ConsumeAppStoreReviews",
                            "Consume App Store reviews",
                            properties("Apps", reference(SourceParameters.APP_STORE_APPS)),
                            REVIEWS_PERIOD,
                            false)
                    .polling(),
            new Source(
                            "googleplay.ConsumeGooglePlayReviews",
                            "Consume Google Play reviews",
                            properties(
                                    "Apps", reference(SourceParameters.GOOGLE_PLAY_APPS),
                                    "Service Account Key", reference(SourceParameters.GOOGLE_PLAY_KEY)),
                            REVIEWS_PERIOD,
                            false)
                    .polling(),
            new Source(
                            "trustpilot.ConsumeTrustpilot",
                            "Consume Trustpilot",
                            properties(
                                    "Businesses", reference(SourceParameters.TRUSTPILOT_BUSINESSES),
                                    "API Key", reference(SourceParameters.TRUSTPILOT_KEY)),
                            REVIEWS_PERIOD,
                            false)
                    .polling());

    static final List<Source> FEEDS = List.of(new Source(
                    "feed.ConsumeFeed",
                    "Consume feeds",
                    properties("Feed URLs", reference(SourceParameters.FEED_URLS)),
                    true)
            .polling());

    static SourcesGroup draw(Drawing drawing, String group, List<Source> sources)
            throws IOException, InterruptedException {
        double middle = (sources.size() - 1) / 2.0;
        Component items = drawing.canvas().addOutputPort(group, "raw items", Grid.portAt(middle, 1.3));
        Component events = drawing.canvas().addOutputPort(group, "events", Grid.portAt(middle + 1, 1.3));
        for (int column = 0; column < sources.size(); column++) {
            Component source = drawSource(drawing, group, sources.get(column), Grid.at(column, 0));
            drawing.canvas().connect(group, source, items, Set.of("success"), SocialListeningFlow.RAW);
            if (sources.get(column).tells()) {
                drawing.canvas().connect(group, source, events, Set.of("events"), SocialListeningFlow.REFUSED);
            }
        }
        return new SourcesGroup(items, events);
    }

    private static Component drawSource(Drawing drawing, String group, Source source, Position position)
            throws IOException, InterruptedException {
        Component component = drawing.canvas()
                .addProcessor(
                        group,
                        new Processor(
                                "io.nificrm.source." + source.type(),
                                source.name(),
                                position,
                                source.properties(),
                                source.period(),
                                Set.of(),
                                Set.of(),
                                "Remembers in NiFi's state what it has seen: after a restart it goes on there."));
        if (!source.complete()) {
            drawing.canvas().disable(component);
        }
        return component;
    }
}
