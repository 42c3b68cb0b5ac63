package io.nificrm.source.json;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a mapping file says: for each field of the touchpoint, where its value stands in an item, as JSON Pointers
 * (RFC 6901).
 *
 * <pre>{@code
 * platform: shopreviews
 * items: data/reviews
 * fields:
 *   id: /id
 *   timestamp: /created_at
 *   kind: {value: review}
 *   channel: {value: review}
 *   text: {html: /body}
 *   author.name: [/customer/display_name, /customer/name]
 *   extra.rating: /stars
 * }</pre>
 *
 * @param platform of all touchpoints
 * @param items the way to a page's array of items, field names separated by slashes; empty where an item comes alone or
 *     in an array
 */
public record JsonMapping(String platform, Optional<String> items, Map<String, Source> fields) {
    private static final int LARGEST_FILE = 1 << 20;

    /** The fields that a mapping can fill; {@code extra.} and any name besides. */
    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            "id",
            "timestamp",
            "kind",
            "channel",
            "url",
            "title",
            "text",
            "lang",
            "hashtags",
            "mentions",
            "links",
            "media",
            "thread_id",
            "in_reply_to",
            "repost_of",
            "outlet",
            "community",
            "rating",
            "availability",
            "timestamp_of",
            "reach",
            "author.id",
            "author.handle",
            "author.name",
            "author.url",
            "author.bio",
            "author.followers",
            "author.account_created_at",
            "author.verified",
            "author.bot",
            "engagement.likes",
            "engagement.reposts",
            "engagement.replies",
            "engagement.quotes",
            "engagement.views",
            "engagement.score",
            "email.message_id",
            "email.subject",
            "email.recipient",
            "email.provider",
            "email.reason",
            "email.user_agent",
            "email.ip",
            "email.template",
            "email.list",
            "email.bounce.type",
            "email.bounce.code"));

    private static final List<String> REQUIRED = List.of("id", "timestamp", "kind");

    /**
     * Where a value comes from.
     *
     * @param pointers the first that leads to a value counts
     * @param constant the value itself, where the item does not say it
     * @param html whether the value is HTML, of which the text is wanted
     * @param words what the item's words are in the touchpoint's, e.g. {@code comment_created: comment}
     */
    public record Source(
            List<JsonPointer> pointers, Optional<String> constant, boolean html, Map<String, String> words) {}

    public JsonMapping {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads a mapping file.
     *
     * @param yaml YAML or JSON
     * @throws IllegalArgumentException with the field and the reason, when it is no mapping
     */
    public static JsonMapping of(String yaml) {
        if (yaml.length() > LARGEST_FILE) {
            throw new IllegalArgumentException("The mapping is larger than " + LARGEST_FILE + " characters");
        }
        Object loaded;
        try {
            loaded = new Load(LoadSettings.builder().setLabel("mapping").build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("The mapping is not YAML: " + e.getMessage(), e);
        }
        Map<?, ?> root = map("mapping", loaded);
        for (Object key : root.keySet()) {
            if (!List.of("platform", "items", "fields").contains(String.valueOf(key))) {
                throw new IllegalArgumentException(
                        "Unknown entry '" + key + "'; a mapping has platform, items and fields");
            }
        }
        Map<String, Source> fields = new LinkedHashMap<>();
        map("fields", root.get("fields")).forEach((name, source) -> {
            String field = String.valueOf(name);
            if (!KNOWN.contains(field) && !field.startsWith("extra.")) {
                throw new IllegalArgumentException(
                        "Unknown field '" + field + "'; known are extra.<name>, " + String.join(", ", KNOWN));
            }
            fields.put(field, source(field, source));
        });
        for (String required : REQUIRED) {
            if (!fields.containsKey(required)) {
                throw new IllegalArgumentException("The mapping lacks the field '" + required + "'");
            }
        }
        return new JsonMapping(
                text("platform", root.get("platform"))
                        .orElseThrow(() -> new IllegalArgumentException("The mapping lacks 'platform'")),
                text("items", root.get("items")).map(path -> path.startsWith("/") ? path.substring(1) : path),
                fields);
    }

    private static Source source(String field, Object written) {
        return switch (written) {
            case String pointer -> new Source(List.of(pointer(field, pointer)), Optional.empty(), false, Map.of());
            case List<?> several -> new Source(pointers(field, several), Optional.empty(), false, Map.of());
            case Map<?, ?> detailed -> detailed(field, detailed);
            case null, default ->
                throw new IllegalArgumentException(
                        "Field '" + field + "' is neither a JSON Pointer, nor a list of some, nor a table");
        };
    }

    private static Source detailed(String field, Map<?, ?> written) {
        for (Object key : written.keySet()) {
            if (!List.of("value", "pointer", "html", "words").contains(String.valueOf(key))) {
                throw new IllegalArgumentException("Field '" + field + "' has an unknown entry '" + key
                        + "'; known are value, pointer, html, words");
            }
        }
        Map<String, String> words = new LinkedHashMap<>();
        if (written.containsKey("words")) {
            map(field + ".words", written.get("words"))
                    .forEach((from, to) -> words.put(String.valueOf(from), String.valueOf(to)));
        }
        boolean html = written.containsKey("html");
        Object pointer = html ? written.get("html") : written.get("pointer");
        List<JsonPointer> pointers = pointer == null
                ? List.of()
                : pointers(field, pointer instanceof List<?> several ? several : List.of(pointer));
        Optional<String> constant = text(field, written.get("value"));
        if (pointers.isEmpty() && constant.isEmpty()) {
            throw new IllegalArgumentException("Field '" + field + "' has neither a pointer nor a value");
        }
        return new Source(pointers, constant, html, words);
    }

    private static List<JsonPointer> pointers(String field, List<?> written) {
        List<JsonPointer> pointers = new ArrayList<>();
        written.forEach(one -> pointers.add(pointer(field, String.valueOf(one))));
        return pointers;
    }

    private static JsonPointer pointer(String field, String written) {
        try {
            return JsonPointer.compile(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Field '" + field + "': '" + written
                            + "' is no JSON Pointer; it begins with a slash, as in /user/name",
                    e);
        }
    }

    private static Map<?, ?> map(String name, Object value) {
        if (value instanceof Map<?, ?> table) {
            return table;
        }
        throw new IllegalArgumentException("'" + name + "' is missing or no table");
    }

    private static Optional<String> text(String name, Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("'" + name + "' is no text");
        }
        return Optional.ofNullable(value)
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
