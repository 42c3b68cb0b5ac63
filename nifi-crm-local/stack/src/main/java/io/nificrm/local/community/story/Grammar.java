package io.nificrm.local.community.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small context-free grammar that writes sentences: symbols with alternatives, read from a resource whose first
 * lines explain the notation. An alternative that was used lately is avoided, so that neighbouring posts differ.
 * Not safe for concurrent use.
 */
final class Grammar {
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");
    private static final int DEEPEST = 12;

    private final Map<String, List<String>> alternatives;
    private final Map<String, Deque<String>> lately = new HashMap<>();

    private Grammar(Map<String, List<String>> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * What was written.
     *
     * @param symbols every symbol that was expanded on the way: tells what the text is about
     */
    record Written(String text, Set<String> symbols) {}

    /** Reads {@code words-<language>.txt} beside this class. */
    static Grammar of(String language) {
        String resource = "words-" + language + ".txt";
        Map<String, List<String>> alternatives = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines(resource)) {
            if (line.startsWith(" ")) {
                current.add(line.strip().replace("\\n", "\n"));
            } else {
                current = new ArrayList<>();
                alternatives.put(line.strip().replaceFirst(":$", ""), current);
            }
        }
        return new Grammar(alternatives);
    }

    /** The lines of a resource of this package without comments and empty lines. */
    static List<String> lines(String resource) {
        try (InputStream stream = Grammar.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is not on the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", failure);
        }
    }

    boolean knows(String symbol) {
        return alternatives.containsKey(symbol);
    }

    /**
     * Writes one sentence or several.
     *
     * @param topic takes the place of {@code T} in slots such as {@code {T.problem}}
     * @param slots values for what the grammar itself does not define, by name
     */
    Written write(String symbol, String topic, Dice dice, Function<String, Optional<String>> slots) {
        Set<String> used = new LinkedHashSet<>();
        String text = expand(symbol, topic, dice, slots, used, 0);
        return new Written(
                text.replaceAll(" {2,}", " ")
                        .replaceAll("\\b([Aa]) (?=[#@]?Acme|Ethiopian|espresso)", "$1n ")
                        .strip(),
                used);
    }

    private String expand(
            String symbol,
            String topic,
            Dice dice,
            Function<String, Optional<String>> slots,
            Set<String> used,
            int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("the grammar turns in a circle at " + symbol);
        }
        used.add(symbol);
        Matcher slot = SLOT.matcher(choose(symbol, dice));
        StringBuilder text = new StringBuilder();
        while (slot.find()) {
            String name = slot.group(1).startsWith("T.") ? topic + slot.group(1).substring(1) : slot.group(1);
            String value;
            if (name.contains("|")) {
                value = dice.pick(List.of(name.split("\\|", -1)));
            } else if (knows(name)) {
                value = expand(name, topic, dice, slots, used, depth + 1);
            } else {
                value = slots.apply(name)
                        .orElseThrow(() -> new IllegalArgumentException("nothing fills the slot " + name));
            }
            slot.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        slot.appendTail(text);
        return text.toString();
    }

    private String choose(String symbol, Dice dice) {
        List<String> choices = alternatives.get(symbol);
        if (choices == null) {
            throw new IllegalArgumentException("the grammar has no symbol " + symbol);
        }
        Deque<String> recent = lately.computeIfAbsent(symbol, unused -> new ArrayDeque<>());
        List<String> fresh =
                choices.stream().filter(choice -> !recent.contains(choice)).toList();
        String chosen = dice.pick(fresh);
        recent.addLast(chosen);
        if (recent.size() > choices.size() / 2) {
            recent.removeFirst();
        }
        return chosen;
    }
}
