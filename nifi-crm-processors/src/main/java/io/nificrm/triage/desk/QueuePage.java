package io.nificrm.triage.desk;

import io.nificrm.triage.lifecycle.TriageStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The choices above the queue. */
final class QueuePage {
    private static final Map<String, String> VIEWS = views();

    private QueuePage() {}

    private static Map<String, String> views() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put(QueueFilter.OPEN, "All open");
        views.put(QueueFilter.WAITING, "Waiting for us");
        views.put(QueueFilter.ANSWERED, "Answered, not closed");
        views.put(QueueFilter.CLOSED, "Closed");
        views.put(QueueFilter.ALL, "All");
        return Collections.unmodifiableMap(views);
    }

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

    /** The views that are one click away: a name and an address each, the one that is shown marked. */
    static List<Map<String, Object>> views(QueueFilter filter) {
        List<Map<String, Object>> views = new ArrayList<>();
        VIEWS.forEach((state, name) -> {
            Map<String, Object> view = new HashMap<>();
            view.put("name", name);
            view.put("link", "queue?" + filter.with(state).query(1));
            view.put("chosen", state.equals(filter.state()));
            views.add(view);
        });
        return views;
    }

    static List<Map<String, Object>> states(QueueFilter filter) {
        Set<String> states = new LinkedHashSet<>(VIEWS.keySet());
        for (TriageStatus status : TriageStatus.values()) {
            states.add(status.value());
        }
        return options(states, filter.state());
    }

    /** What an empty list means. */
    static String nothing(QueueFilter filter) {
        if (filter.words().isPresent() || !filter.terms().isEmpty()) {
            return "No mention is like that.";
        }
        return switch (filter.state()) {
            case QueueFilter.OPEN, QueueFilter.WAITING -> "Nothing here needs an answer. Well done.";
            case QueueFilter.ANSWERED -> "Nothing that was answered is still open.";
            case QueueFilter.CLOSED -> "Nothing has been closed yet.";
            default -> "No mention is in this state.";
        };
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
