package io.nificrm.triage;

import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.apache.nifi.components.DescribedValue;

/** When the clock of a mention starts. */
public enum ClockStart implements DescribedValue {
    SAID(
            "said",
            "When it was said",
            "The author's clock: the time that they have been waiting. A mention that we find late is due sooner, or overdue at once."),
    FETCHED(
            "fetched",
            "When we got it",
            "The agents' clock: they get the full time, however late a mention is found. Falls back to when it was said.");

    private final String value;
    private final String displayName;
    private final String description;

    ClockStart(String value, String displayName, String description) {
        this.value = value;
        this.displayName = displayName;
        this.description = description;
    }

    Instant of(Touchpoint touchpoint) {
        return switch (this) {
            case SAID -> touchpoint.timestamp();
            case FETCHED -> touchpoint.fetchedAt().orElse(touchpoint.timestamp());
        };
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    @Override
    public String getDescription() {
        return description;
    }
}
