package io.nificrm.triage.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.source.MovableClock;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.lifecycle.DecisionBuilder;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageEvent;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class EscalateOverdueTest {
    private final MovableClock clock = new MovableClock();
    private final Instant due = clock.instant();
    private TriageStorage storage;
    private TriageLedger ledger;
    private TestRunner runner;

    @BeforeEach
    void open(ElasticsearchNode node) throws Exception {
        storage = new TriageStorage(node);
        ledger = new TriageLedger(storage.cluster(), Refresh.True);
        runner = TestRunners.newTestRunner(new EscalateOverdue(clock));
        storage.connect(runner, EscalateOverdue.CONNECTION);
        runner.setProperty(EscalateOverdue.STEPS, "0 min: raise; 1 hour: raise, release; 4 hours: assign lea");
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void whatNobodyAnsweredTakesEachStepOnce() throws IOException {
        storage.put(flagged("m:1", "p3").build());
        decide("m:1", TriageAction.ACKNOWLEDGE);

        assertThat(run()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(run()).contains("\"id\":\"m:1\"").contains("\"escalation\":1");
        assertThat(run()).isEmpty();
        assertThat(triage("m:1").priority()).hasValue("p2");
        assertThat(triage("m:1").assignee()).hasValue("mia");

        clock.advance(Duration.ofHours(1));
        run();
        assertThat(triage("m:1").priority()).hasValue("p1");
        assertThat(triage("m:1").assignee())
                .as("mia is away: anybody may take it")
                .isEmpty();

        clock.advance(Duration.ofHours(3));
        run();
        clock.advance(Duration.ofHours(1));
        assertThat(run()).isEmpty();
        assertThat(triage("m:1").assignee()).hasValue("lea");
        assertThat(ledger.history(ledger.find("m:1").orElseThrow()))
                .extracting(TriageEvent::action, TriageEvent::actor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acknowledge", "mia"),
                        org.assertj.core.groups.Tuple.tuple("escalate", "escalation"),
                        org.assertj.core.groups.Tuple.tuple("escalate", "escalation"),
                        org.assertj.core.groups.Tuple.tuple("escalate", "escalation"));

        clock.advance(Duration.ofDays(1));
        assertThat(run()).as("nothing is ever forgotten").contains("\"escalation\":4");
        clock.advance(Duration.ofDays(3));
        assertThat(run()).as("steps that nothing ran for are passed over").contains("\"escalation\":7");
    }

    @Test
    void whatIsAnsweredDoneOursOrNotDueIsLeftAlone() throws IOException {
        storage.put(
                flagged("m:responded", "p2").build(),
                flagged("m:resolved", "p2").build(),
                flagged("m:dismissed", "p2").build(),
                flagged("m:ours", "p2")
                        .author(AuthorBuilder.builder()
                                .handle("acme")
                                .ours(true)
                                .build())
                        .build(),
                flagged("m:later", "p2")
                        .triage(TriageBuilder.builder()
                                .queue("rapid_response")
                                .dueAt(due.plusSeconds(7200))
                                .build())
                        .build(),
                flagged("m:routine", "p2")
                        .triage(TriageBuilder.builder()
                                .queue("feedback")
                                .dueAt(due)
                                .build())
                        .build());
        decide("m:responded", TriageAction.RESPOND);
        decide("m:resolved", TriageAction.RESOLVE);
        decide("m:dismissed", TriageAction.DISMISS);
        clock.advance(Duration.ofMinutes(1));

        assertThat(run()).isEmpty();

        decide("m:responded", TriageAction.REOPEN);
        assertThat(run()).as("it waits again").contains("m:responded");
    }

    @Test
    void hundredsAreLookedAfterInOneRun() throws IOException {
        Touchpoint[] many = new Touchpoint[120];
        for (int i = 0; i < many.length; i++) {
            many[i] = flagged("m:" + i, "p2").build();
        }
        storage.put(many);
        clock.advance(Duration.ofMinutes(1));

        assertThat(run().lines()).hasSize(120);
        assertThat(run()).isEmpty();
    }

    @Test
    void whatTookItsStepWhenNiFiWasKilledIsHandedOverAfterwards() throws IOException {
        storage.put(
                flagged("m:killed", "p2").build(), flagged("m:not-yet", "p2").build());
        clock.advance(Duration.ofMinutes(1));
        OverdueMentions mentions = new OverdueMentions(
                storage.cluster(),
                ledger,
                EscalationPolicy.parse("0 min: raise", Duration.ofDays(1)),
                java.util.List.of("rapid_response"));
        OverdueMentions.Overdue killed = mentions.find(clock.instant(), 10).stream()
                .filter(one -> one.mention().id().equals("m:killed"))
                .findFirst()
                .orElseThrow();
        mentions.take(killed, clock.instant());
        runner.getStateManager().setState(Map.of("m:killed", "1", "m:not-yet", "1"), Scope.CLUSTER);

        assertThat(run().lines())
                .as("both once: the one that took its step, and the one that did not come to it")
                .hasSize(2);
        runner.getStateManager().assertStateEquals(Map.of(), Scope.CLUSTER);
    }

    @Test
    void withoutElasticsearchItSaysSoAndTriesAgain() throws Exception {
        try (TriageStorage gone = TriageStorage.unreachable()) {
            TestRunner alone = TestRunners.newTestRunner(new EscalateOverdue(clock));
            gone.connect(alone, EscalateOverdue.CONNECTION);
            alone.run();

            alone.assertTransferCount(EscalateOverdue.OVERDUE, 0);
            assertThat(alone.getLogger().getWarnMessages()).hasSize(1);
        }
    }

    @Test
    void stepsThatCannotBeMeantAreRefusedWithTheReason() {
        assertThatThrownBy(() -> EscalationPolicy.parse("raise", Duration.ofDays(1)))
                .hasMessageContaining("colon");
        assertThatThrownBy(() -> EscalationPolicy.parse("soon: raise", Duration.ofDays(1)))
                .hasMessageContaining("'soon' is no time");
        assertThatThrownBy(() -> EscalationPolicy.parse("0 min: shout", Duration.ofDays(1)))
                .hasMessageContaining("'shout' is none of");
        assertThatThrownBy(() -> EscalationPolicy.parse("1 hour: raise; 30 min: raise", Duration.ofDays(1)))
                .hasMessageContaining("not later");
    }

    private String run() {
        runner.clearTransferState();
        runner.run();
        StringBuilder lines = new StringBuilder();
        for (MockFlowFile overdue : runner.getFlowFilesForRelationship(EscalateOverdue.OVERDUE)) {
            lines.append(overdue.getContent());
        }
        return lines.toString();
    }

    private void decide(String id, TriageAction action) throws IOException {
        assertThat(ledger.decide(DecisionBuilder.builder()
                        .touchpointId(id)
                        .action(action)
                        .actor("mia")
                        .at(due.minusSeconds(60))
                        .build()))
                .isInstanceOf(TriageLedger.Outcome.Taken.class);
    }

    private Triage triage(String id) throws IOException {
        return ledger.find(id).orElseThrow().triage().orElseThrow();
    }

    private TouchpointBuilder flagged(String id, String priority) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(due.minusSeconds(3600))
                .platform("mastodon")
                .text("My parcel is late")
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority(priority)
                        .dueAt(due.plusSeconds(1))
                        .build());
    }
}
