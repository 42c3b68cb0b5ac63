package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import io.nificrm.local.community.story.Person.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a text sound like one person: capitals, typing errors, shouting, emoji, hashtags. */
final class Voice {
    private static final Pattern SENTENCE_START = Pattern.compile("(^|[.!?…。]\\s+|\\n)(?!https?:)(\\p{Ll})");
    private static final Pattern UNTOUCHABLE =
            Pattern.compile("[@#:/0-9{}]|acme|bolt|verdant", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORDS_AND_GAPS = Pattern.compile("\\S+|\\s+");
    private static final Pattern STRETCHABLE = Pattern.compile("\\b(so|no|really|never|love|hate)\\b");
    private static final List<String> HAPPY = List.of("☕", "😍", "🎉", "❤️", "😊", "👌", "🙌", "✨", "🥰", "😋");
    private static final List<String> ANGRY = List.of("😡", "🙄", "🤬", "😤", "👎", "💔", "🤦", "😠", "📦😭");
    private static final List<String> CALM = List.of("☕", "🤔", "👀", "🙂", "💡", "🤷");
    private static final List<String> BLOBS = List.of(":blobcoffee:", ":acme_cup:", ":verified_bean:");

    private final Dice dice;

    Voice(Dice dice) {
        this.dice = dice;
    }

    /** The text in this person's voice; handles, links and brand names stay as they are. */
    String of(Person speaker, String text, Mood mood) {
        String spoken = speaker.is(Trait.TERSE) ? shorten(text) : text;
        spoken = spoken.replaceAll("([!?…])\\.", "$1").replaceAll("\\.\\.\\.\\.+", "...");
        spoken = speaker.is(Trait.LOWER) ? lowerCase(spoken) : sentenceCase(spoken);
        if (speaker.is(Trait.SHOUT) && mood != Mood.NEUTRAL) {
            spoken = shout(spoken);
        }
        if (speaker.is(Trait.TYPOS)) {
            spoken = mistype(spoken, 0.05);
        } else if (speaker.belongsTo() == Person.Role.PRIVATE && dice.chance(0.15)) {
            spoken = mistype(spoken, 0.02);
        }
        if (mood != Mood.NEUTRAL && dice.chance(0.07)) {
            spoken = stretch(spoken);
        }
        if (!speaker.is(Trait.PLAIN) && dice.chance(0.42)) {
            spoken = spoken + " " + emoji(mood);
        }
        return spoken;
    }

    /** Hashtags as people hang them on their posts, or nothing. */
    String hashtags(Person speaker, Brand brand, List<String> topics) {
        if (!speaker.is(Trait.TAGS) && !dice.chance(0.3)) {
            return "";
        }
        List<String> offer = new ArrayList<>(List.of("coffee", "espresso", "coffeetime", "beans"));
        offer.add(brand == Brand.VERDANT ? "VerdantRoasters" : brand == Brand.BOLT ? "BoltCoffee" : "AcmeCoffee");
        topics.forEach(topic -> offer.add(topic.equals("delivery") ? "latedelivery" : topic));
        int count = speaker.is(Trait.TAGS) ? dice.between(2, 4) : dice.between(1, 2);
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            String tag = dice.pick(offer);
            if (!chosen.contains(tag)) {
                chosen.add(tag);
            }
        }
        return chosen.stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
    }

    /** A custom emoji of the server, as Mastodon writes it. */
    String blob() {
        return dice.pick(BLOBS);
    }

    private String emoji(Mood mood) {
        String one = switch (mood) {
            case POSITIVE -> dice.pick(HAPPY);
            case NEGATIVE -> dice.pick(ANGRY);
            case NEUTRAL -> dice.pick(CALM);
        };
        return dice.chance(0.2) ? one + one : one;
    }

    private static String shorten(String text) {
        String[] sentences = text.split("(?<=[.!?]) ", -1);
        return sentences.length <= 2 ? text : sentences[0] + " " + sentences[1];
    }

    private static String sentenceCase(String text) {
        return SENTENCE_START
                .matcher(text)
                .replaceAll(start ->
                        Matcher.quoteReplacement(start.group(1) + start.group(2).toUpperCase(Locale.ROOT)));
    }

    private static String lowerCase(String text) {
        return words(text, word -> word.matches(".*[@#/:].*") ? word : word.toLowerCase(Locale.ROOT));
    }

    private String shout(String text) {
        String louder = words(
                text,
                word -> word.length() > 3 && !touchy(word) && dice.chance(0.2) ? word.toUpperCase(Locale.ROOT) : word);
        return louder.endsWith(".")
                ? louder.substring(0, louder.length() - 1) + dice.pick(List.of("!", "!!", "!!!"))
                : louder;
    }

    private String mistype(String text, double rate) {
        return words(text, word -> word.length() > 4 && !touchy(word) && dice.chance(rate) ? slip(word) : word);
    }

    private String slip(String word) {
        int at = dice.between(1, word.length() - 3);
        return switch (dice.below(3)) {
            case 0 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word.substring(0, at) + word.charAt(at) + word.substring(at);
        };
    }

    private String stretch(String text) {
        Matcher vowel = STRETCHABLE.matcher(text);
        if (!vowel.find()) {
            return text;
        }
        String word = vowel.group();
        String longer = word.charAt(0) + String.valueOf(word.charAt(1)).repeat(dice.between(3, 5)) + word.substring(2);
        return text.substring(0, vowel.start()) + longer + text.substring(vowel.end());
    }

    private static boolean touchy(String word) {
        return UNTOUCHABLE.matcher(word).find() || !word.chars().allMatch(letter -> letter < 0x250);
    }

    private static String words(String text, java.util.function.UnaryOperator<String> change) {
        StringBuilder changed = new StringBuilder();
        Matcher word = WORDS_AND_GAPS.matcher(text);
        while (word.find()) {
            changed.append(word.group().isBlank() ? word.group() : change.apply(word.group()));
        }
        return changed.toString();
    }
}
