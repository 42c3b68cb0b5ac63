package io.nificrm.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.nifi.serialization.record.Record;

/**
 * Which fields of a lookup service's answer say what. A field that is not there as it is written is one that differs in
 * upper and lower case alone: databases name columns as they like.
 *
 * @param id the contact's id
 * @param stage their stage, if the database knows one
 * @param segments their groups: several values, or one text parted by {@code ;} or {@code ,}
 * @param handles their accounts ({@code mastodon:jo@social.example}) and addresses, likewise
 */
record ContactFields(String id, String stage, String segments, String handles) {

    /**
     * Reads an answer: a text is the contact's id, a record or map has fields.
     *
     * @throws IllegalArgumentException when it has no id, or is something else
     */
    Optional<Contact> read(Object answer, AddressKeys addresses) {
        Map<String, Object> values = switch (answer) {
            case CharSequence text -> Map.of(id, text);
            case Record row -> row.toMap();
            case Map<?, ?> map -> texts(map);
            case Number number -> Map.of(id, number);
            default ->
                throw new IllegalArgumentException("the lookup service answers with a "
                        + answer.getClass().getSimpleName() + "; wanted is a text, a record or a map");
        };
        if (values.values().stream().allMatch(Objects::isNull)) {
            return Optional.empty();
        }
        String contact = first(values, id)
                .orElseThrow(() -> new IllegalArgumentException("the contact found says nothing in a field '" + id
                        + "'; it has the fields "
                        + String.join(", ", values.keySet().stream().sorted().toList())
                        + ". A REST service's words for not found? Then have the lookup service evaluate responses"));
        return Optional.of(new Contact(
                contact,
                first(values, stage).map(text -> text.toLowerCase(Locale.ROOT)),
                all(values, segments),
                handles(values, addresses)));
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new java.util.HashMap<>();
        map.forEach((name, value) -> texts.put(String.valueOf(name), value));
        return texts;
    }

    private static Object field(Map<String, Object> values, String name) {
        if (values.containsKey(name)) {
            return Optional.ofNullable(values.get(name)).orElse(List.of());
        }
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
    }

    private static Optional<String> first(Map<String, Object> values, String field) {
        return values(values, field).findFirst();
    }

    private static List<String> all(Map<String, Object> values, String field) {
        return values(values, field)
                .flatMap(text -> Arrays.stream(text.split("[;,]")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<String> values(Map<String, Object> values, String field) {
        Collection<?> found = switch (field(values, field)) {
            case Object[] array -> Arrays.asList(array);
            case Collection<?> many -> many;
            case Object one -> List.of(one);
        };
        return new ArrayList<>(found)
                .stream()
                        .filter(Objects::nonNull)
                        .map(value -> String.valueOf(value).strip())
                        .filter(text -> !text.isEmpty());
    }

    /** Accounts as {@code platform:name}; what has no platform and an {@code @} within is a mail address. */
    private Set<Handle> handles(Map<String, Object> values, AddressKeys addresses) {
        Set<Handle> all = new HashSet<>();
        for (String text : all(values, handles)) {
            boolean address = text.indexOf('@') > 0 && text.indexOf(':') < 0;
            Handle.parse(address ? "email:" + text : text.replaceFirst(":@", ":"))
                    .map(handle -> handle.platform().equals("email")
                            ? new Handle("email", addresses.of(handle.name()))
                            : new Handle(handle.platform(), handle.name().toLowerCase(Locale.ROOT)))
                    .ifPresent(all::add);
        }
        return all;
    }
}
