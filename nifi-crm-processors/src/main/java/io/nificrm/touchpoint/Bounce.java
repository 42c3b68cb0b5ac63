package io.nificrm.touchpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Optional;

/** Why a mail did not arrive; {@code code} is the enhanced status code of RFC 3463, e.g. 5.1.1. */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Bounce(Optional<Type> type, Optional<String> code) {

    /** Hard: the address is bad. Soft: try again later. Block: the receiver refuses the sender or the content. */
    public enum Type {
        HARD,
        SOFT,
        BLOCK;

        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Bounce {
        type = Absent.ifNull(type);
        code = Absent.ifBlank(code);
    }
}
