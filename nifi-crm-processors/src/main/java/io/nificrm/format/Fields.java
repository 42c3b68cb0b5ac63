package io.nificrm.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A reader's view of a JSON object of a platform: what is missing, null, blank or of another type is absent. Paths are
 * field names, outermost first.
 */
public record Fields(JsonNode node) {
    private static final double LARGEST_EXACT = 1L << 53;

    /** The object, array or value at a path; absent where there is none or null. */
    public Fields at(String... path) {
        return new Fields(find(path));
    }

    /** Whether something other than null is at a path. */
    public boolean has(String... path) {
        JsonNode found = find(path);
        return !found.isMissingNode() && !found.isNull();
    }

    /** The text at a path, without surrounding white space; numbers as they are written. */
    public Optional<String> text(String... path) {
        JsonNode found = find(path);
        if (!found.isTextual() && !found.isNumber()) {
            return Optional.empty();
        }
        String text = found.asText().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The whole number at a path; numbers in strings, as some platforms write large ones, count. */
    public OptionalLong count(String... path) {
        JsonNode found = find(path);
        if (found.isIntegralNumber() && found.canConvertToLong()) {
            return OptionalLong.of(found.longValue());
        }
        if (found.isNumber() && Math.abs(found.doubleValue()) <= LARGEST_EXACT) {
            return OptionalLong.of(Math.round(found.doubleValue()));
        }
        if (found.isTextual()) {
            try {
                return OptionalLong.of(Long.parseLong(found.textValue().strip()));
            } catch (NumberFormatException notANumber) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** The whole number at a path where it can count people or things: not negative. */
    public OptionalLong countOfMany(String... path) {
        OptionalLong count = count(path);
        return count.isPresent() && count.getAsLong() < 0 ? OptionalLong.empty() : count;
    }

    /** The truth value at a path. */
    public Optional<Boolean> flag(String... path) {
        JsonNode found = find(path);
        return found.isBoolean() ? Optional.of(found.booleanValue()) : Optional.empty();
    }

    /** Whether the truth value at a path is there and true. */
    public boolean is(String... path) {
        return find(path).isBoolean() && find(path).booleanValue();
    }

    /** The time at a path, in any of the ways of {@link Timestamps}. */
    public Optional<Instant> time(String... path) {
        JsonNode found = find(path);
        if (found.isNumber()) {
            return Timestamps.epoch(found.decimalValue());
        }
        return found.isTextual() ? Timestamps.parse(found.textValue()) : Optional.empty();
    }

    /** The elements of the array at a path; none where there is no array. */
    public List<Fields> items(String... path) {
        JsonNode found = find(path);
        if (!found.isArray()) {
            return List.of();
        }
        List<Fields> items = new ArrayList<>(found.size());
        found.forEach(element -> items.add(new Fields(element)));
        return items;
    }

    /** The texts of the array at a path. */
    public List<String> texts(String... path) {
        return items(path).stream().flatMap(item -> item.text().stream()).toList();
    }

    /**
     * The text that an item must have.
     *
     * @throws UnreadableItemException when it is missing
     */
    public String required(String... path) throws UnreadableItemException {
        Optional<String> text = text(path);
        if (text.isEmpty()) {
            throw new UnreadableItemException("field '" + String.join(".", path) + "' is missing");
        }
        return text.get();
    }

    /**
     * The time that an item must have.
     *
     * @throws UnreadableItemException when it is missing or no time
     */
    public Instant requiredTime(String... path) throws UnreadableItemException {
        Optional<Instant> time = time(path);
        if (time.isEmpty()) {
            String problem = has(path) ? "is not a time" : "is missing";
            throw new UnreadableItemException("field '" + String.join(".", path) + "' " + problem);
        }
        return time.get();
    }

    private JsonNode find(String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found == null ? MissingNode.getInstance() : found;
    }
}
