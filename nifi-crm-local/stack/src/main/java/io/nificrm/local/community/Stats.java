package io.nificrm.local.community;

import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts.
 *
 * @param posted all utterances so far
 * @param requests answered by the service so far
 */
public record Stats(
        Instant at,
        long posted,
        Map<String, Long> byPlatform,
        Map<String, Long> byLanguage,
        Map<String, Long> byMood,
        long requests) {
    public Stats {
        byPlatform = Map.copyOf(byPlatform);
        byLanguage = Map.copyOf(byLanguage);
        byMood = Map.copyOf(byMood);
    }

    static Stats of(Snapshot now, long requests) {
        return new Stats(
                now.at(),
                now.said().size(),
                count(now, utterance -> utterance.place().platform().id()),
                count(now, utterance -> utterance.words().language()),
                count(now, utterance -> utterance.facts().mood().name().toLowerCase(java.util.Locale.ROOT)),
                requests);
    }

    private static Map<String, Long> count(Snapshot now, Function<Utterance, String> by) {
        return now.said().stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
