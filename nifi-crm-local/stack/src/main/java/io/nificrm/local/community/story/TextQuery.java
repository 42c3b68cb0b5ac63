package io.nificrm.local.community.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search as most sites understand it: all words must occur, phrases in quotes, {@code -} excludes, {@code OR}
 * between clauses; case does not matter.
 */
public final class TextQuery {
    private static final Pattern CLAUSE = Pattern.compile("(?<sign>[-+]?)(?:\"(?<phrase>[^\"]*)\"|(?<word>\\S+))");

    private final List<List<Predicate<String>>> alternatives = new ArrayList<>();

    public TextQuery(String query) {
        alternatives.add(new ArrayList<>());
        Matcher clause = CLAUSE.matcher(query.replace('(', ' ').replace(')', ' '));
        while (clause.find()) {
            if ("OR".equals(clause.group("word"))) {
                alternatives.add(new ArrayList<>());
                continue;
            }
            String words = clause.group("phrase") != null ? clause.group("phrase") : clause.group("word");
            Predicate<String> occurs = occurs(words);
            alternatives.getLast().add(clause.group("sign").equals("-") ? occurs.negate() : occurs);
        }
    }

    /** Whether a text is found; an empty query finds everything. */
    public boolean matches(String text) {
        return alternatives.stream().anyMatch(all -> all.stream().allMatch(clause -> clause.test(text)));
    }

    /** Whole words, in this order; a leading {@code #} or {@code @} is ignored. */
    public static Predicate<String> occurs(String words) {
        Pattern pattern = Pattern.compile(
                "(?<!\\w)" + Pattern.quote(words.replaceFirst("^[#@]", "").toLowerCase(Locale.ROOT)) + "(?!\\w)",
                Pattern.UNICODE_CHARACTER_CLASS);
        return text -> pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
