package io.nificrm.email;

import io.nificrm.format.Digests;
import io.nificrm.format.Links;
import io.nificrm.format.Reading;
import io.nificrm.format.Timestamps;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail that somebody wrote: its header's meaning, and the mention that it becomes. */
final class MailMessage {
    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]+)>");

    private final MailPart mail;

    MailMessage(MailPart mail) {
        this.mail = mail;
    }

    Touchpoint toMention(Reading reading) {
        MailText text = MailText.of(mail);
        Optional<String> written = text.written().isBlank() ? Optional.empty() : Optional.of(text.written());
        Links links = new Links().addFromText(written).addAll(text.links());
        Optional<String> parent = inReplyTo();
        return begin(reading)
                .id(TouchpointId.of(MimeFormat.PLATFORM, nativeId()))
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.MESSAGE)
                .title(subject())
                .text(written)
                .links(links.list())
                .campaign(links.campaign())
                .media(attachments())
                .inReplyTo(parent.map(MailMessage::id))
                .threadId(id(references().stream().findFirst().or(() -> parent).orElse(nativeId())))
                .author(author())
                .build();
    }

    /** What a mention and an email event made of this mail have in common. */
    TouchpointBuilder begin(Reading reading) {
        MailHeaders headers = mail.headers();
        return TouchpointBuilder.builder()
                .platform(MimeFormat.PLATFORM)
                .channel(Touchpoint.Channel.EMAIL)
                .timestamp(sentAt().orElse(reading.fetchedAt()))
                .timestampOf(sentAt().isPresent() ? Optional.empty() : Optional.of(Touchpoint.TimestampOf.FETCH))
                .fetchedAt(reading.fetchedAt())
                .lang(headers.first("Content-Language").map(MailMessage::upToComma))
                .email(details().build());
    }

    EmailDetailsBuilder details() {
        MailHeaders headers = mail.headers();
        return EmailDetailsBuilder.builder()
                .messageId(messageId())
                .subject(subject())
                .recipient(recipient())
                .userAgent(headers.decoded("User-Agent").or(() -> headers.decoded("X-Mailer")))
                .list(headers.first("List-Id").map(MailMessage::listId));
    }

    Optional<String> subject() {
        return mail.headers().decoded("Subject");
    }

    Optional<Author> author() {
        return sender().map(sender -> AuthorBuilder.builder()
                .id(sender.address())
                .handle(sender.address())
                .name(sender.name())
                .bot(AutomaticReply.isFromProgram(mail.headers()) ? Optional.of(true) : Optional.empty())
                .build());
    }

    Optional<MailAddress> sender() {
        return MailAddress.first(mail.headers().first("From"))
                .or(() -> MailAddress.first(mail.headers().first("Sender")));
    }

    Optional<String> recipient() {
        MailHeaders headers = mail.headers();
        return MailAddress.first(headers.first("To"))
                .or(() -> MailAddress.first(headers.first("Delivered-To")))
                .or(() -> MailAddress.first(headers.first("X-Original-To")))
                .map(MailAddress::address);
    }

    /** Without the angle brackets. */
    Optional<String> messageId() {
        return mail.headers().first("Message-ID").map(MailMessage::bare);
    }

    /** The Message-ID; of a mail without one, a digest of what makes it that mail. */
    String nativeId() {
        return messageId().orElseGet(() -> {
            MailHeaders headers = mail.headers();
            return "sha256-"
                    + Digests.sha256(headers.first("From").orElse("")
                            + '\n'
                            + headers.first("To").orElse("")
                            + '\n'
                            + headers.first("Date").orElse("")
                            + '\n'
                            + headers.first("Subject").orElse("")
                            + '\n'
                            + mail.text());
        });
    }

    Optional<String> inReplyTo() {
        return mail.headers()
                .first("In-Reply-To")
                .map(MailMessage::bare)
                .or(() -> references().isEmpty()
                        ? Optional.empty()
                        : Optional.of(references().getLast()));
    }

    private List<String> references() {
        return mail.headers()
                .first("References")
                .map(value -> MESSAGE_ID
                        .matcher(value)
                        .results()
                        .map(match -> match.group(1))
                        .toList())
                .orElse(List.of());
    }

    /** By the Date field, else by the last server that received it. */
    private Optional<Instant> sentAt() {
        MailHeaders headers = mail.headers();
        return headers.first("Date")
                .flatMap(Timestamps::parse)
                .or(() -> headers.all("Received").stream()
                        .filter(received -> received.lastIndexOf(';') >= 0)
                        .flatMap(received ->
                                Timestamps.parse(received.substring(received.lastIndexOf(';') + 1)).stream())
                        .findFirst());
    }

    private List<Media> attachments() {
        List<Media> media = new ArrayList<>();
        mail.parts()
                .filter(MailMessage::isAttachment)
                .forEach(part -> media.add(new Media(
                        Optional.of(mediaType(part)),
                        Optional.empty(),
                        part.fileName().map(MailHeaders::decode))));
        return media;
    }

    private static boolean isAttachment(MailPart part) {
        if (part.isMultipart()) {
            return false;
        }
        String type = part.type().value();
        return part.disposition().value().equals("attachment")
                || part.isMessage()
                || !(type.startsWith("text/") || type.startsWith("message/") || type.isEmpty());
    }

    private static String mediaType(MailPart part) {
        String type = part.type().value();
        int slash = type.indexOf('/');
        String general = slash < 0 ? "" : type.substring(0, slash);
        return switch (general) {
            case "image", "video", "audio" -> general;
            default -> "file";
        };
    }

    static String id(String messageId) {
        return TouchpointId.of(MimeFormat.PLATFORM, messageId);
    }

    static String bare(String messageId) {
        Matcher matcher = MESSAGE_ID.matcher(messageId);
        return matcher.find()
                ? matcher.group(1)
                : messageId.replace("<", "").replace(">", "").strip();
    }

    private static String upToComma(String field) {
        int comma = field.indexOf(',');
        return comma < 0 ? field : field.substring(0, comma).strip();
    }

    private static String listId(String field) {
        Matcher matcher = MESSAGE_ID.matcher(field);
        return matcher.find() ? matcher.group(1) : field;
    }
}
