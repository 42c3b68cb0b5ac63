package io.nificrm.triage.alert;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One flagged mention as a message tells of it.
 *
 * @param text its beginning, on one line
 * @param escalation how many steps of escalation it has taken; absent: it is flagged for the first time
 */
record Alert(
        String id,
        String platform,
        String author,
        String text,
        Optional<String> url,
        OptionalLong reach,
        Instant saidAt,
        Optional<String> rule,
        Optional<String> topic,
        Optional<String> brand,
        Optional<String> priority,
        Optional<String> assignee,
        Optional<Instant> dueAt,
        OptionalLong escalation) {
    /** The worst first: by priority, then by due time. */
    static final Comparator<Alert> WORST_FIRST = Comparator.comparing((Alert alert) -> alert.urgency())
            .thenComparing(alert -> alert.dueAt().orElse(Instant.MAX))
            .thenComparing(Alert::id);

    /** So much of a text is enough to see what it is about. */
    private static final int LONGEST_TEXT = 200;

    private static final String LEAST_URGENT = "p9";

    static Alert of(Touchpoint mention) {
        Triage triage = mention.triage().orElseGet(() -> TriageBuilder.builder().build());
        return new Alert(
                mention.id(),
                mention.platform(),
                mention.author().flatMap(Alert::name).orElse("unknown"),
                beginning(mention),
                mention.url().filter(url -> url.length() <= 1_000),
                mention.reach(),
                mention.timestamp(),
                triage.reasons().stream().findFirst(),
                mention.topics().stream().findFirst(),
                mention.brands().stream().findFirst(),
                triage.priority(),
                triage.assignee(),
                triage.dueAt(),
                triage.escalation());
    }

    /** What is told once: the mention, and each of its steps of escalation. */
    String key() {
        return escalation.isPresent() ? id + '#' + escalation.getAsLong() : id;
    }

    String urgency() {
        return priority.orElse(LEAST_URGENT);
    }

    private static Optional<String> name(Author author) {
        return author.handle().map(handle -> "@" + handle).or(author::name).or(author::id);
    }

    private static String beginning(Touchpoint mention) {
        String text = mention.text().orElse("(no text)");
        // some platforms make a title of the beginning of the text
        String all = mention.title()
                        .filter(title -> !text.startsWith(title))
                        .map(title -> title + ": ")
                        .orElse("")
                + text;
        String line = all.substring(0, Math.min(all.length(), 10 * LONGEST_TEXT))
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        if (line.length() <= LONGEST_TEXT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return line.substring(0, end) + "…";
    }
}
