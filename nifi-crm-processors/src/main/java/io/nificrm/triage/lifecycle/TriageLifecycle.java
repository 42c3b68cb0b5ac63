package io.nificrm.triage.lifecycle;

import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Judges decisions and works out what they change. Pure: it neither reads nor writes anything. */
public final class TriageLifecycle {
    private TriageLifecycle() {}

    /** The number of decisions taken so far about a touchpoint. */
    public static long revision(Touchpoint touchpoint) {
        return touchpoint
                .triage()
                .map(Triage::revision)
                .orElse(OptionalLong.empty())
                .orElse(0);
    }

    /** Judges a decision about a touchpoint as it stands now. */
    public static Verdict judge(Touchpoint touchpoint, Decision decision) {
        TriageStatus from = TriageStatus.of(touchpoint.triage());
        long revision = revision(touchpoint);
        if (decision.seenRevision().isPresent() && decision.seenRevision().getAsLong() != revision) {
            return new Verdict.Refused(Verdict.Reason.OUTDATED, whoWasFirst(touchpoint, from));
        }
        if (!decision.action().allowedIn(from)) {
            String since = touchpoint
                    .triage()
                    .flatMap(Triage::changedBy)
                    .map(by -> " by " + by)
                    .orElse("");
            return new Verdict.Refused(
                    Verdict.Reason.ILLEGAL,
                    "It is " + from.value() + since + ", and what is " + from.value() + " cannot be changed by '"
                            + decision.action().value() + "'.");
        }
        Triage after = after(touchpoint, decision, from, revision + 1);
        return new Verdict.Accepted(event(touchpoint, decision, from, after), decision.correction());
    }

    private static String whoWasFirst(Touchpoint touchpoint, TriageStatus status) {
        Optional<Triage> triage = touchpoint.triage();
        String who = triage.flatMap(Triage::changedBy).orElse("Somebody");
        String when = triage.flatMap(Triage::changedAt).map(at -> " at " + at).orElse("");
        return who + " was first" + when + ": it is " + status.value() + " now. Look again before you decide.";
    }

    private static Triage after(Touchpoint touchpoint, Decision decision, TriageStatus from, long revision) {
        Triage before =
                touchpoint.triage().orElseGet(() -> TriageBuilder.builder().build());
        TriageStatus to = decision.action().after(from);
        TriageBuilder after = TriageBuilder.builder(before)
                .status(to.value())
                .revision(revision)
                .changedBy(decision.actor())
                .changedAt(decision.at());
        switch (decision.action()) {
            case ACKNOWLEDGE -> acknowledge(after, before, decision);
            case ASSIGN -> after.assignee(decision.assignee());
            case RESPOND -> {
                acknowledge(after, before, decision);
                respond(after, before, touchpoint.timestamp(), decision.at());
            }
            case RESOLVE -> {
                acknowledge(after, before, decision);
                after.resolvedAt(decision.at()).resolutionSeconds(seconds(touchpoint.timestamp(), decision.at()));
            }
            case DISMISS -> after.resolvedAt(decision.at()).resolutionSeconds(OptionalLong.empty());
            case REOPEN ->
                after.resolvedAt(Optional.empty())
                        .resolutionSeconds(OptionalLong.empty())
                        .outcome(Optional.empty());
            case CORRECT -> {
                TreeSet<String> corrected = new TreeSet<>(before.corrected());
                corrected.add(decision.correction().orElseThrow().field());
                after.corrected(List.copyOf(corrected));
            }
            case RECORD_ANSWER -> respond(after, before, touchpoint.timestamp(), decision.at());
            case RECORD_NEXT -> {
                NextAnswers next = decision.nextAnswers().orElseThrow();
                after.nextAskedAt(next.askedAt()).nextResponseSeconds(next.seconds());
            }
            case ESCALATE -> escalate(after, decision, decision.escalation().orElseThrow());
            case RECORD_OUTCOME -> {
                // the outcome is set below, as with every decision that carries one
            }
            case NOTE -> {
                // a note changes nothing but the history
            }
        }
        decision.outcome().ifPresent(after::outcome);
        return after.build();
    }

    /** Who acts first on something has taken it, unless it was given to somebody. */
    private static void acknowledge(TriageBuilder after, Triage before, Decision decision) {
        if (before.acknowledgedAt().isEmpty()) {
            after.acknowledgedAt(decision.at());
        }
        if (decision.assignee().isPresent()) {
            after.assignee(decision.assignee());
        } else if (before.assignee().isEmpty()) {
            after.assignee(decision.actor());
        }
    }

    private static void escalate(TriageBuilder after, Decision decision, Escalation escalation) {
        after.escalation(escalation.level());
        escalation.priority().ifPresent(after::priority);
        if (decision.assignee().isPresent()) {
            after.assignee(decision.assignee());
        } else if (escalation.release()) {
            after.assignee(Optional.empty());
        }
    }

    /** The clock stops at the first answer; a later one does not move it, but stops the clock of who came back since. */
    private static void respond(TriageBuilder after, Triage before, Instant said, Instant answered) {
        if (before.respondedAt().isEmpty()
                || answered.isBefore(before.respondedAt().get())) {
            after.respondedAt(answered).responseSeconds(seconds(said, answered));
        }
        before.nextAskedAt().filter(asked -> !answered.isBefore(asked)).ifPresent(asked -> {
            List<Long> all = new ArrayList<>(before.nextResponseSeconds());
            all.add(seconds(asked, answered));
            NextAnswers next = new NextAnswers(Optional.empty(), all);
            after.nextAskedAt(next.askedAt()).nextResponseSeconds(next.seconds());
        });
    }

    /** Clocks of platforms differ; nothing is answered before it was said. */
    private static long seconds(Instant said, Instant done) {
        return Math.max(0, Duration.between(said, done).toSeconds());
    }

    private static boolean answers(TriageAction action) {
        return action == TriageAction.RESPOND || action == TriageAction.RECORD_ANSWER;
    }

    private static TriageEvent event(Touchpoint touchpoint, Decision decision, TriageStatus from, Triage after) {
        long revision = after.revision().orElseThrow();
        return TriageEventBuilder.builder()
                .id(TriageEvent.id(touchpoint.id(), revision))
                .timestamp(decision.at())
                .touchpointId(touchpoint.id())
                .revision(revision)
                .platform(touchpoint.platform())
                .brands(touchpoint.brands())
                .personId(touchpoint.person().flatMap(Person::id))
                .queue(after.queue())
                .priority(after.priority())
                .action(decision.action().value())
                .actor(decision.actor())
                .from(from.value())
                .to(after.status().orElseThrow())
                .assignee(after.assignee())
                .note(decision.note())
                .outcome(decision.outcome())
                .responseSeconds(answers(decision.action()) ? after.responseSeconds() : OptionalLong.empty())
                .field(decision.correction().map(Correction::field))
                .values(decision.correction().map(Correction::values).orElse(List.of()))
                .triage(after)
                .build();
    }
}
