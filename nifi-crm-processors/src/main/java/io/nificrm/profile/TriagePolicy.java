package io.nificrm.profile;

import io.nificrm.profile.query.ParsedQuery;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is brought to whom, and how soon it is to be answered.
 *
 * @param sla how soon, by priority
 * @param never what is never queued, whatever the rules say
 */
public record TriagePolicy(Map<TriageRule.Priority, Duration> sla, ParsedQuery never, List<TriageRule> rules) {
    /** How soon to answer where a profile does not say. */
    static final Map<TriageRule.Priority, Duration> USUAL_SLA = Map.of(
            TriageRule.Priority.P1, Duration.ofMinutes(15),
            TriageRule.Priority.P2, Duration.ofHours(1),
            TriageRule.Priority.P3, Duration.ofHours(8),
            TriageRule.Priority.P4, Duration.ofHours(24));

    /** What is never queued where a profile does not say: our own posts, and reposts, whose original is queued already. */
    static final String USUAL_NEVER = "author.ours:true OR kind:repost";

    public TriagePolicy {
        Map<TriageRule.Priority, Duration> complete = new EnumMap<>(USUAL_SLA);
        complete.putAll(sla);
        sla = Map.copyOf(complete);
        rules = List.copyOf(rules);
    }
}
