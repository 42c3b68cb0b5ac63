package io.nificrm.triage.response;

import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import io.nificrm.triage.lifecycle.Decision;
import io.nificrm.triage.lifecycle.DecisionBuilder;
import io.nificrm.triage.lifecycle.NextAnswers;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageEvent;
import io.nificrm.triage.lifecycle.TriageLedger;
import io.nificrm.triage.lifecycle.TriageLifecycle;
import io.nificrm.triage.lifecycle.TriageStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stops the clocks of mentions that one of our accounts has answered, at the time of the answer, and notes how their
 * authors came back, since when they wait for our next answer and how long that took. Whatever is seen first, mention,
 * answer or comeback: each time the whole conversation is looked at, so the order does not matter and a replay changes
 * nothing. Thread-safe.
 *
 * <p>People's decisions stay: an answer moves a mention on that is open and changes no other status; it moves a clock that
 * an agent has stopped only to an earlier time. What was answered before a mention was reopened does not answer it again,
 * and an outcome that a person chose is not replaced.
 */
public final class ResponseLinker {
    /** Who notes outcomes, in the history. */
    public static final String NAME = "LinkResponses";

    private final ConversationReader reader;
    private final TriageLedger ledger;
    private final ElasticsearchCluster cluster;

    public ResponseLinker(ElasticsearchCluster cluster, TriageLedger ledger) {
        this.cluster = cluster;
        this.reader = new ConversationReader(cluster);
        this.ledger = ledger;
    }

    /**
     * What a batch brought.
     *
     * @param answers how many mentions an answer was noted of
     * @param outcomes how many an outcome was noted of
     */
    public record Linked(int answers, int outcomes) {
        Linked plus(Linked more) {
            return new Linked(answers + more.answers, outcomes + more.outcomes);
        }
    }

    /**
     * Links stored mentions with what answers them and what they answer.
     *
     * @throws IOException when Elasticsearch cannot be reached or fails; the batch can be sent again
     */
    Linked link(List<Utterance> batch) throws IOException {
        cluster.prepare();
        Linked linked = new Linked(0, 0);
        for (Conversation.Answered answered : new Conversation(reader.around(batch)).answered()) {
            // as far as the search tells: spares most of a replay's reads
            if (!settled(answered.mention().triage(), answered)) {
                linked = linked.plus(settle(answered));
            }
        }
        return linked;
    }

    /** Whether a mention says already all that is to be said, whatever its history. */
    private static boolean settled(Optional<Triage> triage, Conversation.Answered answered) {
        boolean clockStopped = triage.flatMap(Triage::respondedAt)
                .map(at -> !answered.firstAnswer().at().isBefore(at))
                .orElse(false);
        TriageStatus status = TriageStatus.of(triage);
        boolean moved = !status.open() || status == TriageStatus.RESPONDED;
        Optional<String> told =
                answered.told(Instant.MIN).map(last -> last.mood().value());
        return clockStopped
                && moved
                && (told.isEmpty() || told.equals(triage.flatMap(Triage::outcome)))
                && answered.nextAnswers(List.of()).equals(nextAnswers(triage));
    }

    private Linked settle(Conversation.Answered answered) throws IOException {
        // of two who note the same at once, the second finds it done
        Utterance said = answered.mention();
        List<TriageEvent> noted = ledger.decideEach(said.id(), said.at(), mention -> next(mention, answered));
        return new Linked(count(noted, TriageAction.RECORD_ANSWER), count(noted, TriageAction.RECORD_OUTCOME));
    }

    private static int count(List<TriageEvent> events, TriageAction action) {
        return (int) events.stream()
                .filter(event -> event.action().equals(action.value()))
                .count();
    }

    /** What has still to be noted; empty: nothing. */
    private Optional<Decision> next(Touchpoint mention, Conversation.Answered answered) throws IOException {
        if (settled(mention.triage(), answered)) {
            return Optional.empty();
        }
        List<TriageEvent> history = TriageLifecycle.revision(mention) == 0 ? List.of() : ledger.history(mention);
        Instant reopened = last(history, TriageAction.REOPEN).orElse(Instant.MIN);
        Optional<Utterance> answer = newAnswer(mention, answered, reopened);
        if (answer.isPresent()) {
            return Optional.of(decision(mention, TriageAction.RECORD_ANSWER, answer.get())
                    .actor(answer.get().account())
                    .build());
        }
        return outcome(mention, answered, history, reopened).or(() -> nextAnswers(mention, answered, history));
    }

    private static Optional<Decision> outcome(
            Touchpoint mention, Conversation.Answered answered, List<TriageEvent> history, Instant reopened) {
        Optional<Conversation.Told> told = answered.told(reopened);
        Optional<String> present = mention.triage().flatMap(Triage::outcome);
        if (told.isEmpty() || told.map(last -> last.mood().value()).equals(present)) {
            return Optional.empty();
        }
        if (present.isPresent() && chosenByPerson(history)) {
            return Optional.empty();
        }
        return Optional.of(
                decision(mention, TriageAction.RECORD_OUTCOME, told.get().comeback())
                        .actor(NAME)
                        .outcome(told.get().mood().value())
                        .build());
    }

    private static Optional<Decision> nextAnswers(
            Touchpoint mention, Conversation.Answered answered, List<TriageEvent> history) {
        List<Instant> pressed = history.stream()
                .filter(event -> event.action().equals(TriageAction.RESPOND.value()))
                .map(TriageEvent::timestamp)
                .toList();
        NextAnswers next = answered.nextAnswers(pressed);
        NextAnswers present = nextAnswers(mention.triage());
        // somebody who has seen more of the conversation was faster; what is seen later never makes the answers fewer
        boolean outdated = last(history, TriageAction.RECORD_NEXT)
                        .filter(at -> at.isAfter(answered.last().at()))
                        .isPresent()
                || (answered.leads()
                        && next.seconds().size() < present.seconds().size());
        if (outdated || next.equals(present)) {
            return Optional.empty();
        }
        return Optional.of(decision(mention, TriageAction.RECORD_NEXT, answered.last())
                .actor(NAME)
                .nextAnswers(next)
                .build());
    }

    private static NextAnswers nextAnswers(Optional<Triage> triage) {
        return new NextAnswers(
                triage.flatMap(Triage::nextAskedAt),
                triage.map(Triage::nextResponseSeconds).orElse(List.of()));
    }

    private static Optional<Utterance> newAnswer(Touchpoint mention, Conversation.Answered answered, Instant reopened) {
        Optional<Instant> stopped = mention.triage().flatMap(Triage::respondedAt);
        Utterance first = answered.firstAnswer();
        if (stopped.isEmpty() || first.at().isBefore(stopped.get())) {
            return Optional.of(first);
        }
        TriageStatus status = TriageStatus.of(mention.triage());
        if (!status.open() || status == TriageStatus.RESPONDED) {
            return Optional.empty();
        }
        return answered.answers().stream()
                .filter(answer -> answer.at().isAfter(reopened))
                .findFirst();
    }

    private static DecisionBuilder decision(Touchpoint mention, TriageAction action, Utterance seen) {
        return DecisionBuilder.builder()
                .touchpointId(mention.id())
                .action(action)
                .at(seen.at())
                .seenRevision(TriageLifecycle.revision(mention))
                .note(seen.url());
    }

    private static Optional<Instant> last(List<TriageEvent> history, TriageAction action) {
        return history.stream()
                .filter(event -> event.action().equals(action.value()))
                .map(TriageEvent::timestamp)
                .max(Instant::compareTo);
    }

    private static boolean chosenByPerson(List<TriageEvent> history) {
        return history.stream()
                .filter(event -> event.outcome().isPresent())
                .reduce((before, after) -> after)
                .map(event -> !event.action().equals(TriageAction.RECORD_OUTCOME.value()))
                .orElse(false);
    }
}
