package io.nificrm.triage.alert;

import java.util.Optional;
import org.apache.nifi.components.DescribedValue;

/** What belongs together in one message. */
enum GroupBy implements DescribedValue {
    RULE_AND_TOPIC(
            "rule_and_topic",
            "Rule and topic",
            "The first triage rule that flagged it, and the first topic it is about: an incident is mostly one of"
                    + " these."),
    RULE("rule", "Rule", "The first triage rule that flagged it."),
    TOPIC("topic", "Topic", "The first topic it is about."),
    BRAND("brand", "Brand", "The first brand it is about: for teams that serve several."),
    EVERYTHING("everything", "Everything", "All alerts together: the fewest messages.");

    private final String value;
    private final String displayName;
    private final String description;

    GroupBy(String value, String displayName, String description) {
        this.value = value;
        this.displayName = displayName;
        this.description = description;
    }

    /** The name of an alert's group, which a message shows. */
    String group(Alert alert) {
        Optional<String> group = switch (this) {
            case RULE -> alert.rule();
            case TOPIC -> alert.topic();
            case BRAND -> alert.brand();
            case EVERYTHING -> Optional.of("all");
            case RULE_AND_TOPIC ->
                alert.rule()
                        .map(rule ->
                                rule + alert.topic().map(topic -> " / " + topic).orElse(""))
                        .or(alert::topic);
        };
        String name = group.orElse("other");
        return alert.escalation().isPresent() ? "overdue: " + name : name;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    @Override
    public String getDescription() {
        return description;
    }
}
