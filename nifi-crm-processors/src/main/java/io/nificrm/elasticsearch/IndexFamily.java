package io.nificrm.elasticsearch;

/**
 * The kinds of index, what is in them, and how they are cut.
 *
 * <p>A monthly family is a row of indices {@code <prefix>-<name>-YYYY.MM} behind the alias {@code <prefix>-<name>};
 * the others are one index {@code <prefix>-<name>}.
 */
public enum IndexFamily {
    /** What people said. */
    MENTIONS("mentions", "touchpoint", true, true),
    /** What happened to mails. */
    EMAIL_EVENTS("email-events", "touchpoint", true, true),
    /** Who did what with a flagged mention, and when; appended to, never changed. */
    TRIAGE_EVENTS("triage-events", "triage-event", true, false),
    /** What could not be processed, with reason and payload. */
    DEAD_LETTERS("dead-letters", "dead-letter", true, false),
    /** When a platform limited or failed a source, and until when. */
    SOURCE_EVENTS("source-events", "source-event", true, false),
    /** The people behind the handles. */
    PEOPLE("people", "person", false, false),
    /** What people wish for. */
    IDEAS("ideas", "idea", false, false),
    /** When we released, campaigned or had an incident: what happened before and after is compared at them. */
    MARKERS("markers", "marker", false, false);

    private final String suffix;
    private final String mapping;
    private final boolean monthly;
    private final boolean touchpoints;

    IndexFamily(String suffix, String mapping, boolean monthly, boolean touchpoints) {
        this.suffix = suffix;
        this.mapping = mapping;
        this.monthly = monthly;
        this.touchpoints = touchpoints;
    }

    /** The name without prefix and month. */
    public String suffix() {
        return suffix;
    }

    /** Whether there is one index a month. */
    public boolean monthly() {
        return monthly;
    }

    /** The name of the mapping, which families can share. */
    String mapping() {
        return mapping;
    }

    /** Whether its documents are touchpoints, to be found by the alias over all of them, too. */
    boolean touchpoints() {
        return touchpoints;
    }
}
