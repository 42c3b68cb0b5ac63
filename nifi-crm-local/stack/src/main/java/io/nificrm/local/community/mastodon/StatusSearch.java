package io.nificrm.local.community.mastodon;

import io.nificrm.local.community.story.TextQuery;
import io.nificrm.local.community.story.Utterance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mastodon's full-text search: all words must occur, phrases in quotes, {@code -} excludes, and the operators
 * {@code from: language: has: is: before: after:}.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/search/">Search</a>
 */
final class StatusSearch {
    private static final Pattern CLAUSE =
            Pattern.compile("(?<sign>[-+]?)(?:(?<name>\\w+):)?(?:\"(?<phrase>[^\"]*)\"|(?<word>\\S+))");

    private final List<Predicate<Utterance>> clauses = new ArrayList<>();

    StatusSearch(String query) {
        Matcher clause = CLAUSE.matcher(query);
        while (clause.find()) {
            String value = clause.group("phrase") != null ? clause.group("phrase") : clause.group("word");
            Predicate<Utterance> predicate =
                    clause.group("name") == null ? text(value) : operator(clause.group("name"), value);
            clauses.add(clause.group("sign").equals("-") ? predicate.negate() : predicate);
        }
    }

    boolean matches(Utterance utterance) {
        return !clauses.isEmpty() && clauses.stream().allMatch(clause -> clause.test(utterance));
    }

    private static Predicate<Utterance> operator(String name, String value) {
        return switch (name) {
            case "from" -> {
                String account = value.startsWith("@") ? value.substring(1) : value;
                yield utterance -> utterance.author().account().equalsIgnoreCase(account);
            }
            case "language" -> utterance -> utterance.words().language().equals(value);
            case "has" -> has(value);
            case "is" -> is(value);
            case "before" -> utterance -> utterance.at().isBefore(moment(value));
            case "after" -> utterance -> utterance.at().isAfter(moment(value));
            default -> text(name + ":" + value);
        };
    }

    private static Predicate<Utterance> has(String what) {
        return switch (what) {
            case "media", "image" -> utterance -> !utterance.words().pictures().isEmpty();
            case "poll" -> utterance -> utterance.words().poll().isPresent();
            case "link" -> utterance -> utterance.words().text().contains("http");
            default -> utterance -> false;
        };
    }

    private static Predicate<Utterance> is(String what) {
        return switch (what) {
            case "reply" -> utterance -> utterance.relation().inReplyTo().isPresent();
            case "sensitive" -> utterance -> utterance.words().contentWarning().isPresent();
            default -> utterance -> false;
        };
    }

    private static Predicate<Utterance> text(String words) {
        Predicate<String> occurs = TextQuery.occurs(words);
        return utterance -> occurs.test(searchable(utterance));
    }

    private static String searchable(Utterance utterance) {
        return utterance.words().contentWarning().orElse("") + " "
                + utterance.words().text();
    }

    private static Instant moment(String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeParseException unknown) {
            // Mastodon ignores a date it cannot read by matching nothing
            return Instant.MAX;
        }
    }
}
