package io.nificrm.profile;

import io.nificrm.profile.query.Match;
import io.nificrm.profile.query.Span;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries a profile on mentions: the work behind {@code crm profile try}. Bounded memory, whatever the number of mentions.
 * Not thread-safe.
 */
public final class ProfileTrial {
    private static final int SAMPLES = 3;
    private static final int LONGEST_SAMPLE = 280;
    /** Characters of context before the first word that matched. */
    private static final int BEFORE_THE_MATCH = 80;

    private final ListeningProfile profile;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<String> unmatchedSamples = new ArrayList<>();
    private long mentions;
    private long unmatched;

    /**
     * What one entry or rule found.
     *
     * @param reference {@code list/id}, or {@code triage/id}
     * @param samples up to three different texts, the words that matched between brackets; empty for rules
     */
    public record Finding(String reference, long count, List<String> samples) {
        public Finding {
            samples = List.copyOf(samples);
        }
    }

    /**
     * What all of them found.
     *
     * @param unmatched how many mentions nothing matched
     * @param unmatchedSamples up to three of those
     * @param findings of every entry and rule in the order of the file, also those that found nothing
     */
    public record Report(long mentions, long unmatched, List<String> unmatchedSamples, List<Finding> findings) {
        public Report {
            unmatchedSamples = List.copyOf(unmatchedSamples);
            findings = List.copyOf(findings);
        }

        /** The entries and rules that found nothing. */
        public List<String> foundNothing() {
            return findings.stream()
                    .filter(finding -> finding.count() == 0)
                    .map(Finding::reference)
                    .toList();
        }
    }

    private static final class Tally {
        private long count;
        private final List<String> samples = new ArrayList<>();
    }

    /** A trial of a profile, with no mentions yet. */
    public ProfileTrial(ListeningProfile profile) {
        this.profile = profile;
        profile.entries().forEach(entry -> tallies.put(entry.reference(), new Tally()));
        profile.triage().rules().forEach(rule -> tallies.put(rule.reference(), new Tally()));
    }

    /** Tries one more mention. */
    public void add(Touchpoint mention) {
        mentions++;
        List<Match<ProfileEntry>> matches = profile.explain(mention);
        if (matches.isEmpty()) {
            unmatched++;
            sample(unmatchedSamples, marked(mention, List.of()));
        }
        for (Match<ProfileEntry> match : matches) {
            Tally tally = tallies.get(match.key().reference());
            tally.count++;
            if (tally.samples.size() < SAMPLES) {
                sample(tally.samples, marked(mention, match.spans()));
            }
        }
        for (TriageRule rule : profile.triageRules(profile.tag(mention))) {
            tallies.get(rule.reference()).count++;
        }
    }

    /** What was found so far. */
    public Report report() {
        List<Finding> findings = new ArrayList<>();
        tallies.forEach((reference, tally) -> findings.add(new Finding(reference, tally.count, tally.samples)));
        return new Report(mentions, unmatched, unmatchedSamples, findings);
    }

    private static void sample(List<String> samples, String text) {
        if (samples.size() < SAMPLES && !samples.contains(text)) {
            samples.add(text);
        }
    }

    /** Title and text on one line, the words that matched in brackets, cut so that the first of them is seen. */
    private static String marked(Touchpoint mention, List<Span> spans) {
        String title =
                mention.title().map(words -> marked(words, "title", spans)).orElse("");
        String text = mention.text().map(words -> marked(words, "text", spans)).orElse("");
        String whole = title.isEmpty() || text.isEmpty() ? title + text : title + " | " + text;
        String line =
                whole.isEmpty() ? mention.id() : whole.replaceAll("\\s+", " ").strip();
        int start = Math.max(0, line.indexOf('[') - BEFORE_THE_MATCH);
        if (spans.isEmpty() || line.length() <= LONGEST_SAMPLE) {
            start = 0;
        }
        // not into the middle of a word
        start = start == 0 ? 0 : line.indexOf(' ', start) + 1;
        String rest = line.substring(start);
        return (start == 0 ? "" : "… ")
                + (rest.codePointCount(0, rest.length()) <= LONGEST_SAMPLE
                        ? rest
                        : rest.substring(0, rest.offsetByCodePoints(0, LONGEST_SAMPLE)) + "…");
    }

    private static String marked(String words, String part, List<Span> spans) {
        StringBuilder marked = new StringBuilder();
        int at = 0;
        for (Span span : spans) {
            if (span.part().equals(part) && span.start() >= at && span.end() <= words.length()) {
                marked.append(words, at, span.start())
                        .append('[')
                        .append(words, span.start(), span.end())
                        .append(']');
                at = span.end();
            }
        }
        return marked.append(words, at, words.length()).toString();
    }
}
