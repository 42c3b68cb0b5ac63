package io.nificrm.email;

import java.util.Locale;
import java.util.Optional;

/**
 * A report that somebody called a mail spam, or that it failed a check.
 *
 * @param type abuse, fraud, virus, not-spam, auth-failure, opt-out, other …
 * @param recipient who complained, where the report says it
 * @param words the type, what failed, and the first sentence of the report
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5965">RFC 5965</a>, and RFC 6591 for auth-failure
 */
record ComplaintMail(
        String type,
        Optional<String> recipient,
        Optional<String> words,
        Optional<String> userAgent,
        Optional<String> sourceIp) {

    static boolean is(MailPart mail) {
        return report(mail).isPresent()
                || mail.type()
                        .parameter("report-type")
                        .filter("feedback-report"::equalsIgnoreCase)
                        .isPresent();
    }

    static ComplaintMail of(MailPart mail) {
        MailHeaders report = MailHeaders.of(report(mail).map(MailPart::text).orElse(""));
        String type = report.lower("Feedback-Type").isBlank()
                ? "abuse"
                : report.lower("Feedback-Type").strip().toLowerCase(Locale.ROOT);
        String failure =
                report.first("Auth-Failure").map(what -> " (" + what + ')').orElse("");
        String text = mail.first("text/plain").map(MailPart::text).orElse("").strip();
        int paragraph = text.indexOf("\n\n");
        String sentence = (paragraph < 0 ? text : text.substring(0, paragraph)).replaceAll("\\s+", " ");
        return new ComplaintMail(
                type,
                report.first("Original-Rcpt-To")
                        .or(() -> report.first("Removal-Recipient"))
                        .flatMap(MailAddress::find)
                        .or(() -> ReturnedMail.headers(mail).first("To").flatMap(MailAddress::find)),
                Optional.of((type + failure + (sentence.isBlank() ? "" : ": " + sentence)).strip()),
                report.first("User-Agent"),
                report.first("Source-IP"));
    }

    private static Optional<MailPart> report(MailPart mail) {
        return mail.first("message/feedback-report");
    }
}
