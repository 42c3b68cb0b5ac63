package io.nificrm.profile.query;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which fields a query may name.
 *
 * @param defaultField the field of words that name none
 * @param allowed whether a field may be named here
 * @param why said of a field that exists but may not be named
 */
record FieldRules(String defaultField, Predicate<String> allowed, String why) {
    private static final int LIKELY_TYPING_ERROR = 3;

    /** Why a field cannot be named; empty where it can. */
    Optional<String> refusal(String field) {
        if (MentionFields.find(field).isEmpty()) {
            if (field.equals("http") || field.equals("https")) {
                return Optional.of("put quotes round addresses: \"https://…\"");
            }
            return Optional.of("there is no field '" + field + "'"
                    + similar(field)
                            .map(name -> "; did you mean '" + name + "'?")
                            .orElse("") + " (a ':' names a field;"
                    + " put quotes round text that holds one)");
        }
        return allowed.test(field) ? Optional.empty() : Optional.of("'" + field + "' " + why);
    }

    private Optional<String> similar(String field) {
        return MentionFields.names().stream()
                .filter(allowed)
                .min(Comparator.comparingInt((String name) -> Spelling.distance(name, field))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> Spelling.distance(name, field) <= LIKELY_TYPING_ERROR);
    }
}
