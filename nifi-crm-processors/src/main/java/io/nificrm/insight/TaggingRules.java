package io.nificrm.insight;

import java.util.Set;

/**
 * How touchpoints are tagged.
 *
 * @param languages languages whose sentiment and emotion are wanted; empty means all that can be judged
 * @param trust what a language given by the source is worth
 * @param existing what happens to tags that are already there
 */
public record TaggingRules(Set<String> languages, LanguageTrust trust, ExistingTags existing) {
    /** Adds what is missing, in all languages. */
    public static final TaggingRules DEFAULT = new TaggingRules(Set.of(), LanguageTrust.KEEP, ExistingTags.KEEP);

    public TaggingRules {
        languages = Set.copyOf(languages);
    }

    boolean wants(String language) {
        return languages.isEmpty() || languages.contains(language);
    }
}
