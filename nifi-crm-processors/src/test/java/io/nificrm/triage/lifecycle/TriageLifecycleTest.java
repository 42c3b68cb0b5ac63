package io.nificrm.triage.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriageLifecycleTest {
    private static final Instant SAID = Instant.parse("2026-11-22T10:00:00Z");
    private static final Touchpoint FLAGGED = TouchpointBuilder.builder()
            .id("mastodon:1")
            .type(Touchpoint.Type.MENTION)
            .kind(Touchpoint.Kind.POST)
            .timestamp(SAID)
            .platform("mastodon")
            .brands(List.of("acme"))
            .triage(TriageBuilder.builder()
                    .queue("rapid_response")
                    .priority("p1")
                    .dueAt(SAID.plusSeconds(900))
                    .build())
            .build();

    private static final Map<TriageAction, Set<TriageStatus>> LEGAL = Map.ofEntries(
            Map.entry(TriageAction.ACKNOWLEDGE, Set.of(TriageStatus.NEW, TriageStatus.REOPENED)),
            Map.entry(
                    TriageAction.ASSIGN,
                    Set.of(TriageStatus.NEW, TriageStatus.ACKNOWLEDGED, TriageStatus.RESPONDED, TriageStatus.REOPENED)),
            Map.entry(TriageAction.RESPOND, Set.of(TriageStatus.NEW, TriageStatus.ACKNOWLEDGED, TriageStatus.REOPENED)),
            Map.entry(
                    TriageAction.RESOLVE,
                    Set.of(TriageStatus.NEW, TriageStatus.ACKNOWLEDGED, TriageStatus.RESPONDED, TriageStatus.REOPENED)),
            Map.entry(TriageAction.DISMISS, Set.of(TriageStatus.NEW, TriageStatus.ACKNOWLEDGED, TriageStatus.REOPENED)),
            Map.entry(
                    TriageAction.REOPEN, Set.of(TriageStatus.RESPONDED, TriageStatus.RESOLVED, TriageStatus.DISMISSED)),
            Map.entry(TriageAction.NOTE, Set.of(TriageStatus.values())),
            Map.entry(TriageAction.CORRECT, Set.of(TriageStatus.values())),
            Map.entry(TriageAction.RECORD_ANSWER, Set.of(TriageStatus.values())),
            Map.entry(TriageAction.RECORD_OUTCOME, Set.of(TriageStatus.values())),
            Map.entry(TriageAction.RECORD_NEXT, Set.of(TriageStatus.values())),
            Map.entry(
                    TriageAction.ESCALATE, Set.of(TriageStatus.NEW, TriageStatus.ACKNOWLEDGED, TriageStatus.REOPENED)));

    @Test
    void aMorning() {
        Touchpoint acknowledged = decide(FLAGGED, decision(TriageAction.ACKNOWLEDGE, "mia", 60));
        Touchpoint responded = decide(acknowledged, decision(TriageAction.RESPOND, "mia", 300));
        Touchpoint resolved = decide(
                responded,
                DecisionBuilder.builder(decision(TriageAction.RESOLVE, "noor", 900))
                        .outcome("calmer")
                        .build());

        Triage triage = resolved.triage().orElseThrow();
        assertThat(triage.status()).hasValue("resolved");
        assertThat(triage.assignee()).hasValue("mia");
        assertThat(triage.acknowledgedAt()).hasValue(SAID.plusSeconds(60));
        assertThat(triage.respondedAt()).hasValue(SAID.plusSeconds(300));
        assertThat(triage.responseSeconds()).hasValue(300);
        assertThat(triage.resolvedAt()).hasValue(SAID.plusSeconds(900));
        assertThat(triage.resolutionSeconds()).hasValue(900);
        assertThat(triage.outcome()).hasValue("calmer");
        assertThat(triage.revision()).hasValue(3);
        assertThat(triage.changedBy()).hasValue("noor");
        assertThat(triage.queue()).as("routing stays").hasValue("rapid_response");
        assertThat(triage.dueAt()).hasValue(SAID.plusSeconds(900));
    }

    @ParameterizedTest
    @EnumSource(TriageStatus.class)
    void onlyLegalTransitionsAreAccepted(TriageStatus status) {
        Touchpoint touchpoint = TouchpointBuilder.builder(FLAGGED)
                .triage(TriageBuilder.builder().status(status.value()).build())
                .build();
        for (TriageAction action : TriageAction.values()) {
            Verdict verdict = TriageLifecycle.judge(touchpoint, decision(action, "mia", 1));

            if (LEGAL.get(action).contains(status)) {
                assertThat(verdict).as("%s in %s", action, status).isInstanceOf(Verdict.Accepted.class);
            } else {
                assertThat(verdict)
                        .as("%s in %s", action, status)
                        .isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
                            assertThat(refused.kind()).isEqualTo(Verdict.Reason.ILLEGAL);
                            assertThat(refused.reason()).contains(status.value(), action.value());
                        });
            }
        }
    }

    @Test
    void anAnswerThatIsNoticedChangesNoStatusOfWhatIsDone() {
        Touchpoint resolved = decide(FLAGGED, decision(TriageAction.RESOLVE, "mia", 900));

        Triage triage = decide(resolved, decision(TriageAction.RECORD_ANSWER, "@acme", 300))
                .triage()
                .orElseThrow();

        assertThat(triage.status()).hasValue("resolved");
        assertThat(triage.respondedAt()).hasValue(SAID.plusSeconds(300));
        assertThat(triage.assignee()).as("nobody became responsible by it").hasValue("mia");
    }

    @Test
    void escalationRaisesAndGivesBackToTheQueue() {
        Touchpoint taken = decide(FLAGGED, decision(TriageAction.ACKNOWLEDGE, "mia", 60));

        Triage triage = decide(taken, decision(TriageAction.ESCALATE, "escalation", 5000))
                .triage()
                .orElseThrow();

        assertThat(triage.priority()).hasValue("p1");
        assertThat(triage.assignee()).isEmpty();
        assertThat(triage.escalation()).hasValue(1);
        assertThat(triage.dueAt()).as("the clock runs on").hasValue(SAID.plusSeconds(900));
    }

    @Test
    void whoDecidesOnAnOldStateIsToldWhoWasFirst() {
        Touchpoint taken = decide(FLAGGED, decision(TriageAction.ACKNOWLEDGE, "mia", 60));

        Verdict second = TriageLifecycle.judge(
                taken,
                DecisionBuilder.builder(decision(TriageAction.DISMISS, "noor", 61))
                        .seenRevision(0)
                        .build());

        assertThat(second).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Verdict.Reason.OUTDATED);
            assertThat(refused.reason())
                    .isEqualTo("mia was first at 2026-11-22T10:01:00Z: it is acknowledged now."
                            + " Look again before you decide.");
        });
    }

    @Test
    void answeringANewMentionAtOnceTakesItToo() {
        Triage triage = decide(FLAGGED, decision(TriageAction.RESPOND, "mia", 30))
                .triage()
                .orElseThrow();

        assertThat(triage.assignee()).hasValue("mia");
        assertThat(triage.acknowledgedAt()).hasValue(SAID.plusSeconds(30));
        assertThat(triage.responseSeconds()).hasValue(30);
    }

    @Test
    void reopeningKeepsTheFirstAnswersTime() {
        Touchpoint resolved = decide(
                decide(FLAGGED, decision(TriageAction.RESPOND, "mia", 30)), decision(TriageAction.RESOLVE, "mia", 40));

        Touchpoint again = decide(
                decide(resolved, decision(TriageAction.REOPEN, "noor", 500)),
                decision(TriageAction.RESPOND, "noor", 600));

        Triage triage = again.triage().orElseThrow();
        assertThat(triage.resolvedAt()).isEmpty();
        assertThat(triage.resolutionSeconds()).isEmpty();
        assertThat(triage.respondedAt()).hasValue(SAID.plusSeconds(30));
        assertThat(triage.responseSeconds()).hasValue(30);
    }

    @Test
    void anAnswerAfterTheAuthorCameBackStopsTheNextClock() {
        Touchpoint waiting = decide(
                decide(FLAGGED, decision(TriageAction.RESPOND, "mia", 30)),
                DecisionBuilder.builder(decision(TriageAction.RECORD_NEXT, "LinkResponses", 100))
                        .nextAnswers(new NextAnswers(Optional.of(SAID.plusSeconds(100)), List.of(7L)))
                        .build());

        Triage triage = decide(
                        decide(waiting, decision(TriageAction.REOPEN, "mia", 150)),
                        decision(TriageAction.RESPOND, "mia", 190))
                .triage()
                .orElseThrow();

        assertThat(triage.nextAskedAt()).isEmpty();
        assertThat(triage.nextResponseSeconds()).containsExactly(7L, 90L);
        assertThat(triage.responseSeconds()).hasValue(30);
    }

    @Test
    void dismissingResolvesNothing() {
        Triage triage = decide(FLAGGED, decision(TriageAction.DISMISS, "mia", 40))
                .triage()
                .orElseThrow();

        assertThat(triage.resolvedAt()).hasValue(SAID.plusSeconds(40));
        assertThat(triage.resolutionSeconds()).isEmpty();
    }

    @Test
    void aReplyFoundLaterThatCameEarlierMovesTheClockBack() {
        Touchpoint responded = decide(FLAGGED, decision(TriageAction.RESPOND, "mia", 300));
        Touchpoint reopened = decide(responded, decision(TriageAction.REOPEN, "mia", 400));

        Touchpoint earlier = decide(reopened, decision(TriageAction.RESPOND, "LinkResponses", 120));

        assertThat(earlier.triage().orElseThrow().responseSeconds()).hasValue(120);
    }

    @Test
    void aCorrectionIsRememberedSoThatNoStageOverwritesIt() {
        Decision notAngry = DecisionBuilder.builder(decision(TriageAction.NOTE, "mia", 5))
                .action(TriageAction.CORRECT)
                .correction(new Correction("sentiment", List.of("positive")))
                .build();

        Verdict.Accepted accepted = (Verdict.Accepted) TriageLifecycle.judge(FLAGGED, notAngry);

        assertThat(accepted.event().triage().corrected()).containsExactly("sentiment");
        assertThat(accepted.event().triage().status()).hasValue("new");
        assertThat(accepted.event().field()).hasValue("sentiment");
        assertThat(accepted.event().values()).containsExactly("positive");
        assertThat(accepted.correction()).isPresent();
    }

    @Test
    void everyDecisionIsAnEventThatSaysWhoWhatWhenFromTo() {
        Verdict.Accepted accepted =
                (Verdict.Accepted) TriageLifecycle.judge(FLAGGED, decision(TriageAction.DISMISS, "mia", 7));

        TriageEvent event = accepted.event();
        assertThat(event.id()).isEqualTo("mastodon:1#1");
        assertThat(event.actor()).isEqualTo("mia");
        assertThat(event.action()).isEqualTo("dismiss");
        assertThat(event.timestamp()).isEqualTo(SAID.plusSeconds(7));
        assertThat(event.from()).isEqualTo("new");
        assertThat(event.to()).isEqualTo("dismissed");
        assertThat(event.queue()).hasValue("rapid_response");
        assertThat(event.brands()).containsExactly("acme");
    }

    @Test
    void incompleteOrOversizedDecisionsAreRefusedInWords() {
        DecisionBuilder complete = DecisionBuilder.builder(decision(TriageAction.DISMISS, "mia", 7));

        assertThatThrownBy(() -> complete.action(TriageAction.ASSIGN).build()).hasMessage("assign needs an assignee");
        assertThatThrownBy(() -> complete.action(TriageAction.CORRECT).build())
                .hasMessage("correct needs a field and its values");
        assertThatThrownBy(() -> complete.action(TriageAction.NOTE)
                        .note("x".repeat(10_001))
                        .build())
                .hasMessageContaining("10000");
        assertThatThrownBy(() -> new Correction("triage", List.of("x"))).hasMessageContaining("cannot be corrected");
        assertThatThrownBy(() -> new Correction("sentiment", List.of("furious")))
                .hasMessageContaining("furious");
    }

    private static Decision decision(TriageAction action, String actor, long secondsAfter) {
        DecisionBuilder builder = DecisionBuilder.builder()
                .touchpointId("mastodon:1")
                .action(action)
                .actor(actor)
                .at(SAID.plusSeconds(secondsAfter));
        return switch (action) {
            case ASSIGN -> builder.assignee("noor").build();
            case NOTE -> builder.note("called her").build();
            case CORRECT ->
                builder.correction(new Correction("brands", List.of())).build();
            case RECORD_OUTCOME -> builder.outcome("calmer").build();
            case RECORD_NEXT ->
                builder.nextAnswers(new NextAnswers(Optional.of(SAID), List.of(7L)))
                        .build();
            case ESCALATE ->
                builder.escalation(new Escalation(1, Optional.of("p1"), true)).build();
            default -> builder.build();
        };
    }

    private static Touchpoint decide(Touchpoint touchpoint, Decision decision) {
        Verdict verdict = TriageLifecycle.judge(touchpoint, decision);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return TouchpointBuilder.builder(touchpoint)
                .triage(((Verdict.Accepted) verdict).event().triage())
                .build();
    }
}
