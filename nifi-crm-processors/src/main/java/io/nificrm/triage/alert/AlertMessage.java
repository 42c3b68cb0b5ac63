package io.nificrm.triage.alert;

import io.nificrm.format.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One message about one or more groups.
 *
 * @param id made of what it tells, so that the same message sent again has the same
 * @param sections the groups, the most urgent first
 * @param deskLink to the queue; empty where there is no desk
 */
record AlertMessage(String id, Instant at, List<Section> sections, String deskLink) {
    private static final int DIGITS = 32;

    /** @param more how many of the group are counted and not listed */
    record Section(String name, long count, long more, List<Item> items) {}

    /** @param link to the mention at the desk; empty where there is no desk */
    record Item(Alert alert, String link) {}

    static AlertMessage of(List<AlertGroup> groups, Instant now, Function<String, String> links, String deskLink) {
        List<Section> sections = groups.stream()
                .sorted(Comparator.comparing(group -> group.worst().getFirst(), Alert.WORST_FIRST))
                .map(group -> new Section(
                        group.name(),
                        group.waiting(),
                        group.waiting() - group.worst().size(),
                        group.worst().stream()
                                .map(alert -> new Item(alert, links.apply(alert.id())))
                                .toList()))
                .toList();
        String tells = groups.stream()
                .map(group -> group.name()
                        + '\n'
                        + group.waiting()
                        + '\n'
                        + group.worst().stream().map(Alert::key).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        return new AlertMessage(Digests.sha256(tells).substring(0, DIGITS), now, sections, deskLink);
    }

    long count() {
        return sections.stream().mapToLong(Section::count).sum();
    }

    String urgency() {
        return sections.getFirst().items().getFirst().alert().urgency();
    }

    /** One line: how urgent, how many, of what. */
    String title() {
        String priority = sections.getFirst()
                .items()
                .getFirst()
                .alert()
                .priority()
                .map(p -> p + ": ")
                .orElse("");
        String mentions = count() == 1 ? "1 mention needs an answer" : count() + " mentions need an answer";
        String groups = sections.stream().limit(3).map(Section::name).collect(Collectors.joining(", "));
        String others = sections.size() > 3 ? " and " + (sections.size() - 3) + " more" : "";
        return priority + mentions + " (" + groups + others + ")";
    }

    /** Until when an answer is due, in words. */
    static String due(Alert alert, Instant now) {
        return alert.dueAt()
                .map(due -> {
                    Duration left = Duration.between(now, due);
                    return left.isNegative() ? age(left.negated()) + " late" : "due in " + age(left);
                })
                .orElse("");
    }

    private static String age(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() + " min";
    }

    /** The facts about an alert beside its text. */
    static List<String> facts(Alert alert, Instant now) {
        return Stream.of(
                        alert.priority().orElse(""),
                        alert.author() + " on " + alert.platform(),
                        due(alert, now),
                        alert.reach().isPresent() ? "reach " + alert.reach().getAsLong() : "",
                        alert.assignee().map(name -> "with " + name).orElse(""))
                .filter(fact -> !fact.isEmpty())
                .toList();
    }
}
