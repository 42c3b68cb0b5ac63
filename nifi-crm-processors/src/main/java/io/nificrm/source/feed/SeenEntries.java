package io.nificrm.source.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entries of a feed that were seen, as fingerprints: all that are in the document now, and the latest of those that have
 * left it, in case they come back. What is still there is never forgotten, in whatever order it stands, so an old entry is
 * not taken for a new one.
 */
final class SeenEntries {

    private final Set<String> fingerprints;

    private SeenEntries(Set<String> fingerprints) {
        this.fingerprints = fingerprints;
    }

    static SeenEntries none() {
        return new SeenEntries(Set.of());
    }

    /** Reads what {@link #text} wrote. */
    static SeenEntries parse(String text) {
        Set<String> fingerprints = new LinkedHashSet<>();
        for (int start = 0; start + Fingerprint.LENGTH <= text.length(); start += Fingerprint.LENGTH) {
            fingerprints.add(text.substring(start, start + Fingerprint.LENGTH));
        }
        return new SeenEntries(fingerprints);
    }

    String text() {
        return String.join("", fingerprints);
    }

    int size() {
        return fingerprints.size();
    }

    boolean contains(String fingerprint) {
        return fingerprints.contains(fingerprint);
    }

    /** After a document was read: its entries first, then at most {@code retained} of those remembered that are not in it. */
    SeenEntries after(List<String> present, int retained) {
        Set<String> all = new LinkedHashSet<>(present);
        int limit = all.size() + retained;
        fingerprints.stream()
                .filter(fingerprint -> !all.contains(fingerprint))
                .limit(retained)
                .collect(Collectors.toCollection(ArrayList::new))
                .forEach(all::add);
        return new SeenEntries(all.stream().limit(limit).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** A fingerprint for each entry, in order; by its id, and by everything it has where the feed uses an id twice. */
    static List<String> fingerprints(List<FeedEntry> entries) {
        Map<String, Long> uses = new HashMap<>();
        entries.forEach(entry -> uses.merge(entry.identity(), 1L, Long::sum));
        return entries.stream()
                .map(entry -> uses.get(entry.identity()) == 1 ? entry.identity() : entry.wholeIdentity())
                .map(Fingerprint::of)
                .toList();
    }
}
