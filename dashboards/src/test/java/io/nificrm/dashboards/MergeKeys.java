package io.nificrm.dashboards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** YAML's merge keys ({@code <<: *defaults}), which Compose knows and YAML 1.2, and so its Java parser, does not. */
final class MergeKeys {

    private final Object document;

    MergeKeys(Object document) {
        this.document = document;
    }

    /** The document with what was to be merged in place. */
    Object merged() {
        return merged(document);
    }

    private static Object merged(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> result = new LinkedHashMap<>();
                if (map.get("<<") instanceof Map<?, ?> defaults) {
                    defaults.forEach((key, inherited) -> result.put(key.toString(), merged(inherited)));
                }
                map.forEach((key, own) -> {
                    if (!key.equals("<<")) {
                        result.put(key.toString(), merged(own));
                    }
                });
                yield result;
            }
            case List<?> list -> list.stream().map(MergeKeys::merged).toList();
            case null -> Map.of();
            default -> value;
        };
    }
}
