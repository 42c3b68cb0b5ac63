package io.nificrm.triage.lifecycle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a person's correction into a stored touchpoint. */
final class Corrections {
    private Corrections() {}

    static void apply(ObjectNode touchpoint, Correction correction) {
        String field = correction.field();
        switch (field) {
            case "sentiment", "emotion" -> {
                ObjectNode tag = touchpoint.putObject(field);
                tag.put("label", correction.values().getFirst());
                tag.put("confidence", 1.0); // a person said so
            }
            default -> {
                if (correction.values().isEmpty()) {
                    touchpoint.remove(field);
                } else {
                    ArrayNode values = touchpoint.putArray(field);
                    correction.values().forEach(values::add);
                }
            }
        }
    }
}
