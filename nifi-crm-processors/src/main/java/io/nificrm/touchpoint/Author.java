package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Who said it. {@code handle} is lower case without a leading {@code @}; {@code ours} says that it is one of the brand's own accounts. */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record Author(
        Optional<String> id,
        Optional<String> handle,
        Optional<String> name,
        Optional<String> url,
        Optional<String> bio,
        OptionalLong followers,
        Optional<Instant> accountCreatedAt,
        Optional<Boolean> verified,
        Optional<Boolean> bot,
        Optional<Boolean> ours) {

    public Author {
        id = Absent.ifBlank(id);
        handle = Absent.ifBlank(handle);
        name = Absent.ifBlank(name);
        url = Absent.ifBlank(url);
        bio = Absent.ifBlank(bio);
        followers = Absent.ifNull(followers);
        accountCreatedAt = Absent.ifNull(accountCreatedAt);
        verified = Absent.ifNull(verified);
        bot = Absent.ifNull(bot);
        ours = Absent.ifNull(ours);
    }
}
