package io.nificrm.email;

import java.util.List;
import java.util.Optional;

/** The mail that a report is about, as far as the report returns it. */
final class ReturnedMail {
    private ReturnedMail() {}

    /** Its header; empty where nothing of it is returned. */
    static MailHeaders headers(MailPart report) {
        Optional<MailHeaders> attached = report.parts()
                .filter(MailPart::isMessage)
                .flatMap(part -> part.children().stream().limit(1))
                .map(MailPart::headers)
                .findFirst();
        return attached.or(() -> report.first("text/rfc822-headers")
                        .or(() -> report.parts().filter(MailPart::isMessage).findFirst())
                        .map(part -> MailHeaders.of(part.text())))
                .filter(headers -> !headers.isEmpty())
                .orElseGet(() -> BounceText.returned(ownText(report)));
    }

    /** The texts that the reporting server wrote itself. */
    static String ownText(MailPart report) {
        List<String> texts = report.parts()
                .filter(part -> part.is("text/plain") || part.isMultipart())
                .map(MailPart::text)
                .filter(text -> !text.isBlank())
                .toList();
        if (texts.isEmpty()) {
            return report.first("text/html")
                    .map(part -> io.nificrm.html.HtmlText.text(part.text()))
                    .orElse("");
        }
        return String.join("\n", texts);
    }
}
