package io.nificrm.profile;

import io.nificrm.profile.query.ParsedQuery;
import io.nificrm.profile.query.QuerySyntax;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a cap of a profile; what is wrong is noted with its place. */
final class CapReader {
    static final Set<String> KNOWN = Set.of("id", "description", "query", "per", "most", "within", "queue", "priority");

    private final Problems problems;
    private final Queries queries;

    CapReader(Problems problems, Queries queries) {
        this.problems = problems;
        this.queries = queries;
    }

    /** Parses a query and notes what is wrong with it. */
    @FunctionalInterface
    interface Queries {
        Optional<ParsedQuery> parse(ScalarNode text, QuerySyntax syntax, String entry);
    }

    /** The cap; empty where something of it is wrong. */
    Optional<Cap> read(YamlMapping item, String id, QuerySyntax syntax) {
        Optional<ParsedQuery> query = item.required("query").flatMap(text -> queries.parse(text, syntax, "caps/" + id));
        Optional<Cap.Per> per = item.choice("per", Cap.Per.values(), Cap.Per::value);
        Optional<Integer> most = item.required("most").flatMap(text -> most(text, id));
        Optional<Duration> within = item.required("within").flatMap(text -> within(text, id));
        Optional<TriageRule.Queue> queue = item.has("queue")
                ? item.choice("queue", TriageRule.Queue.values(), TriageRule.Queue::value)
                : Optional.of(TriageRule.Queue.FEEDBACK);
        Optional<TriageRule.Priority> priority = item.has("priority")
                ? item.choice("priority", TriageRule.Priority.values(), TriageRule.Priority::value)
                : Optional.of(TriageRule.Priority.P4);
        if (query.isEmpty()
                || per.isEmpty()
                || most.isEmpty()
                || within.isEmpty()
                || queue.isEmpty()
                || priority.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Cap(
                id,
                item.text("description"),
                query.get(),
                per.get(),
                most.get(),
                within.get(),
                queue.get(),
                priority.get(),
                item.place()));
    }

    private Optional<Integer> most(ScalarNode text, String id) {
        if (text.getValue().strip().matches("\\d{1,3}")) {
            return Optional.of(Integer.parseInt(text.getValue().strip()));
        }
        problems.error(
                YamlSource.place(text),
                "caps/" + id,
                "'most' is a number from 0 to 999, not '" + text.getValue() + "'");
        return Optional.empty();
    }

    private Optional<Duration> within(ScalarNode text, String id) {
        Optional<Duration> duration = Durations.parse(text.getValue());
        if (duration.isEmpty()) {
            problems.error(
                    YamlSource.place(text),
                    "caps/" + id,
                    "'" + text.getValue() + "' is no duration such as 12h, 1d or 7d");
        }
        return duration;
    }
}
