package io.nificrm.triage.lifecycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decisions as JSON:
 *
 * <pre>{@code
 * {"id": "mastodon:…", "action": "respond", "actor": "mia", "at": "2026-11-22T10:05:00Z", "revision": 1, "note": "…"}
 * {"id": "mastodon:…", "action": "correct", "actor": "mia", "field": "sentiment", "values": ["positive"]}
 * }</pre>
 *
 * {@code id}, {@code action} and {@code actor} are needed; {@code at} is now where it is absent.
 */
public final class DecisionJson {
    private static final Set<String> FIELDS =
            Set.of("id", "action", "actor", "at", "revision", "assignee", "note", "outcome", "field", "values");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(5)
                            .maxStringLength(100_000)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    private DecisionJson() {}

    /**
     * The decision of one JSON object.
     *
     * @throws IllegalArgumentException when it is none; the message says what is wrong
     */
    public static Decision read(byte[] json, Clock clock) {
        JsonNode object;
        try {
            object = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
        if (object == null || !object.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("a decision has no field '" + name + "', only " + FIELDS);
            }
        });
        String action = text(object, "action").orElse("");
        DecisionBuilder decision = DecisionBuilder.builder()
                .touchpointId(text(object, "id").orElse(""))
                .action(TriageAction.named(action)
                        .orElseThrow(() -> new IllegalArgumentException("there is no action '" + action + "'")))
                .actor(text(object, "actor").orElse(""))
                .at(text(object, "at").map(DecisionJson::instant).orElseGet(clock::instant))
                .assignee(text(object, "assignee"))
                .note(text(object, "note"))
                .outcome(text(object, "outcome"));
        JsonNode revision = object.path("revision");
        if (!revision.isMissingNode()) {
            if (!revision.canConvertToLong() || !revision.isIntegralNumber()) {
                throw new IllegalArgumentException("revision is a whole number");
            }
            decision.seenRevision(revision.asLong());
        }
        text(object, "field").ifPresent(field -> decision.correction(new Correction(field, values(object))));
        return decision.build();
    }

    /** What became of a decision, as one JSON object for a line. */
    public static String result(Decision decision, TriageLedger.Outcome outcome) {
        ObjectNode result = MAPPER.createObjectNode();
        result.put("id", decision.touchpointId());
        result.put("action", decision.action().value());
        result.put("actor", decision.actor());
        switch (outcome) {
            case TriageLedger.Outcome.Taken taken -> {
                result.put("result", "taken");
                result.put("status", taken.event().to());
                result.put("revision", taken.event().revision());
            }
            case TriageLedger.Outcome.Refused refused -> {
                result.put("result", "refused");
                result.put("kind", refused.kind().name().toLowerCase(java.util.Locale.ROOT));
                result.put("reason", refused.reason());
            }
        }
        return result.toString();
    }

    private static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is a string");
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    private static List<String> values(JsonNode object) {
        JsonNode values = object.path("values");
        if (!values.isArray()) {
            throw new IllegalArgumentException("values is an array of strings; an empty one removes the tag");
        }
        List<String> all = new ArrayList<>();
        values.forEach(value -> all.add(value.asText()));
        return all;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("at is a time such as 2026-11-22T10:05:00Z", e);
        }
    }
}
