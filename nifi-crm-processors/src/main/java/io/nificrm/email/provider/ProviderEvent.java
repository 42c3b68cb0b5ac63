package io.nificrm.email.provider;

import io.nificrm.email.BounceReason;
import io.nificrm.format.Digests;
import io.nificrm.format.Fields;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An event that a provider reports, in words that all of them share.
 *
 * @param eventId the provider's id of the event, the same when it is posted again; where a provider has none, one is made
 *     of what the event says
 * @param messageId the mail's Message-ID where the provider gives it, else the provider's own id of the mail
 * @param bounceType where the provider itself says it; else it is told from code and reason
 * @param reason the remote server's words, else the provider's
 * @param link what was clicked
 * @param list the list, group or stream that was left or joined
 */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        enableWither = false)
record ProviderEvent(
        String provider,
        Kind kind,
        Instant time,
        Fields item,
        Optional<String> eventId,
        Optional<String> recipient,
        Optional<String> messageId,
        Optional<String> subject,
        Optional<Bounce.Type> bounceType,
        Optional<String> code,
        Optional<String> reason,
        Optional<String> userAgent,
        Optional<String> ip,
        Optional<String> link,
        Optional<String> template,
        Optional<String> list,
        Optional<String> campaign) {
    private static final String PLATFORM = "email";

    Touchpoint toTouchpoint(Reading reading) {
        Optional<String> address = recipient.map(text -> text.strip().toLowerCase(Locale.ROOT));
        Links links = new Links().add(link);
        return TouchpointBuilder.builder()
                .id(TouchpointId.of(PLATFORM, nativeId(address)))
                .type(Touchpoint.Type.EMAIL_EVENT)
                .kind(kind)
                .platform(PLATFORM)
                .channel(Touchpoint.Channel.EMAIL)
                .timestamp(time)
                .fetchedAt(reading.fetchedAt())
                .links(links.list())
                .campaign(links.campaign())
                .threadId(messageId.map(mail -> TouchpointId.of(PLATFORM, bare(mail))))
                .inReplyTo(messageId.map(mail -> TouchpointId.of(PLATFORM, bare(mail))))
                .email(EmailDetailsBuilder.builder()
                        .messageId(messageId.map(ProviderEvent::bare))
                        .subject(subject)
                        .recipient(address)
                        .provider(provider)
                        .bounce(bounce())
                        .reason(reason)
                        .userAgent(userAgent)
                        .ip(ip)
                        .template(template)
                        .list(list)
                        .build())
                .extra(Mentions.extra("email_campaign", campaign))
                .raw(Mentions.raw(item, reading))
                .build();
    }

    private String nativeId(Optional<String> address) {
        return provider
                + ':'
                + eventId.orElseGet(() -> "sha256-"
                        + Digests.sha256(String.join(
                                "\n",
                                kind.value(),
                                time.toString(),
                                messageId.orElse(""),
                                address.orElse(""),
                                link.orElse(""),
                                list.orElse(""))));
    }

    private Optional<Bounce> bounce() {
        if (kind != Kind.BOUNCED && kind != Kind.DEFERRED) {
            return Optional.empty();
        }
        Bounce told = BounceReason.of(code, reason, kind == Kind.DEFERRED);
        return Optional.of(new Bounce(bounceType.or(told::type), told.code()));
    }

    private static String bare(String messageId) {
        String text = messageId.strip();
        return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    }
}
