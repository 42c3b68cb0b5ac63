package io.nificrm.triage.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What waits to be told and what was told, as it lives in a processor's state. Bounded: at most {@value #MOST_GROUPS}
 * groups of a few alerts each, and the last {@link ToldAlerts#MOST} keys. Not thread-safe.
 */
final class AlertBook {
    static final int MOST_GROUPS = 60;

    private static final String OTHERS = "other";
    private static final String GROUP = "group.";
    private static final String LAST_MESSAGE = "last_message";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final AlertPolicy policy;
    private final Map<String, AlertGroup> groups = new TreeMap<>();
    private final ToldAlerts told;
    private Optional<Instant> lastMessage = Optional.empty();

    /**
     * The book that a state holds; an empty state is an empty book.
     *
     * @throws IOException when the state was not written by {@link #state}
     */
    AlertBook(AlertPolicy policy, Map<String, String> state) throws IOException {
        this.policy = policy;
        this.told = new ToldAlerts(state);
        for (Map.Entry<String, String> entry : state.entrySet()) {
            if (entry.getKey().startsWith(GROUP)) {
                AlertGroup group = TouchpointJson.read(MAPPER.readTree(entry.getValue()), AlertGroup.class);
                groups.put(group.name(), group);
            }
        }
        lastMessage = Optional.ofNullable(state.get(LAST_MESSAGE)).map(Instant::parse);
    }

    /** Takes an alert in; false where it was taken in before. */
    boolean add(Alert alert, Instant now) {
        if (!told.add(alert.key())) {
            return false;
        }
        String name = policy.groupBy().group(alert);
        if (!groups.containsKey(name) && groups.size() >= MOST_GROUPS) {
            name = OTHERS;
        }
        groups.merge(
                name,
                AlertGroup.empty(name).with(alert, policy.listed(), now),
                (group, ignored) -> group.with(alert, policy.listed(), now));
        return true;
    }

    /** What one message has to tell now; empty: nothing. Once it is time for one group, it takes the others along. */
    List<AlertGroup> due(Instant now) {
        boolean tooSoon = lastMessage
                .map(last -> now.isBefore(last.plus(policy.groupWait())))
                .orElse(false);
        if (tooSoon || groups.values().stream().noneMatch(group -> group.due(policy, now))) {
            return List.of();
        }
        return groups.values().stream()
                .filter(group -> group.due(policy, now)
                        || (group.tellable(policy, now) && group.lastTold().isEmpty()))
                .toList();
    }

    /** Notes that a message has told of these. */
    void told(List<AlertGroup> tellingOf, Instant now) {
        tellingOf.forEach(group -> groups.put(group.name(), group.told(now)));
        lastMessage = Optional.of(now);
    }

    /** How many alerts wait. */
    long waiting() {
        return groups.values().stream().mapToLong(AlertGroup::waiting).sum();
    }

    /** The state to keep. */
    Map<String, String> state(Instant now) {
        Map<String, String> state = new HashMap<>(told.state());
        List<AlertGroup> kept = new ArrayList<>(groups.values());
        kept.removeIf(group -> group.over(policy, now));
        for (int i = 0; i < kept.size(); i++) {
            ObjectNode json = TouchpointJson.write(kept.get(i));
            state.put(GROUP + i, json.toString());
        }
        lastMessage.ifPresent(at -> state.put(LAST_MESSAGE, at.toString()));
        return state;
    }
}
