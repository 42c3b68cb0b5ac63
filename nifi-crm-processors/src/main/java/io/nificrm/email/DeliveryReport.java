package io.nificrm.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine-readable part of a delivery status notification: a block of fields about the mail, then one about each
 * recipient. Some servers leave out the empty lines between them, or send it as plain text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3464">RFC 3464</a>
 */
final class DeliveryReport {
    private static final Pattern REPORT_IN_TEXT =
            Pattern.compile("(?m)^(?:Reporting-MTA|Final-Recipient):", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("\\(([^()]*)\\)");

    private DeliveryReport() {}

    /** The statuses of all recipients that the report names. */
    static List<RecipientStatus> statuses(String report) {
        List<RecipientStatus> statuses = new ArrayList<>();
        for (MailHeaders block : blocks(report)) {
            if (block.has("Final-Recipient") || (block.has("Original-Recipient") && block.has("Action"))) {
                statuses.add(status(block));
            }
        }
        return statuses;
    }

    /** Where a report stands in a plain text. */
    static Optional<String> inText(String text) {
        Matcher matcher = REPORT_IN_TEXT.matcher(text);
        return matcher.find() && text.toLowerCase(Locale.ROOT).contains("\naction:")
                ? Optional.of(text.substring(matcher.start()))
                : Optional.empty();
    }

    /** The Message-ID of the mail that the report is about, where a server says it there. */
    static Optional<String> originalMessageId(String report) {
        return blocks(report).stream()
                .flatMap(block -> block.first("X-Original-Message-ID").stream())
                .findFirst()
                .map(MailMessage::bare);
    }

    private static List<MailHeaders> blocks(String report) {
        List<MailHeaders> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean hasRecipient = false;
        for (String line : report.split("\r?\n", -1)) {
            boolean recipient = line.regionMatches(true, 0, "Final-Recipient:", 0, 16);
            if (line.isBlank() || (recipient && hasRecipient)) {
                blocks.add(MailHeaders.of(block.toString()));
                block.setLength(0);
                hasRecipient = false;
            }
            hasRecipient |= recipient;
            block.append(line).append('\n');
        }
        blocks.add(MailHeaders.of(block.toString()));
        return blocks;
    }

    private static RecipientStatus status(MailHeaders block) {
        String status = block.first("Status").orElse("");
        Optional<String> words = block.first("Diagnostic-Code")
                .map(DeliveryReport::withoutType)
                .or(() -> comment(status))
                .or(() -> block.first("X-PowerMTA-BounceCategory"));
        return new RecipientStatus(
                block.first("Final-Recipient")
                        .or(() -> block.first("Original-Recipient"))
                        .flatMap(MailAddress::find),
                action(block.lower("Action")),
                StatusCode.telling(words.flatMap(StatusCode::in), StatusCode.in(status)),
                words);
    }

    private static Optional<String> comment(String status) {
        Matcher matcher = COMMENT.matcher(status);
        return matcher.find() ? Optional.of(matcher.group(1)).filter(text -> !text.isBlank()) : Optional.empty();
    }

    private static RecipientStatus.Action action(String written) {
        if (written.startsWith("delayed")) {
            return RecipientStatus.Action.DELAYED;
        }
        return written.startsWith("delivered") || written.startsWith("relayed") || written.startsWith("expanded")
                ? RecipientStatus.Action.DELIVERED
                : RecipientStatus.Action.FAILED;
    }

    /** {@code smtp; 550 …}: the type of the diagnostic goes before a semicolon. */
    private static String withoutType(String diagnostic) {
        int semicolon = diagnostic.indexOf(';');
        boolean typed = semicolon > 0
                && semicolon < 20
                && diagnostic.substring(0, semicolon).strip().indexOf(' ') < 0;
        return (typed ? diagnostic.substring(semicolon + 1) : diagnostic)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
