package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** How many months are kept. */
public final class RetentionParameters {

    public static final String MENTIONS = "retention.mentions.months";
    public static final String EMAIL_EVENTS = "retention.email.events.months";
    public static final String TRIAGE_EVENTS = "retention.triage.events.months";
    public static final String DEAD_LETTERS = "retention.dead.letters.months";

    private RetentionParameters() {}

    static List<Parameter> all() {
        return List.of(
                unset(MENTIONS, "How many months of mentions are kept, for example 24; all while it is not set"),
                unset(EMAIL_EVENTS, "How many months of email events are kept; all while it is not set"),
                unset(TRIAGE_EVENTS, "How many months of decisions are kept; all while it is not set"),
                open(DEAD_LETTERS, "3", "How many months of dead letters are kept"));
    }
}
