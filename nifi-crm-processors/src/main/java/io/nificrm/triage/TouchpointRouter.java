package io.nificrm.triage;

import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.TriageRule;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides by the triage rules of a profile who is to see a tagged touchpoint, and how soon. Of several rules that match,
 * the most urgent gives queue and priority (among equals rapid response before feedback before advocacy, then the order
 * of the file); all of them are reasons. What people did with it ({@code status}, {@code assignee}, …) is not touched.
 */
public final class TouchpointRouter {
    private final ListeningProfile profile;
    private final ClockStart clockStart;

    /** A router by the rules of a profile. */
    public TouchpointRouter(ListeningProfile profile, ClockStart clockStart) {
        this.profile = profile;
        this.clockStart = clockStart;
    }

    /**
     * Where a touchpoint goes.
     *
     * @param queue empty: nobody needs to see it
     */
    public record Route(Touchpoint touchpoint, Optional<TriageRule.Queue> queue) {}

    /** Decides about one touchpoint. */
    public Route route(Touchpoint tagged) {
        List<TriageRule> rules = profile.triageRules(tagged);
        if (rules.isEmpty()) {
            return new Route(withTriage(tagged, tagged.triage().flatMap(TouchpointRouter::unrouted)), Optional.empty());
        }
        TriageRule first = rules.getFirst();
        Duration sla = profile.triage().sla().get(first.priority());
        Triage triage = tagged.triage()
                .map(TriageBuilder::builder)
                .orElseGet(TriageBuilder::builder)
                .queue(first.queue().value())
                .priority(first.priority().value())
                .score(BusinessScore.of(tagged, first.priority()))
                .reasons(rules.stream().map(TriageRule::id).toList())
                .dueAt(clockStart.of(tagged).plus(sla))
                .build();
        return new Route(withTriage(tagged, Optional.of(triage)), Optional.of(first.queue()));
    }

    /** What is left when routing takes back what it set; empty when that is nothing. */
    private static Optional<Triage> unrouted(Triage routed) {
        Triage rest = TriageBuilder.builder(routed)
                .queue(Optional.empty())
                .priority(Optional.empty())
                .score(OptionalDouble.empty())
                .reasons(List.of())
                .dueAt(Optional.empty())
                .build();
        return rest.equals(TriageBuilder.builder().build()) ? Optional.empty() : Optional.of(rest);
    }

    private static Touchpoint withTriage(Touchpoint touchpoint, Optional<Triage> triage) {
        return TouchpointBuilder.builder(touchpoint).triage(triage).build();
    }
}
