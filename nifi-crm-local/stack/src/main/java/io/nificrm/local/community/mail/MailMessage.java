package io.nificrm.local.community.mail;

import io.nificrm.local.community.story.Letter;
import io.nificrm.local.community.story.MailEvent;
import io.nificrm.local.community.story.Mailing;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Messages as they lie in a mailbox: letters, delivery status notifications, complaints. Lines end in CRLF; texts are
 * base64 of UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322">RFC 5322</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc3464">RFC 3464</a>, <a href="https://www.rfc-editor.org/rfc/rfc5965">RFC
 *     5965</a>
 */
final class MailMessage {
    private static final String SUPPORT = "hello@acmecoffee.example";
    private static final String BOUNDARY = "=_report";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private MailMessage() {}

    static String letter(Letter letter) {
        String customer = named(letter.customer().name()) + " <" + Mailing.address(letter.customer()) + ">";
        String ours = "Acme Coffee <" + SUPPORT + ">";
        StringBuilder mail = new StringBuilder();
        header(mail, "Message-ID", "<" + MailIds.letter(letter) + ">");
        header(mail, "Date", DATE.format(letter.at()));
        header(mail, "From", letter.ours() ? ours : customer);
        header(mail, "To", letter.ours() ? customer : ours);
        header(mail, "Subject", named(letter.subject()));
        letter.inReplyTo().ifPresent(parent -> {
            header(mail, "In-Reply-To", "<" + MailIds.letter(parent) + ">");
            header(mail, "References", references(parent));
        });
        header(mail, "MIME-Version", "1.0");
        header(mail, "Content-Type", "text/plain; charset=utf-8");
        header(mail, "Content-Language", "en");
        header(mail, "Content-Transfer-Encoding", "base64");
        return mail.append("\r\n")
                .append(base64(letter.text() + quoted(letter)))
                .append("\r\n")
                .toString();
    }

    private static String references(Letter parent) {
        String above = parent.inReplyTo()
                .map(MailMessage::references)
                .map(ids -> ids + " ")
                .orElse("");
        return above + "<" + MailIds.letter(parent) + ">";
    }

    /** The mail that is answered, below the answer, as mail programs put it there. */
    private static String quoted(Letter letter) {
        return letter.inReplyTo()
                .map(parent -> "\n\nOn " + DATE.format(parent.at()) + ", "
                        + (parent.ours() ? "Acme Coffee" : parent.customer().name()) + " wrote:\n> "
                        + parent.text().replace("\n", "\n> "))
                .orElse("");
    }

    /** A bounce, told by the recipient's server. */
    static String deliveryStatus(MailEvent event, MailEvent.Bounce bounce) {
        StringBuilder mail = new StringBuilder();
        header(mail, "Message-ID", "<" + MailIds.report(event) + ">");
        header(mail, "Date", DATE.format(event.at()));
        header(mail, "From", "Mail Delivery System <MAILER-DAEMON@mail.example>");
        header(mail, "To", "bounces@acmecoffee.example");
        header(mail, "Subject", "Undelivered Mail Returned to Sender");
        header(mail, "Auto-Submitted", "auto-replied");
        report(mail, "delivery-status");
        part(
                mail,
                "text/plain",
                "The mail to <" + event.address() + "> was not delivered:\r\n\r\n    " + bounce.words());
        part(
                mail,
                "message/delivery-status",
                "Reporting-MTA: dns; mx.mail.example\r\nArrival-Date: " + DATE.format(event.at())
                        + "\r\n\r\nFinal-Recipient: rfc822; " + event.address() + "\r\nAction: failed\r\nStatus: "
                        + bounce.code() + "\r\nDiagnostic-Code: smtp; " + bounce.words());
        part(mail, "text/rfc822-headers", original(event));
        return mail.append("--" + BOUNDARY + "--\r\n").toString();
    }

    /** A feedback report: the recipient pressed the spam button. */
    static String complaint(MailEvent event) {
        StringBuilder mail = new StringBuilder();
        header(mail, "Message-ID", "<" + MailIds.report(event) + ">");
        header(mail, "Date", DATE.format(event.at()));
        header(mail, "From", "Feedback Loop <feedback@mail.example>");
        header(mail, "To", "abuse@acmecoffee.example");
        header(mail, "Subject", "FW: a mail of yours was reported");
        report(mail, "feedback-report");
        part(mail, "text/plain", "This is an email abuse report for a message received from 192.0.2.10.");
        part(
                mail,
                "message/feedback-report",
                "Feedback-Type: abuse\r\nUser-Agent: FeedbackLoop/1.0\r\nVersion: 1\r\nSource-IP: 192.0.2.10"
                        + "\r\nOriginal-Rcpt-To: <" + event.address() + ">\r\nArrival-Date: "
                        + DATE.format(event.at()));
        part(mail, "message/rfc822", original(event) + "\r\n\r\nHello");
        return mail.append("--" + BOUNDARY + "--\r\n").toString();
    }

    private static void report(StringBuilder mail, String type) {
        header(mail, "MIME-Version", "1.0");
        header(mail, "Content-Type", "multipart/report; report-type=" + type + "; boundary=\"" + BOUNDARY + "\"");
        mail.append("\r\n");
    }

    private static String original(MailEvent event) {
        return "Message-ID: <" + Provider.messageId(event) + ">\r\nFrom: news@acmecoffee.example\r\nTo: "
                + event.address() + "\r\nSubject: News from Acme Coffee\r\nDate: " + DATE.format(event.at());
    }

    private static void part(StringBuilder mail, String type, String content) {
        mail.append("--" + BOUNDARY + "\r\nContent-Type: ").append(type).append("\r\n\r\n");
        mail.append(content).append("\r\n");
    }

    private static void header(StringBuilder mail, String name, String value) {
        mail.append(name).append(": ").append(value).append("\r\n");
    }

    /** Words of RFC 2047 where ASCII does not suffice. */
    private static String named(String text) {
        if (text.chars().allMatch(letter -> letter < 128)) {
            return text;
        }
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
