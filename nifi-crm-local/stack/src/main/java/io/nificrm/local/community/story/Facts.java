package io.nificrm.local.community.story;

import java.util.List;
import java.util.Optional;

/**
 * What the author means, in ids of the example listening profile: the truth that the product's tags can be held
 * against. A tagger may honestly differ, since it knows only the words.
 *
 * @param incident the scripted incident this belongs to, e.g. {@code courier-depot}
 */
public record Facts(
        List<String> brands,
        List<String> competitors,
        List<String> topics,
        List<String> intents,
        List<String> personas,
        List<String> keyMessages,
        Mood mood,
        Optional<String> incident) {

    /** How the author feels about it. */
    public enum Mood {
        NEGATIVE,
        NEUTRAL,
        POSITIVE
    }

    public Facts {
        brands = List.copyOf(brands);
        competitors = List.copyOf(competitors);
        topics = List.copyOf(topics);
        intents = List.copyOf(intents);
        personas = List.copyOf(personas);
        keyMessages = List.copyOf(keyMessages);
    }
}
