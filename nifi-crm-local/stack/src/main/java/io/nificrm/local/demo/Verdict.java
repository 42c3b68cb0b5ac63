package io.nificrm.local.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of everything that was posted.
 *
 * @param posted how many different touchpoints were posted
 * @param stored how many of them are in Elasticsearch
 * @param missing ids that were posted and are not there
 * @param repeated ids that are there more than once
 * @param notUnderstood ids with text of which neither language nor sentiment is known
 * @param notRouted ids that no queue got
 * @param tagged how many matched the listening profile
 * @param queues touchpoints by queue
 * @param unexpected documents that nobody posted
 */
public record Verdict(
        int posted,
        int stored,
        List<String> missing,
        List<String> repeated,
        List<String> notUnderstood,
        List<String> notRouted,
        int tagged,
        Map<String, Long> queues,
        List<String> unexpected) {

    /** Copies the collections. */
    public Verdict {
        missing = List.copyOf(missing);
        repeated = List.copyOf(repeated);
        notUnderstood = List.copyOf(notUnderstood);
        notRouted = List.copyOf(notRouted);
        queues = new TreeMap<>(queues);
        unexpected = List.copyOf(unexpected);
    }

    /** Compares what was posted with what is there. */
    public static Verdict of(Set<String> posted, List<StoredTouchpoint> documents) {
        Map<String, Integer> times = new HashMap<>();
        Map<String, Long> queues = new TreeMap<>();
        List<String> repeated = new ArrayList<>();
        List<String> notUnderstood = new ArrayList<>();
        List<String> notRouted = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        int tagged = 0;
        for (StoredTouchpoint document : documents) {
            if (!posted.contains(document.id())) {
                unexpected.add(document.id());
                continue;
            }
            if (times.merge(document.id(), 1, Integer::sum) == 2) {
                repeated.add(document.id());
            }
            if (document.text() && !document.understood()) {
                notUnderstood.add(document.id());
            }
            if (document.queue().isEmpty()) {
                notRouted.add(document.id());
            }
            document.queue().ifPresent(queue -> queues.merge(queue, 1L, Long::sum));
            tagged += document.tagged() ? 1 : 0;
        }
        Set<String> missing = new HashSet<>(posted);
        missing.removeAll(times.keySet());
        return new Verdict(
                posted.size(),
                times.size(),
                missing.stream().sorted().toList(),
                repeated,
                notUnderstood,
                notRouted,
                tagged,
                queues,
                unexpected);
    }

    /** Whether everything posted is there exactly once and has a queue, and the profile matched something at all. */
    public boolean isGood() {
        return missing.isEmpty() && repeated.isEmpty() && notRouted.isEmpty() && unexpected.isEmpty() && tagged > 0;
    }
}
