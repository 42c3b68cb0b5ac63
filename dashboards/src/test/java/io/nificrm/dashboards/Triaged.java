package io.nificrm.dashboards;

import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The words of the boards said in Java, without Lucene: what waits, what was answered, what in time. */
final class Triaged {

    private static final Map<String, Duration> SLA = Map.of(
            "p1", Duration.ofMinutes(15),
            "p2", Duration.ofHours(1),
            "p3", Duration.ofHours(8),
            "p4", Duration.ofHours(24));

    private Triaged() {}

    static boolean wanted(Touchpoint mention) {
        return mention.triage().flatMap(Triage::queue).isPresent()
                && !status(mention).equals("dismissed");
    }

    static boolean waiting(Touchpoint mention) {
        return wanted(mention) && !Set.of("responded", "resolved").contains(status(mention));
    }

    static boolean answered(Touchpoint mention) {
        return mention.triage().flatMap(Triage::respondedAt).isPresent();
    }

    static boolean inTime(Touchpoint mention) {
        return answered(mention)
                && triage(mention).responseSeconds().orElseThrow()
                        <= SLA.get(priority(mention)).toSeconds();
    }

    static boolean resolvedInTime(Touchpoint mention) {
        return triage(mention).resolutionSeconds().orElse(Long.MAX_VALUE)
                <= SLA.get(priority(mention)).toSeconds();
    }

    static boolean nextInTime(Touchpoint mention, Instant now) {
        return nextDue(mention, now)
                && !nextOverdue(mention, now)
                && triage(mention).nextResponseSeconds().stream()
                        .allMatch(
                                seconds -> seconds <= SLA.get(priority(mention)).toSeconds());
    }

    static boolean nextDue(Touchpoint mention, Instant now) {
        return !triage(mention).nextResponseSeconds().isEmpty() || nextOverdue(mention, now);
    }

    private static boolean nextOverdue(Touchpoint mention, Instant now) {
        return !status(mention).equals("resolved")
                && triage(mention)
                        .nextAskedAt()
                        .filter(asked -> asked.plus(SLA.get(priority(mention))).isBefore(now))
                        .isPresent();
    }

    static Triage triage(Touchpoint mention) {
        return mention.triage().orElseThrow();
    }

    static String status(Touchpoint mention) {
        return mention.triage().flatMap(Triage::status).orElse("new");
    }

    static String queue(Touchpoint mention) {
        return triage(mention).queue().orElseThrow();
    }

    static String priority(Touchpoint mention) {
        return triage(mention).priority().orElseThrow();
    }

    static String mood(Touchpoint mention) {
        return mention.sentiment()
                .map(Sentiment::label)
                .map(Sentiment.Label::value)
                .orElse("unknown");
    }
}
