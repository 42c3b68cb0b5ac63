package io.nificrm.touchpoint;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * What only a mail has.
 *
 * @param recipient the address; may be hashed where the operator wants it
 * @param domain of the recipient, lower case; taken from the address where it is not given, so that it is there when the
 *     address is hashed later
 * @param reason the remote server's words
 */
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
        Optional<String> domain,
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
        domain = Absent.ifBlank(domain);
        if (domain.isEmpty()) {
            domain = recipient.flatMap(EmailDetails::domainOf);
        }
        provider = Absent.ifBlank(provider);
        bounce = Absent.ifNull(bounce);
        reason = Absent.ifBlank(reason);
        userAgent = Absent.ifBlank(userAgent);
        ip = Absent.ifBlank(ip);
        template = Absent.ifBlank(template);
        list = Absent.ifBlank(list);
    }

    private static Optional<String> domainOf(String address) {
        int at = address.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : Optional.of(address.substring(at + 1).strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty());
    }
}
