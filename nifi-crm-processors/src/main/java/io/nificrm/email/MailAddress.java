package io.nificrm.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in a header, as leniently as mail programs read it.
 *
 * @param address lower case
 */
public record MailAddress(String address, Optional<String> name) {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>()\\[\\],;:\"@]+@[^\\s<>()\\[\\],;:\"@]+|\"[^\"]+\"@[^\\s<>()\\[\\],;:\"@]+");
    private static final Pattern COMMENT = Pattern.compile("\\(([^()]*)\\)");

    /** The addresses of a From, To, Cc or Reply-To field. */
    public static List<MailAddress> list(String field) {
        List<MailAddress> addresses = new ArrayList<>();
        for (String one : split(field)) {
            of(one).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** The first address of a field. */
    static Optional<MailAddress> first(Optional<String> field) {
        return field.flatMap(value -> list(value).stream().findFirst());
    }

    /** The first thing in a text that is an address; lower case. */
    public static Optional<String> find(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        return matcher.find() ? Optional.of(trimmed(matcher.group())) : Optional.empty();
    }

    /** All addresses in a text, lower case, each once. */
    static List<String> findAll(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map(result -> trimmed(result.group()))
                .distinct()
                .toList();
    }

    private static Optional<MailAddress> of(String written) {
        int open = written.lastIndexOf('<');
        int close = written.indexOf('>', open + 1);
        String inBrackets = open >= 0 && close > open ? written.substring(open + 1, close) : "";
        Optional<String> address = find(inBrackets).or(() -> find(written));
        return address.map(found -> {
            String name = open >= 0 ? written.substring(0, open) : "";
            Matcher comment = COMMENT.matcher(written);
            if (name.isBlank() && comment.find()) {
                name = comment.group(1);
            }
            String plain = MailHeaders.decode(unquoted(name.strip())).strip();
            return new MailAddress(found, plain.isEmpty() ? Optional.empty() : Optional.of(plain));
        });
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\\\"", "\"")
                : name;
    }

    /** Splits at commas outside of quotes, comments and brackets. */
    private static List<String> split(String field) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '<')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '>')) {
                depth = Math.max(0, depth - 1);
            } else if ((c == ',' || c == ';') && !quoted && depth == 0) {
                parts.add(field.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(field.substring(start));
        return parts;
    }

    private static String trimmed(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        while (lower.endsWith(".") || lower.endsWith("'")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        return lower.startsWith("'") ? lower.substring(1) : lower;
    }
}
