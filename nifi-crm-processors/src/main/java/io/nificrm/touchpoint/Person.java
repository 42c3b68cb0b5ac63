package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/** The contact behind the author, if known. */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Person(Optional<String> id, Optional<Boolean> matched, Optional<String> stage, List<String> segment) {

    public Person {
        id = Absent.ifBlank(id);
        matched = Absent.ifNull(matched);
        stage = Absent.ifBlank(stage);
        segment = Absent.list(segment);
    }
}
