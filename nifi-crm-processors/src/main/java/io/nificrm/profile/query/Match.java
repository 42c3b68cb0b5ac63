package io.nificrm.profile.query;

import java.util.List;

/**
 * A query that matched.
 *
 * @param key whose query it is
 * @param words why: words of what was said as they stand there, other fields as {@code field:value}
 * @param spans where those words stand; empty where they were not asked for
 */
public record Match<K>(K key, List<String> words, List<Span> spans) {
    public Match {
        words = List.copyOf(words);
        spans = List.copyOf(spans);
    }
}
