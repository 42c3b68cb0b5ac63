package io.nificrm.triage.desk;

import io.nificrm.triage.lifecycle.TriageStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The choices above the queue. */
final class QueuePage {
    private QueuePage() {}

    /** A list of values for each filter, the chosen one marked, even where the queue has none of it any more. */
    static List<Map<String, Object>> filters(QueueFilter filter, Map<String, List<String>> choices) {
        List<Map<String, Object>> filters = new ArrayList<>();
        choices.forEach((parameter, values) -> {
            String chosen = filter.terms().getOrDefault(parameter, "");
            Set<String> all = new LinkedHashSet<>(values);
            if (!chosen.isEmpty()) {
                all.add(chosen);
            }
            Map<String, Object> row = new HashMap<>();
            row.put("name", parameter);
            row.put("options", options(all, chosen));
            filters.add(row);
        });
        return filters;
    }

    static List<Map<String, Object>> states(QueueFilter filter) {
        Set<String> states = new LinkedHashSet<>(List.of("open"));
        for (TriageStatus status : TriageStatus.values()) {
            states.add(status.value());
        }
        states.add("all");
        return options(states, filter.state());
    }

    private static List<Map<String, Object>> options(Set<String> values, String chosen) {
        List<Map<String, Object>> options = new ArrayList<>();
        for (String value : values) {
            Map<String, Object> option = new HashMap<>();
            option.put("value", value);
            option.put("chosen", value.equals(chosen));
            options.add(option);
        }
        return options;
    }
}
