package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.OptionalLong;

/** What people did with it, as last seen; counts, never negative except {@code score}, which is up-votes less down-votes. */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Engagement(
        OptionalLong likes,
        OptionalLong reposts,
        OptionalLong replies,
        OptionalLong quotes,
        OptionalLong views,
        OptionalLong score) {

    public Engagement {
        likes = Absent.ifNull(likes);
        reposts = Absent.ifNull(reposts);
        replies = Absent.ifNull(replies);
        quotes = Absent.ifNull(quotes);
        views = Absent.ifNull(views);
        score = Absent.ifNull(score);
    }
}
