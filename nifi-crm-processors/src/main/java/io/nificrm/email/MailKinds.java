package io.nificrm.email;

import io.nificrm.format.Reading;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what sort of mail one is, and gives what it becomes. */
final class MailKinds {
    private MailKinds() {}

    /** The touchpoints of a mail; none for a report that is on purpose no event. */
    static List<Touchpoint> touchpoints(MailPart mail, Reading reading) {
        MailMessage message = new MailMessage(mail);
        if (ComplaintMail.is(mail)) {
            return complaint(mail, message, reading);
        }
        if (BounceMail.is(mail)) {
            return bounces(mail, message, reading);
        }
        if (AutomaticReply.is(mail.headers())) {
            return List.of(fromRecipient(Kind.AUTO_REPLIED, mail, message, reading));
        }
        Optional<Kind> command = ListCommand.of(mail);
        if (command.isPresent()) {
            return List.of(fromRecipient(command.get(), mail, message, reading));
        }
        return List.of(message.toMention(reading));
    }

    private static List<Touchpoint> complaint(MailPart mail, MailMessage message, Reading reading) {
        ComplaintMail complaint = ComplaintMail.of(mail);
        if (complaint.type().equals("not-spam")) {
            return List.of();
        }
        Kind kind = complaint.type().startsWith("opt-out") ? Kind.UNSUBSCRIBED : Kind.COMPLAINED;
        Original original = Original.of(mail);
        EmailDetails details = original.details(message)
                .recipient(complaint.recipient())
                .reason(complaint.words())
                .userAgent(complaint.userAgent())
                .ip(complaint.sourceIp())
                .build();
        return List.of(event(kind, message, complaint.recipient(), details, original, reading)
                .build());
    }

    private static List<Touchpoint> bounces(MailPart mail, MailMessage message, Reading reading) {
        Original original = Original.of(mail);
        List<Touchpoint> events = new ArrayList<>();
        for (RecipientStatus status : BounceMail.statuses(mail)) {
            Kind kind = switch (status.action()) {
                case FAILED -> Kind.BOUNCED;
                case DELAYED -> Kind.DEFERRED;
                case DELIVERED -> Kind.DELIVERED;
            };
            EmailDetailsBuilder details =
                    original.details(message).recipient(status.recipient()).reason(status.words());
            if (kind != Kind.DELIVERED) {
                details.bounce(BounceReason.of(status));
            }
            events.add(event(kind, message, status.recipient(), details.build(), original, reading)
                    .build());
        }
        return events;
    }

    /** An event that the recipient's own mail tells of: an automatic reply, a request to be taken off a list. */
    private static Touchpoint fromRecipient(Kind kind, MailPart mail, MailMessage message, Reading reading) {
        Optional<String> recipient = message.sender().map(MailAddress::address);
        Original original = new Original(message.inReplyTo(), Optional.empty());
        EmailDetails details = message.details()
                .messageId(message.inReplyTo())
                .recipient(recipient)
                .list(kind == Kind.AUTO_REPLIED ? Optional.empty() : message.recipient())
                .build();
        String text = MailText.of(mail).written();
        return event(kind, message, recipient, details, original, reading)
                .title(message.subject())
                .text(text.isBlank() ? Optional.empty() : Optional.of(text))
                .author(message.author())
                .build();
    }

    private static TouchpointBuilder event(
            Kind kind,
            MailMessage message,
            Optional<String> recipient,
            EmailDetails details,
            Original original,
            Reading reading) {
        String id = message.nativeId() + recipient.map(address -> '#' + address).orElse("");
        return message.begin(reading)
                .id(TouchpointId.of(MimeFormat.PLATFORM, id))
                .type(Touchpoint.Type.EMAIL_EVENT)
                .kind(kind)
                .inReplyTo(original.messageId().map(MailMessage::id))
                .threadId(original.messageId().map(MailMessage::id))
                .email(details);
    }

    /** The mail that an event is about. */
    private record Original(Optional<String> messageId, Optional<String> subject) {
        static Original of(MailPart report) {
            MailHeaders returned = ReturnedMail.headers(report);
            Optional<String> messageId = returned.first("Message-ID")
                    .map(MailMessage::bare)
                    .or(() -> BounceMail.report(report).flatMap(DeliveryReport::originalMessageId))
                    .or(() -> report.headers().first("In-Reply-To").map(MailMessage::bare));
            return new Original(messageId, returned.decoded("Subject"));
        }

        EmailDetailsBuilder details(MailMessage report) {
            return EmailDetailsBuilder.builder().messageId(messageId).subject(subject.or(report::subject));
        }
    }
}
