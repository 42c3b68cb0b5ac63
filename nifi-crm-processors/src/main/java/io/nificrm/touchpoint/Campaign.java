package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/** The referral tags (utm and similar) of a link in it. */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Campaign(
        Optional<String> source,
        Optional<String> medium,
        Optional<String> name,
        Optional<String> content,
        Optional<String> term) {

    public Campaign {
        source = Absent.ifBlank(source);
        medium = Absent.ifBlank(medium);
        name = Absent.ifBlank(name);
        content = Absent.ifBlank(content);
        term = Absent.ifBlank(term);
    }
}
