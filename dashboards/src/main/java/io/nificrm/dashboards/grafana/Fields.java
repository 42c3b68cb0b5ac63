package io.nificrm.dashboards.grafana;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object whose keys keep the order in which they were put, so that a generated file changes only where it must. */
public final class Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds or replaces one value: a string, number, boolean, list, map or other {@link Fields}. */
    public Fields put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    /** Adds or replaces all values of another object. */
    public Fields putAll(Fields others) {
        values.putAll(others.values);
        return this;
    }

    /** Whether nothing was put. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The values as Jackson writes them, in their order. */
    @JsonValue
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
