package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/** What only a mail has. {@code recipient} may be hashed where the operator wants it; {@code reason} is the remote server's words. */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
public record EmailDetails(
        Optional<String> messageId,
        Optional<String> subject,
        Optional<String> recipient,
        Optional<String> provider,
        Optional<Bounce> bounce,
        Optional<String> reason,
        Optional<String> userAgent,
        Optional<String> ip,
        Optional<String> template,
        Optional<String> list) {

    public EmailDetails {
        messageId = Absent.ifBlank(messageId);
        subject = Absent.ifBlank(subject);
        recipient = Absent.ifBlank(recipient);
        provider = Absent.ifBlank(provider);
        bounce = Absent.ifNull(bounce);
        reason = Absent.ifBlank(reason);
        userAgent = Absent.ifBlank(userAgent);
        ip = Absent.ifBlank(ip);
        template = Absent.ifBlank(template);
        list = Absent.ifBlank(list);
    }
}
