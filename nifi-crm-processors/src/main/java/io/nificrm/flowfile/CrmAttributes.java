package io.nificrm.flowfile;

import java.util.Locale;

/** The FlowFile attributes by which our processors understand each other. */
public final class CrmAttributes {
    /** What the content is; see {@link Content}. */
    public static final String CONTENT = "crm.content";

    /** The format of raw items: mastodon, feed, reddit, mime, … */
    public static final String FORMAT = "crm.format";

    /** What a source was asked for: a hashtag, an account, a feed's URL. */
    public static final String SOURCE_TARGET = "crm.source.target";

    /** When a source received the content, ISO-8601 UTC. */
    public static final String FETCHED_AT = "crm.fetched_at";

    /** How many raw items, touchpoints or dead letters the content holds. */
    public static final String ITEM_COUNT = "crm.item.count";

    /** Why a FlowFile went to a relationship for failures, in words. */
    public static final String REASON = "crm.reason";

    /** The component that wrote {@link #REASON}. */
    public static final String STAGE = "crm.stage";

    /** JSON Lines. */
    public static final String NDJSON = "application/x-ndjson";

    private CrmAttributes() {}

    /** The values of {@link #CONTENT}. */
    public enum Content {
        /** Items as a platform returned them. */
        RAW,
        /** JSON Lines of {@link io.nificrm.touchpoint.Touchpoint}. */
        TOUCHPOINTS,
        /** JSON Lines of {@link io.nificrm.touchpoint.DeadLetter}. */
        DEAD_LETTERS,
        /** JSON Lines of {@link io.nificrm.touchpoint.SourceEvent}. */
        SOURCE_EVENTS;

        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
