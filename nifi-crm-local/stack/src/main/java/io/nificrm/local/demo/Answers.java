package io.nificrm.local.demo;

import io.nificrm.local.community.Manifest;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Whether it was noticed that the brand answered, and how the author came back.
 *
 * @param answered how many mentions the brand answered
 * @param played how many of them are conversations of the script, up to their thanks
 * @param wrongTimes mentions whose time of response is not right to the second, with what is stored
 * @param wrongOutcomes conversations of the script whose outcome is not the one played, with what is stored
 */
public record Answers(int answered, int played, List<String> wrongTimes, List<String> wrongOutcomes) {

    /** Copies the lists. */
    public Answers {
        wrongTimes = List.copyOf(wrongTimes);
        wrongOutcomes = List.copyOf(wrongOutcomes);
    }

    /** Compares the conversations with what is stored, by id. */
    static Answers of(List<Manifest.Talk> talks, Map<String, Touchpoint> stored) {
        Map<String, Manifest.Talk> first = talks.stream()
                .collect(Collectors.toMap(
                        Manifest.Talk::mention,
                        talk -> talk,
                        BinaryOperator.minBy(Comparator.comparing(Manifest.Talk::answerAt))));
        List<String> wrongTimes = new ArrayList<>();
        List<String> wrongOutcomes = new ArrayList<>();
        int played = 0;
        for (Manifest.Talk talk : first.values()) {
            Optional<Triage> triage =
                    Optional.ofNullable(stored.get(talk.mention())).flatMap(Touchpoint::triage);
            Optional<Instant> at = triage.flatMap(Triage::respondedAt);
            OptionalLong seconds = triage.map(Triage::responseSeconds).orElse(OptionalLong.empty());
            if (!at.equals(Optional.of(talk.answerAt())) || !seconds.equals(OptionalLong.of(talk.responseSeconds()))) {
                wrongTimes.add(talk.mention() + " answered at " + talk.answerAt() + " after " + talk.responseSeconds()
                        + " s; stored " + at + ", " + seconds);
            }
            if (talk.played() && talk.outcome().isPresent()) {
                played++;
                Optional<String> outcome = triage.flatMap(Triage::outcome);
                if (!outcome.equals(talk.outcome())) {
                    wrongOutcomes.add(
                            talk.mention() + " ended " + talk.outcome().get() + "; stored " + outcome);
                }
            }
        }
        return new Answers(first.size(), played, wrongTimes, wrongOutcomes);
    }

    /** Whether there was a conversation of the script, and every time and every outcome is right. */
    public boolean isGood() {
        return played > 0 && wrongTimes.isEmpty() && wrongOutcomes.isEmpty();
    }
}
