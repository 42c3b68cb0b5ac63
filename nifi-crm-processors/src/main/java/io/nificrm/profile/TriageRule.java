package io.nificrm.profile;

import io.nificrm.profile.query.ParsedQuery;
import java.util.List;
import java.util.Optional;

/**
 * One reason to bring a mention to somebody who can answer.
 *
 * @param id the reason, as agents and boards read it
 * @param order its place among the rules, from 0
 * @param examples mentions that it must catch
 * @param counterExamples mentions that it must leave alone
 */
public record TriageRule(
        String id,
        int order,
        Optional<String> description,
        Queue queue,
        Priority priority,
        ParsedQuery query,
        List<Example> examples,
        List<Example> counterExamples,
        Place place) {

    /** Who works on it. */
    public enum Queue {
        /** Needs an answer, and soon. */
        RAPID_RESPONSE("rapid_response"),
        /** Teaches us something: ideas, questions, wishes. */
        FEEDBACK("feedback"),
        /** Speaks for us: to thank and to pass on. */
        ADVOCACY("advocacy");

        private final String value;

        Queue(String value) {
            this.value = value;
        }

        /** The queue's name in profiles and documents. */
        public String value() {
            return value;
        }
    }

    /** How urgent it is; {@code P1} most. */
    public enum Priority {
        P1,
        P2,
        P3,
        P4;

        /** The priority's name in profiles and documents. */
        public String value() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public TriageRule {
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
    }

    /** Its name in messages. */
    public String reference() {
        return "triage/" + id;
    }

    @Override
    public String toString() {
        return reference();
    }
}
