package io.nificrm.local.community.story;

/** Where things are said. */
public enum Platform {
    MASTODON,
    BLUESKY,
    REDDIT,
    HACKERNEWS,
    FEED;

    /** Whether people have handles there that others mention, and pass posts on. */
    public boolean social() {
        return this == MASTODON || this == BLUESKY;
    }

    /** The name in the touchpoint document and in its ids. */
    public String id() {
        return switch (this) {
            case MASTODON -> "mastodon";
            case BLUESKY -> "bluesky";
            case REDDIT -> "reddit";
            case HACKERNEWS -> "hackernews";
            case FEED -> "feed";
        };
    }
}
