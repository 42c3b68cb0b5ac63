package io.nificrm.idea;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One mention that wishes for an idea.
 *
 * @param author {@code platform:handle}
 * @param person the contact's id, where known
 * @param text what they said, its first 500 characters
 * @param reach people who could have seen it
 * @param mood {@code sentiment.score}, −1 … 1
 */
public record Voice(
        String touchpointId,
        String author,
        Optional<String> person,
        Optional<String> name,
        Optional<String> url,
        Instant at,
        String platform,
        String text,
        Optional<String> lang,
        OptionalLong reach,
        OptionalDouble mood,
        List<String> brands,
        List<String> topics,
        List<String> personas,
        List<String> needs) {
    private static final int LONGEST_TEXT = 500;

    public Voice {
        person = Objects.requireNonNullElse(person, Optional.empty());
        name = Objects.requireNonNullElse(name, Optional.empty());
        url = Objects.requireNonNullElse(url, Optional.empty());
        lang = Objects.requireNonNullElse(lang, Optional.empty());
        text = Objects.requireNonNullElse(text, "");
        reach = Objects.requireNonNullElse(reach, OptionalLong.empty());
        mood = Objects.requireNonNullElse(mood, OptionalDouble.empty());
        brands = brands == null ? List.of() : List.copyOf(brands);
        topics = topics == null ? List.of() : List.copyOf(topics);
        personas = personas == null ? List.of() : List.copyOf(personas);
        needs = needs == null ? List.of() : List.copyOf(needs);
    }

    /** The voice of a mention; empty where nobody is known to have said it, or nothing is said. */
    public static Optional<Voice> of(Touchpoint mention) {
        String text = mention.text().or(mention::title).orElse("").strip();
        Optional<String> author = mention.author()
                .flatMap(who -> who.handle().or(who::id))
                .map(handle -> mention.platform() + ':' + handle);
        if (author.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Voice(
                mention.id(),
                author.get(),
                mention.person().flatMap(Person::id),
                mention.author().flatMap(Author::name),
                mention.url(),
                mention.timestamp(),
                mention.platform(),
                shortened(text, LONGEST_TEXT),
                mention.lang(),
                mention.reach(),
                mention.sentiment().map(Sentiment::score).orElse(OptionalDouble.empty()),
                mention.brands(),
                mention.topics(),
                mention.personas(),
                mention.needs()));
    }

    /** Whom it counts for: a contact is one person on all their accounts. */
    public String who() {
        return person.orElse(author);
    }

    static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)).strip() + '…';
    }
}
