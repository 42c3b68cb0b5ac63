package io.nificrm.local.demo;

import io.nificrm.local.community.Manifest;
import io.nificrm.local.community.duty.Told;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the people on duty were told of everything that was flagged: of an incident once, however many complain of it,
 * and of nothing else.
 *
 * @param messages how many messages they got
 * @param told how many mentions these count
 * @param incident how many of what the script lets go wrong were flagged
 * @param wrong incidents told too often or not at all, mentions told twice or not flagged
 */
public record Alerts(int messages, long told, int incident, List<String> wrong) {

    /** The flow's alerts.group.interval. */
    private static final Duration QUIET = Duration.ofMinutes(15);

    /** So many incidents the flow keeps apart; the rest it tells of as others. */
    private static final int MOST_GROUPS = 60;

    private static final String RAPID = "rapid_response";

    /** Copies the list. */
    public Alerts {
        wrong = List.copyOf(wrong);
    }

    /** Compares the messages with what is flagged; {@code stored} by id. */
    static Alerts of(Manifest manifest, Map<String, Touchpoint> stored, List<Told> messages) {
        List<String> wrong = new ArrayList<>();
        Map<String, Instant> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long told = 0;
        for (Told message : messages) {
            for (Told.Group group : message.groups()) {
                told += group.count();
                Instant before = last.put(group.name(), message.at());
                if (before != null && Duration.between(before, message.at()).compareTo(QUIET) < 0) {
                    wrong.add("'" + group.name() + "' was told at " + before + " and again at " + message.at());
                }
                for (String mention : group.mentions()) {
                    if (!seen.add(mention)) {
                        wrong.add(mention + " was told twice");
                    }
                    if (queue(stored.get(mention)).isEmpty()) {
                        wrong.add(mention + " was told, and is in no queue");
                    }
                }
            }
        }
        Set<String> flagged = new TreeSet<>();
        stored.values().stream()
                .filter(touchpoint -> queue(touchpoint).filter(RAPID::equals).isPresent() && !ours(touchpoint))
                .forEach(touchpoint -> flagged.add(group(touchpoint)));
        flagged.removeAll(last.keySet());
        if (last.keySet().size() < MOST_GROUPS) {
            flagged.forEach(group -> wrong.add("of '" + group + "' nobody was told"));
        }
        int incident = (int) manifest.posted().stream()
                .filter(posted -> posted.facts().incident().isPresent() && !posted.ours())
                .filter(posted ->
                        queue(stored.get(posted.id())).filter(RAPID::equals).isPresent())
                .count();
        return new Alerts(messages.size(), told, incident, wrong);
    }

    /** By the first rule that flagged it and its first topic: what the flow takes for one incident. */
    private static String group(Touchpoint touchpoint) {
        String rule = touchpoint.triage().map(Triage::reasons).orElse(List.of()).getFirst();
        return rule
                + touchpoint.topics().stream()
                        .findFirst()
                        .map(topic -> " / " + topic)
                        .orElse("");
    }

    private static boolean ours(Touchpoint touchpoint) {
        return touchpoint.author().flatMap(Author::ours).orElse(false);
    }

    private static Optional<String> queue(Touchpoint touchpoint) {
        return Optional.ofNullable(touchpoint).flatMap(Touchpoint::triage).flatMap(Triage::queue);
    }

    /** Whether of everything somebody was told, in fewer messages than one incident had complaints, and nothing is wrong. */
    public boolean isGood() {
        return messages > 0 && messages < incident && wrong.isEmpty();
    }
}
