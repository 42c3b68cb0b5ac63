package io.nificrm.local.demo;

import io.nificrm.local.community.Manifest;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of everything that was posted.
 *
 * @param sources what became of what each source brings: by platform, mails by the way they come
 * @param missing ids that were posted and are not there
 * @param repeated ids that are there more than once
 * @param wronglyTagged ids whose tags are not those that the profile gives
 * @param wronglyRouted ids that are not in the queue in which the triage rules put them
 * @param unexpected ids that nobody posted
 * @param queues touchpoints by queue; those that no rule catches are routine
 * @param answers whether the brand's answers stopped the clocks
 * @param learned whether people, ideas and alerts are what was said
 * @param deadLetters how many records the flow gave up
 */
public record Verdict(
        Map<String, Tally> sources,
        List<String> missing,
        List<String> repeated,
        List<String> wronglyTagged,
        List<String> wronglyRouted,
        List<String> unexpected,
        Map<String, Long> queues,
        Answers answers,
        Learned learned,
        long deadLetters) {

    private static final String ROUTINE = "routine";
    private static final String PERSONAS = "personas/";
    private static final List<String> FROM_HISTORY = List.of("history");

    /** Copies the collections. */
    public Verdict {
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        missing = List.copyOf(missing);
        repeated = List.copyOf(repeated);
        wronglyTagged = List.copyOf(wronglyTagged);
        wronglyRouted = List.copyOf(wronglyRouted);
        unexpected = List.copyOf(unexpected);
        queues = Collections.unmodifiableMap(new TreeMap<>(queues));
    }

    /**
     * Counts of one source.
     *
     * @param posted how many different touchpoints were posted
     * @param stored how many of them are in Elasticsearch
     * @param judged how many have a sentiment; the rest has no words, or its language is not known
     * @param tagged how many matched the listening profile
     * @param routed how many are in a queue other than routine
     */
    public record Tally(int posted, int stored, int judged, int tagged, int routed) {

        static final Tally NONE = new Tally(0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    posted + other.posted,
                    stored + other.stored,
                    judged + other.judged,
                    tagged + other.tagged,
                    routed + other.routed);
        }
    }

    /** Compares what was posted with what is there. */
    public static Verdict of(
            Manifest manifest,
            List<Touchpoint> documents,
            ListeningProfile profile,
            Learned learned,
            long deadLetters) {
        Collection<Manifest.Posted> posted = manifest.posted();
        Map<String, String> sources =
                posted.stream().collect(Collectors.toMap(Manifest.Posted::id, Verdict::source, (one, same) -> one));
        Map<String, Tally> tallies = new TreeMap<>();
        sources.values().forEach(source -> tallies.merge(source, new Tally(1, 0, 0, 0, 0), Tally::plus));
        Map<String, Integer> times = new HashMap<>();
        Map<String, Long> queues = new TreeMap<>();
        List<String> repeated = new ArrayList<>();
        List<String> wronglyTagged = new ArrayList<>();
        List<String> wronglyRouted = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        for (Touchpoint document : documents) {
            String id = document.id();
            if (!sources.containsKey(id)) {
                unexpected.add(id);
                continue;
            }
            int nth = times.merge(id, 1, Integer::sum);
            if (nth > 1) {
                repeated.add(id);
                continue;
            }
            if (!tags(document).equals(tags(profile.tag(document)))) {
                wronglyTagged.add(id);
            }
            String queue = document.triage().flatMap(Triage::queue).orElse(ROUTINE);
            if (!queue.equals(queueByRules(document, profile))) {
                wronglyRouted.add(id);
            }
            queues.merge(queue, 1L, Long::sum);
            tallies.merge(sources.get(id), tally(document, queue), Tally::plus);
        }
        Set<String> missing = new HashSet<>(sources.keySet());
        missing.removeAll(times.keySet());
        return new Verdict(
                tallies,
                missing.stream().sorted().toList(),
                repeated,
                wronglyTagged,
                wronglyRouted,
                unexpected,
                queues,
                Answers.of(
                        manifest.conversations(),
                        documents.stream()
                                .collect(Collectors.toMap(Touchpoint::id, same -> same, (one, other) -> one))),
                learned,
                deadLetters);
    }

    private static String source(Manifest.Posted posted) {
        return posted.platform().equals("email")
                ? "email, " + posted.targets().getFirst().replace("webhook:", "")
                : posted.platform();
    }

    private static Tally tally(Touchpoint document, String queue) {
        return new Tally(
                0,
                1,
                document.sentiment().isPresent() ? 1 : 0,
                tags(document).stream().allMatch(List::isEmpty) ? 0 : 1,
                queue.equals(ROUTINE) ? 0 : 1);
    }

    /** What the profile says of these words; personas that only the author's history tells are not the profile's. */
    private static List<List<String>> tags(Touchpoint touchpoint) {
        return Stream.of(
                        touchpoint.brands(),
                        touchpoint.competitors(),
                        touchpoint.topics(),
                        touchpoint.personas().stream()
                                .filter(persona -> !FROM_HISTORY.equals(
                                        touchpoint.matches().get(PERSONAS + persona)))
                                .toList(),
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

    /** All sources together. */
    public Tally total() {
        return sources.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /**
     * Whether everything posted, and nothing else, is there exactly once, with the tags and in the queue that the
     * profile asks for, the brand's answers were noticed, and nothing was given up; and whether there was anything to judge, to tag and to bring to
     * somebody at all.
     */
    public boolean isGood() {
        Tally total = total();
        return Stream.of(missing, repeated, wronglyTagged, wronglyRouted, unexpected)
                        .allMatch(List::isEmpty)
                && answers.isGood()
                && learned.isGood()
                && deadLetters == 0
                && total.judged() > 0
                && total.tagged() > 0
                && total.routed() > 0;
    }
}
