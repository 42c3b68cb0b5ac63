package io.nificrm.touchpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How the records of this package keep the rule that absent means unknown, whatever a JSON parser hands them. */
final class Absent {
    private Absent() {}

    static void require(String field, Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException("field '" + field + "' is missing");
        }
    }

    @SuppressWarnings("OptionalAssignedToNull") // what a parser leaves for a property that the object does not have
    static <T> Optional<T> ifNull(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    static OptionalLong ifNull(OptionalLong value) {
        return value == null ? OptionalLong.empty() : value;
    }

    static OptionalDouble ifNull(OptionalDouble value) {
        return value == null ? OptionalDouble.empty() : value;
    }

    static Optional<String> ifBlank(Optional<String> value) {
        Optional<String> present = ifNull(value);
        return present.isPresent() && present.get().isBlank() ? Optional.empty() : present;
    }

    static <T> List<T> list(List<T> values) {
        if (values == null || values.isEmpty()) {
            return List.of();
        }
        return values.stream().filter(Objects::nonNull).toList();
    }

    static <V> Map<String, V> map(Map<String, V> values) {
        if (values == null || values.isEmpty()) {
            return Map.of();
        }
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
