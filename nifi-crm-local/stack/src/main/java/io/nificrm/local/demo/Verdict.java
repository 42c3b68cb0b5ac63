package io.nificrm.local.demo;

import io.nificrm.profile.ListeningProfile;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of everything that was posted.
 *
 * @param posted how many different touchpoints were posted
 * @param stored how many of them are in Elasticsearch
 * @param missing ids that were posted and are not there
 * @param repeated ids that are there more than once
 * @param wronglyTagged ids whose tags are not those that the profile gives
 * @param wronglyRouted ids that are not in the queue in which the triage rules put them
 * @param unexpected ids that nobody posted
 * @param judged how many have a sentiment; the rest has no words, or its language is not known
 * @param tagged how many matched the listening profile
 * @param queues touchpoints by queue; those that no rule catches are routine
 */
public record Verdict(
        int posted,
        int stored,
        List<String> missing,
        List<String> repeated,
        List<String> wronglyTagged,
        List<String> wronglyRouted,
        List<String> unexpected,
        int judged,
        int tagged,
        Map<String, Long> queues) {

    private static final String ROUTINE = "routine";

    /** Copies the collections. */
    public Verdict {
        missing = List.copyOf(missing);
        repeated = List.copyOf(repeated);
        wronglyTagged = List.copyOf(wronglyTagged);
        wronglyRouted = List.copyOf(wronglyRouted);
        unexpected = List.copyOf(unexpected);
        queues = Collections.unmodifiableMap(new TreeMap<>(queues));
    }

    /** Compares what was posted with what is there. */
    public static Verdict of(Set<String> posted, List<Touchpoint> documents, ListeningProfile profile) {
        Map<String, Integer> times = new HashMap<>();
        Map<String, Long> queues = new TreeMap<>();
        List<String> repeated = new ArrayList<>();
        List<String> wronglyTagged = new ArrayList<>();
        List<String> wronglyRouted = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        int judged = 0;
        int tagged = 0;
        for (Touchpoint document : documents) {
            if (!posted.contains(document.id())) {
                unexpected.add(document.id());
                continue;
            }
            if (times.merge(document.id(), 1, Integer::sum) == 2) {
                repeated.add(document.id());
            }
            if (!tags(document).equals(tags(profile.tag(document)))) {
                wronglyTagged.add(document.id());
            }
            String queue = document.triage().flatMap(Triage::queue).orElse(ROUTINE);
            if (!queue.equals(queueByRules(document, profile))) {
                wronglyRouted.add(document.id());
            }
            queues.merge(queue, 1L, Long::sum);
            judged += document.sentiment().isPresent() ? 1 : 0;
            tagged += tags(document).stream().allMatch(List::isEmpty) ? 0 : 1;
        }
        Set<String> missing = new HashSet<>(posted);
        missing.removeAll(times.keySet());
        return new Verdict(
                posted.size(),
                times.size(),
                missing.stream().sorted().toList(),
                repeated,
                wronglyTagged,
                wronglyRouted,
                unexpected,
                judged,
                tagged,
                queues);
    }

    private static List<List<String>> tags(Touchpoint touchpoint) {
        return Stream.of(
                        touchpoint.brands(),
                        touchpoint.competitors(),
                        touchpoint.topics(),
                        touchpoint.personas(),
                        touchpoint.needs(),
                        touchpoint.intents(),
                        touchpoint.keyMessages())
                .toList();
    }

    private static String queueByRules(Touchpoint tagged, ListeningProfile profile) {
        return Optional.of(profile.triageRules(tagged))
                .filter(rules -> !rules.isEmpty())
                .map(rules -> rules.getFirst().queue().value())
                .orElse(ROUTINE);
    }

    /**
     * Whether everything posted, and nothing else, is there exactly once, with the tags and in the queue that the
     * profile asks for; and whether there was anything to judge, to tag and to bring to somebody at all.
     */
    public boolean isGood() {
        return Stream.of(missing, repeated, wronglyTagged, wronglyRouted, unexpected)
                        .allMatch(List::isEmpty)
                && judged > 0
                && tagged > 0
                && queues.size() > 1;
    }
}
