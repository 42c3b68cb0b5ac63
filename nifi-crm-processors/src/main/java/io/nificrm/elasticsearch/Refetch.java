package io.nificrm.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a stored touchpoint becomes when the same one is fetched again.
 *
 * <ul>
 *   <li>What the source says is taken over: text, title, links, author, engagement, reach, …
 *   <li>What it is and when it was first written stays: id, type, {@code @timestamp} and what it is the time of, platform,
 *       {@code indexed_at} and the lags that come with it.
 *   <li>{@code triage} and {@code person} stay as they are once they are there, whoever wrote them; a touchpoint that
 *       was never routed, or whose author was never looked up, gets them.
 *   <li>A tag that a person has corrected stays: {@code triage.corrected} lists such fields.
 *   <li>Tags belong to a text: when it was edited, or when the profile has spoken again, lists it left out are removed.
 *   <li>Who was first to say it stays first: {@code duplicate_of}, once judged, changes only with the text, and {@code spam} only
 *       grows, for the memory of what was said is short.
 *   <li>{@code availability} is what the last fetch says: what has become public again no longer is private.
 *   <li>An older fetch than the stored one (a replay out of order) changes nothing.
 * </ul>
 */
final class Refetch implements Merge {
    private static final Set<String> FIXED = Set.of(
            "id",
            "type",
            "@timestamp",
            "timestamp_of",
            "platform",
            "indexed_at",
            "lag_seconds",
            "handling_seconds",
            "triage",
            "person");

    /** Parts in which a fetch can know less than the one before: merged key by key. */
    private static final Set<String> MERGED = Set.of("author", "engagement", "email", "campaign");

    private static final List<String> PROFILE = List.of(
            "brands", "competitors", "topics", "personas", "needs", "intents", "key_messages", "words", "matches");
    private static final List<String> MOOD = List.of("sentiment", "emotion");
    private static final List<String> VOICE = List.of("duplicate_of", "spam");

    @Override
    public ObjectNode merge(ObjectNode stored, ObjectNode incoming) {
        if (isOlder(incoming, stored)) {
            return stored;
        }
        ObjectNode merged = stored.deepCopy();
        boolean edited = changed("text", stored, incoming) || changed("title", stored, incoming);
        Set<String> kept = keptFields(stored);
        if (!edited) {
            kept.addAll(keptVoice(stored, incoming));
        }
        for (Map.Entry<String, JsonNode> field : incoming.properties()) {
            String name = field.getKey();
            if (kept.contains(name)) {
                continue;
            }
            if (MERGED.contains(name) && merged.path(name) instanceof ObjectNode known) {
                known.setAll((ObjectNode) field.getValue().deepCopy());
            } else {
                merged.set(name, field.getValue());
            }
        }
        removeStaleTags(edited, incoming, merged, kept);
        removeAbsent(List.of("availability"), incoming, merged, kept);
        return merged;
    }

    private static Set<String> keptFields(ObjectNode stored) {
        Set<String> kept = new HashSet<>(FIXED);
        if (!stored.has("triage")) {
            kept.remove("triage");
        }
        if (!stored.has("person")) {
            kept.remove("person");
        }
        stored.path("triage").path("corrected").forEach(field -> kept.add(field.asText()));
        return kept;
    }

    private static Set<String> keptVoice(ObjectNode stored, ObjectNode incoming) {
        if (!stored.has("spam")) {
            return Set.of();
        }
        double now = incoming.path("spam").path("score").asDouble();
        double then = stored.path("spam").path("score").asDouble();
        return now > then ? Set.of("duplicate_of") : Set.copyOf(VOICE);
    }

    private static void removeStaleTags(boolean edited, ObjectNode incoming, ObjectNode merged, Set<String> kept) {
        if (edited || incoming.has("matches")) {
            removeAbsent(PROFILE, incoming, merged, kept);
        }
        if (edited) {
            removeAbsent(MOOD, incoming, merged, kept);
            removeAbsent(VOICE, incoming, merged, kept);
        }
    }

    private static void removeAbsent(List<String> fields, ObjectNode incoming, ObjectNode merged, Set<String> kept) {
        fields.stream()
                .filter(field -> !incoming.has(field) && !kept.contains(field))
                .forEach(merged::remove);
    }

    private static boolean changed(String field, ObjectNode stored, ObjectNode incoming) {
        return incoming.has(field) && !incoming.path(field).equals(stored.path(field));
    }

    private static boolean isOlder(ObjectNode incoming, ObjectNode stored) {
        Optional<Instant> now = fetchedAt(incoming);
        Optional<Instant> then = fetchedAt(stored);
        return now.isPresent() && then.isPresent() && now.get().isBefore(then.get());
    }

    private static Optional<Instant> fetchedAt(ObjectNode touchpoint) {
        try {
            return Optional.of(Instant.parse(touchpoint.path("fetched_at").asText()));
        } catch (DateTimeException absentOrOfAnotherWriter) {
            return Optional.empty();
        }
    }
}
