package io.nificrm.triage.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.Refresh;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class TriageLedgerTest {
    private static Instant said;
    private static TriageStorage storage;
    private static TriageLedger ledger;

    @BeforeAll
    static void connect(ElasticsearchNode node) {
        said = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
        storage = new TriageStorage(node);
        ledger = new TriageLedger(storage.cluster(), Refresh.False);
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @Test
    void aDecisionChangesTheTouchpointAndIsInItsHistory() throws IOException {
        storage.put(flagged("t:1"));

        decide(decision("t:1", TriageAction.ACKNOWLEDGE, "mia"));
        decide(decision("t:1", TriageAction.RESPOND, "mia"));

        Triage triage = triage("t:1");
        assertThat(triage.status()).hasValue("responded");
        assertThat(triage.responseSeconds()).hasValue(60);
        assertThat(triage.queue()).hasValue("rapid_response");
        assertThat(history("t:1"))
                .extracting(TriageEvent::actor, TriageEvent::action, TriageEvent::from, TriageEvent::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mia", "acknowledge", "new", "acknowledged"),
                        org.assertj.core.groups.Tuple.tuple("mia", "respond", "acknowledged", "responded"));
    }

    @Test
    void theSecondOfTwoAgentsIsToldWhoWasFirst() throws IOException {
        storage.put(flagged("t:2"));
        decide(seen(decision("t:2", TriageAction.ACKNOWLEDGE, "mia"), 0));

        TriageLedger.Outcome second = ledger.decide(seen(decision("t:2", TriageAction.DISMISS, "noor"), 0));

        assertThat(second).isInstanceOfSatisfying(TriageLedger.Outcome.Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Verdict.Reason.OUTDATED);
            assertThat(refused.reason()).startsWith("mia was first");
        });
        assertThat(history("t:2")).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeDecidedAbout() throws IOException {
        assertThat(ledger.decide(decision("t:none", TriageAction.DISMISS, "mia")))
                .isInstanceOfSatisfying(
                        TriageLedger.Outcome.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Verdict.Reason.UNKNOWN));
    }

    @Test
    void aCorrectedTagSurvivesTheNextFetch() throws IOException {
        Touchpoint angry = TouchpointBuilder.builder(flagged("t:3"))
                .sentiment(new Sentiment(Sentiment.Label.NEGATIVE, OptionalDouble.of(-0.9), OptionalDouble.of(0.9)))
                .build();
        storage.put(angry);
        decide(DecisionBuilder.builder(decision("t:3", TriageAction.NOTE, "mia"))
                .action(TriageAction.CORRECT)
                .correction(new Correction("sentiment", List.of("positive")))
                .build());

        storage.put(TouchpointBuilder.builder(angry).text("edited").build());

        Touchpoint stored = ledger.find("t:3").orElseThrow();
        assertThat(stored.text()).hasValue("edited");
        assertThat(stored.sentiment().orElseThrow().label()).isEqualTo(Sentiment.Label.POSITIVE);
    }

    @Test
    void notAboutUsTakesTheBrandAway() throws IOException {
        storage.put(flagged("t:4"));

        decide(DecisionBuilder.builder(decision("t:4", TriageAction.NOTE, "mia"))
                .action(TriageAction.CORRECT)
                .correction(new Correction("brands", List.of()))
                .build());

        assertThat(ledger.find("t:4").orElseThrow().brands()).isEmpty();
    }

    @Test
    void aDecisionWhoseWriterDiedBeforeApplyingItIsAppliedByTheNext() throws IOException {
        storage.put(flagged("t:5"));
        decide(decision("t:5", TriageAction.ACKNOWLEDGE, "mia"));
        // as if mia's process had died between writing the event and changing the touchpoint
        var id = "t:5";
        String index = storage.cluster().names().at(IndexFamily.MENTIONS, said);
        ObjectNode document = storage.cluster()
                .client()
                .get(get -> get.index(index).id(id), ObjectNode.class)
                .source();
        ((ObjectNode) document.path("triage")).remove(List.of("status", "revision", "assignee", "acknowledged_at"));
        storage.cluster().client().index(i -> i.index(index).id(id).document(document));

        decide(decision("t:5", TriageAction.RESOLVE, "noor"));

        assertThat(triage("t:5").assignee()).hasValue("mia");
        assertThat(triage("t:5").status()).hasValue("resolved");
        assertThat(history("t:5")).extracting(TriageEvent::actor).containsExactly("mia", "noor");
    }

    @Test
    void twoAgentsAndAReFetchAtOnceLoseNothing() throws Exception {
        int rounds = 1_000; // of two notes and a re-fetch each
        Touchpoint touchpoint = flagged("t:6");
        storage.put(touchpoint);
        List<Callable<Void>> all = new ArrayList<>();
        for (int agent = 0; agent < 2; agent++) {
            String name = "agent" + agent;
            all.add(() -> {
                for (int i = 0; i < rounds; i++) {
                    decide(DecisionBuilder.builder(decision("t:6", TriageAction.ACKNOWLEDGE, name))
                            .action(TriageAction.NOTE)
                            .note(name + " " + i)
                            .build());
                }
                return null;
            });
        }
        all.add(() -> {
            for (int i = 1; i <= rounds; i++) {
                storage.write(TouchpointBuilder.builder(touchpoint)
                        .engagement(EngagementBuilder.builder().likes(i).build())
                        .build());
            }
            return null;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        }

        List<TriageEvent> history = history("t:6");
        assertThat(history).hasSize(2 * rounds);
        assertThat(history)
                .extracting(TriageEvent::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2L * rounds).boxed().toList());
        for (String agent : List.of("agent0", "agent1")) {
            assertThat(history.stream()
                            .filter(event -> event.actor().equals(agent))
                            .map(event -> event.note().orElseThrow()))
                    .containsExactlyElementsOf(LongStream.range(0, rounds)
                            .mapToObj(i -> agent + " " + i)
                            .toList());
        }
        Touchpoint stored = ledger.find("t:6").orElseThrow();
        assertThat(TriageLifecycle.revision(stored)).isEqualTo(2L * rounds);
        assertThat(stored.engagement().orElseThrow().likes()).hasValue(rounds);
    }

    private static Touchpoint flagged(String id) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(said)
                .platform("test")
                .text("the lid leaks")
                .brands(List.of("acme"))
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority("p1")
                        .dueAt(said.plusSeconds(900))
                        .build())
                .build();
    }

    private static Decision decision(String id, TriageAction action, String actor) {
        return DecisionBuilder.builder()
                .touchpointId(id)
                .action(action)
                .actor(actor)
                .at(said.plusSeconds(60))
                .note("n")
                .build();
    }

    private static Decision seen(Decision decision, long revision) {
        return DecisionBuilder.builder(decision).seenRevision(revision).build();
    }

    private static void decide(Decision decision) throws IOException {
        assertThat(ledger.decide(decision)).isInstanceOf(TriageLedger.Outcome.Taken.class);
    }

    private static Triage triage(String id) throws IOException {
        return ledger.find(id).orElseThrow().triage().orElseThrow();
    }

    private static List<TriageEvent> history(String id) throws IOException {
        return ledger.history(ledger.find(id).orElseThrow());
    }
}
