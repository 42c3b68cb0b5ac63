package io.nificrm.email;

import io.nificrm.email.RecipientStatus.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a mail server wrote for people about a mail that it could not deliver, as many do without the
 * machine-readable part: qmail, Exim, old sendmail, Exchange, Domino, Notes, OpenSMTPD, web mailers.
 */
final class BounceText {
    private static final String ADDRESS = "[^\\s<>()\\[\\],;:\"@]+@[^\\s<>()\\[\\],;:\"@]+";

    /** A line that begins with the address, as in {@code <jo@post.example>: } or {@code   jo@post.example}. */
    private static final Pattern ADDRESS_FIRST = Pattern.compile(
            "^[\\s*•·>-]{0,12}<?(" + ADDRESS + ")>?\\s*(?::|$|\\.\\.\\.|on\\s|\\(|delivery failed|;|\\s-)(.*)$",
            Pattern.CASE_INSENSITIVE);

    /** A line of a transcript, as in {@code 550 5.1.1 <jo@post.example>... User unknown}. */
    private static final Pattern CODE_FIRST =
            Pattern.compile("^\\s*[45]\\d\\d[ -](?:[45]\\.\\d+\\.\\d+ )?<(" + ADDRESS + ")>\\.\\.\\. .*$");

    /** An address within a sentence. */
    private static final Pattern IN_SENTENCE = Pattern.compile(
            "(?:delivering|delivered|deliver)\\b[^.\\n]{0,60}?\\bto\\s*:?\\s*<?(" + ADDRESS + ")>?",
            Pattern.CASE_INSENSITIVE);

    /** Where the returned mail begins. */
    private static final Pattern RETURNED_MAIL = Pattern.compile(
            "(?m)^(?:-{2,}.{0,10}(?:Below this line|This is a copy|Original message|Unsent message|Returned message|"
                    + "The (?:header|body|text) of|Message (?:header|text)|Undelivered).*"
                    + "|\\s*Below is a copy of the original message.*|Message headers follow.*|Return-Path: .*|Received: (?:from|by|\\().*"
                    + "|Reporting-MTA:.*)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DELAY = Pattern.compile(
            "will be retried|still being retried|warning only|delayed|will (?:continue|keep) trying|not yet been delivered",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WORDS = 500;

    private BounceText() {}

    /** The server's own text, without the mail that it returns. */
    static String notification(String text) {
        Matcher matcher = RETURNED_MAIL.matcher(text);
        return matcher.find() ? text.substring(0, matcher.start()) : text;
    }

    /** The header of the mail that the text returns. */
    static MailHeaders returned(String text) {
        Matcher matcher = RETURNED_MAIL.matcher(text);
        return matcher.find()
                ? MailHeaders.of(withoutMarker(text.substring(matcher.start())))
                : new MailHeaders(List.of());
    }

    private static String withoutMarker(String rest) {
        boolean header = rest.regionMatches(true, 0, "Re", 0, 2);
        int line = rest.indexOf('\n');
        return header || line < 0 ? rest : rest.substring(line + 1);
    }

    /**
     * The recipients of which the text tells.
     *
     * @param sender the address to which the notification went, which is not one of them
     */
    static List<RecipientStatus> statuses(String text, Optional<String> sender, List<String> failedRecipients) {
        String notification = notification(text);
        Action action = DELAY.matcher(notification).find() ? Action.DELAYED : Action.FAILED;
        Map<String, StringBuilder> words = new LinkedHashMap<>();
        failedRecipients.forEach(recipient -> words.put(recipient, new StringBuilder()));
        collect(notification, words, failedRecipients.isEmpty());
        if (words.isEmpty()) {
            Matcher sentence = IN_SENTENCE.matcher(notification);
            while (sentence.find()) {
                words.putIfAbsent(trimmed(sentence.group(1)), new StringBuilder());
            }
        }
        if (words.size() > 1) {
            sender.ifPresent(words::remove);
        }
        String rest = afterRecipients(notification, words.keySet());
        List<RecipientStatus> statuses = new ArrayList<>();
        words.forEach((recipient, found) -> {
            String own = line(found.toString());
            String said = own.isEmpty() ? line(rest) : own;
            statuses.add(new RecipientStatus(
                    Optional.of(recipient),
                    action,
                    StatusCode.in(said),
                    said.isEmpty() ? Optional.empty() : Optional.of(said)));
        });
        return statuses;
    }

    /** What is said right after each recipient, up to an empty line or the next recipient. */
    private static void collect(String notification, Map<String, StringBuilder> words, boolean mayAdd) {
        Optional<StringBuilder> current = Optional.empty();
        String remote = "";
        for (String line : notification.split("\r?\n", -1)) {
            Matcher address = ADDRESS_FIRST.matcher(line);
            Matcher transcript = CODE_FIRST.matcher(line);
            if (address.matches()) {
                current = words(trimmed(address.group(1)), words, mayAdd);
                String rest = address.group(2);
                current.ifPresent(found -> found.append(' ').append(rest));
            } else if (transcript.matches()) {
                String before = remote;
                words(trimmed(transcript.group(1)), words, mayAdd)
                        .ifPresent(found -> found.append(before).append(line));
                current = Optional.empty();
            } else if (line.startsWith("<<< ")) { // what the remote server answered, before the sum of it
                remote = line.substring(4) + ' ';
            } else if (line.isBlank()) {
                current = current.filter(StringBuilder::isEmpty);
            } else {
                current.ifPresent(found -> found.append(' ').append(line));
            }
        }
    }

    /** Of a recipient who is told of twice, the first telling counts. */
    private static Optional<StringBuilder> words(String recipient, Map<String, StringBuilder> words, boolean mayAdd) {
        StringBuilder known = words.get(recipient);
        if (known != null) {
            return known.toString().isBlank() ? Optional.of(known) : Optional.empty();
        }
        if (!mayAdd) {
            return Optional.empty();
        }
        StringBuilder fresh = new StringBuilder();
        words.put(recipient, fresh);
        return Optional.of(fresh);
    }

    /** What a transcript of the session says, where a text has one. */
    static Optional<String> transcript(String text) {
        String notification = notification(text);
        int marker = notification.indexOf("Transcript of session follows");
        int start = marker < 0 ? -1 : notification.indexOf('\n', marker);
        return start < 0
                ? Optional.empty()
                : Optional.of(line(notification.substring(start))).filter(said -> !said.isEmpty());
    }

    /** What is said after the list of recipients, for all of them. */
    private static String afterRecipients(String notification, Iterable<String> recipients) {
        String lower = notification.toLowerCase(Locale.ROOT);
        int end = 0;
        for (String recipient : recipients) {
            int at = lower.indexOf(recipient);
            if (at >= 0) {
                end = Math.max(end, at + recipient.length());
            }
        }
        return notification.substring(end).replaceFirst("^[>:.)\\s]+", "");
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_WORDS
                ? line
                : line.substring(0, LONGEST_WORDS).strip() + "…";
    }

    private static String trimmed(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
