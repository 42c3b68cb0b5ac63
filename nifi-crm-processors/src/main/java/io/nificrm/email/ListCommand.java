package io.nificrm.email;

import io.nificrm.touchpoint.Touchpoint.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Mails that ask to be taken off a list, or put on one: those that programs send to a {@code List-Unsubscribe} address,
 * and those that people write with nothing but the word.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2369">RFC 2369</a>
 */
final class ListCommand {
    private static final Pattern UNSUBSCRIBE = Pattern.compile(
            "^(?:un-?subscribe|remove me|abmelden|abbestellen|désabonner|désinscription|darme de baja|cancelar suscripción)\\b.{0,80}$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SUBSCRIBE = Pattern.compile("^subscribe\\b.{0,80}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSUBSCRIBE_ADDRESS = Pattern.compile(
            "^(?:(?:list-?)?unsub(?:scribe)?|leave|optout|opt-out)(?:[+._=-].*)?@.*|^[^@]*[+-](?:unsub(?:scribe)?|leave)(?:[+._=-][^@]*)?@.*");

    private ListCommand() {}

    static Optional<Kind> of(MailPart mail) {
        String to = MailAddress.first(mail.headers().first("To"))
                .map(MailAddress::address)
                .orElse("");
        if (UNSUBSCRIBE_ADDRESS.matcher(to).matches()) {
            return Optional.of(Kind.UNSUBSCRIBED);
        }
        String subject = mail.headers().decoded("Subject").orElse("").strip();
        String body = MailText.of(mail).written().strip();
        boolean wordless = body.length() < 100;
        if (wordless
                && (UNSUBSCRIBE.matcher(subject).matches()
                        || UNSUBSCRIBE.matcher(body).matches())) {
            return Optional.of(Kind.UNSUBSCRIBED);
        }
        return wordless && SUBSCRIBE.matcher(subject).matches() ? Optional.of(Kind.SUBSCRIBED) : Optional.empty();
    }
}
