package io.nificrm.local.community.story;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a community is made from. Equal settings tell equal stories.
 *
 * @param start the moment the past ends and live begins
 * @param history how far the past reaches back
 * @param historySize about how many utterances the past holds
 * @param livePerMinute about how many are added per minute from {@code start} on, 0 for silence
 * @param platforms where people talk
 */
public record StorySettings(
        long seed, Instant start, Duration history, int historySize, double livePerMinute, Set<Platform> platforms) {
    public StorySettings {
        platforms = Set.copyOf(platforms);
        if (history.isNegative() || history.isZero()) {
            throw new IllegalArgumentException("the history must be longer than nothing, not " + history);
        }
        if (historySize < 0) {
            throw new IllegalArgumentException("the size of the history must not be negative: " + historySize);
        }
        if (!(livePerMinute >= 0 && livePerMinute <= 60_000)) {
            throw new IllegalArgumentException("posts per minute must be between 0 and 60000, not " + livePerMinute);
        }
        if (platforms.isEmpty()) {
            throw new IllegalArgumentException("a community needs at least one platform");
        }
    }

    /** Fourteen days, some 3,000 utterances, six a minute afterwards, on every platform. */
    public static StorySettings of(long seed, Instant start) {
        return new StorySettings(seed, start, Duration.ofDays(14), 3_000, 6, EnumSet.allOf(Platform.class));
    }

    Instant beginning() {
        return start.minus(history);
    }
}
