package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the words: chooses a topic for an intent, lets the grammar write, and notes what the text is about. */
final class Wordsmith {
    private static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "it", "pt", "ar", "hi");

    private final Map<String, Grammar> grammars = new HashMap<>();
    private final Dice dice;

    Wordsmith(Dice dice) {
        this.dice = dice;
        for (String language : LANGUAGES) {
            grammars.put(language, Grammar.of(language));
        }
    }

    /**
     * A text and what it means.
     *
     * @param rival whether the other brand is named too
     */
    record Draft(String language, String text, Set<String> topics, Set<String> intents, boolean rival) {
        Draft {
            topics = Set.copyOf(topics);
            intents = Set.copyOf(intents);
        }
    }

    /** Something a person says about a brand for a reason of their own. */
    Draft about(Person speaker, Intent intent, Brand brand, Brand other) {
        String language = understands(speaker.language(), intent.shape()) ? speaker.language() : "en";
        return about(language, intent, topicFor(speaker, language, intent), brand, other);
    }

    Draft about(String language, Intent intent, Topic topic, Brand brand, Brand other) {
        return write(language, intent.shape(), topic, brand, other, intent.ids(), Map.of());
    }

    /** Any symbol of the grammar, in the language asked for or else in English. */
    Draft say(String language, String symbol, Topic topic, Brand brand, Brand other, Map<String, String> slots) {
        String spoken = understands(language, symbol) ? language : "en";
        return write(spoken, symbol, topic, brand, other, List.of(), slots);
    }

    /** A topic this person cares about, of which the language has something to say for the intent. */
    Topic topicFor(Person speaker, String language, Intent intent) {
        Grammar grammar = grammar(language);
        List<Topic> possible = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (intent.slot().isEmpty() || grammar.knows(topic.id() + "." + intent.slot())) {
                possible.add(topic);
            }
        }
        return dice.pick(possible, topic -> topic.frequency(speaker));
    }

    private Draft write(
            String language,
            String symbol,
            Topic topic,
            Brand brand,
            Brand other,
            List<String> intents,
            Map<String, String> slots) {
        Naming naming = new Naming(brand, other);
        Grammar grammar = grammar(language);
        Grammar.Written written = grammar.write(
                symbol,
                topic.id(),
                dice,
                slot -> Optional.ofNullable(slots.get(slot)).or(() -> naming.fill(slot)));
        Set<String> topics = new LinkedHashSet<>();
        for (Topic candidate : Topic.values()) {
            if (written.symbols().stream().anyMatch(used -> used.startsWith(candidate.id() + "."))) {
                topics.add(candidate.id());
            }
        }
        Set<String> meant = new LinkedHashSet<>(intents);
        if (written.symbols().contains("close.leaving")) {
            meant.add("churn_risk");
        }
        if (written.symbols().contains("recommend")) {
            meant.add("recommendation");
        }
        if (written.symbols().stream().anyMatch(used -> used.endsWith(".idea") && !used.startsWith("own."))) {
            meant.add("idea");
        }
        return new Draft(language, written.text(), topics, meant, naming.rivalNamed());
    }

    private boolean understands(String language, String symbol) {
        return grammars.containsKey(language) && grammar(language).knows(symbol);
    }

    private Grammar grammar(String language) {
        return grammars.get(language);
    }

    /** What the author means, from the words and the person. */
    static Facts facts(Draft draft, String finalText, Brand brand, Brand other, Person speaker, Mood mood) {
        List<String> brands = new ArrayList<>();
        List<String> competitors = new ArrayList<>();
        (brand.ours() ? brands : competitors).add(brand.id());
        if (draft.rival()) {
            (other.ours() ? brands : competitors).add(other.id());
        }
        String lower = finalText.toLowerCase(Locale.ROOT);
        boolean slowRoasted = lower.contains("slow roast") || lower.contains("slow-roast");
        return new Facts(
                brands,
                competitors,
                draft.topics().stream().sorted().toList(),
                draft.intents().stream().sorted().toList(),
                speaker.personas(),
                slowRoasted ? List.of("slow-roasted") : List.of(),
                mood,
                Optional.empty());
    }

    /** How brands are named within one text: in full or by handle first, briefly afterwards. */
    private final class Naming {
        private final Brand brand;
        private final Brand other;
        private boolean brandNamed;
        private boolean otherNamed;

        Naming(Brand brand, Brand other) {
            this.brand = brand;
            this.other = other;
        }

        Optional<String> fill(String slot) {
            return switch (slot) {
                case "B" -> {
                    String name = name(brand, brandNamed);
                    brandNamed = true;
                    yield Optional.of(name);
                }
                case "C" -> {
                    String name = name(other, otherNamed);
                    otherNamed = true;
                    yield Optional.of(name);
                }
                case "CITY" ->
                    Optional.of(dice.pick(List.of("LEEDS", "GLASGOW", "ROTTERDAM", "PORTO", "TORONTO", "GHENT")));
                default -> Optional.empty();
            };
        }

        private String name(Brand named, boolean again) {
            return again ? named.fullName().split(" ", 2)[0] : dice.pick(named.spellings());
        }

        boolean rivalNamed() {
            return otherNamed;
        }
    }
}
