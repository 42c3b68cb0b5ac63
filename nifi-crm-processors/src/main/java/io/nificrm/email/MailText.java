package io.nificrm.email;

import io.nificrm.html.HtmlText;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wrote in a mail, apart from what it answers and from the signature.
 *
 * @param written the new text
 * @param quoted whether there was a quoted history
 * @param links targets of the links in its HTML
 */
record MailText(String written, boolean quoted, List<String> links) {
    /** The elements in which mail programs put what is answered, and signatures. */
    private static final String HISTORY = String.join(
            ", ",
            ".gmail_quote",
            ".gmail_extra",
            "blockquote[type=cite]",
            ".moz-cite-prefix",
            ".yahoo_quoted",
            "#divRplyFwdMsg",
            "#divRplyFwdMsg ~ *",
            "#appendonsend",
            "#appendonsend ~ *",
            "div[id^=yahoo_quoted]",
            ".protonmail_quote",
            ".zmail_extra",
            "#reply-intro",
            ".gmail_signature",
            ".moz-signature",
            ".protonmail_signature_block",
            "#Signature");

    static MailText of(MailPart mail) {
        Optional<MailPart> plain =
                body(mail, "text/plain").filter(part -> !part.text().isBlank());
        Optional<MailPart> html = body(mail, "text/html");
        List<String> links = html.map(part -> HtmlText.of(part.text(), HISTORY).links().stream()
                        .map(HtmlText.Anchor::href)
                        .toList())
                .orElse(List.of());
        if (plain.isPresent()) {
            boolean flowed = plain.get()
                    .type()
                    .parameter("format")
                    .filter("flowed"::equalsIgnoreCase)
                    .isPresent();
            boolean deleteBlank = plain.get()
                    .type()
                    .parameter("delsp")
                    .filter("yes"::equalsIgnoreCase)
                    .isPresent();
            return of(
                    flowed
                            ? FlowedText.unwrapped(plain.get().text(), deleteBlank)
                            : plain.get().text(),
                    links);
        }
        if (html.isEmpty()) {
            return of(mail.isMultipart() ? mail.text() : "", links);
        }
        String written = HtmlText.of(html.get().text(), HISTORY).text();
        if (written.isBlank()) { // nothing but a forwarded history
            return new MailText(HtmlText.text(html.get().text()), true, links);
        }
        MailText rest = of(written, links);
        boolean quoted = rest.quoted()
                || written.length() < HtmlText.text(html.get().text()).length();
        return new MailText(rest.written(), quoted, links);
    }

    /** Splits a plain text. */
    static MailText of(String text, List<String> links) {
        QuotedHistory.Split split = QuotedHistory.split(text);
        String written = Signature.without(split.written()).strip();
        if (written.isEmpty() && split.quoted()) { // an answer without words, or a forwarded mail
            return new MailText(text.strip(), true, links);
        }
        return new MailText(written, split.quoted(), links);
    }

    /** The first part of a type that is no attachment. */
    private static Optional<MailPart> body(MailPart mail, String mimeType) {
        return mail.parts()
                .filter(part -> part.is(mimeType))
                .filter(part -> !part.disposition().value().equals("attachment"))
                .findFirst();
    }
}
