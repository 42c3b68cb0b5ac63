package io.nificrm.idea;

import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How alike a wish and an idea are: the cosine of their words, each weighed by how rare it is among all ideas (inverse
 * document frequency), so that a brand's name, which is in all of them, says nothing. An idea's words weigh by the share
 * of its voices that used them.
 */
final class Likeness {
    /** Wishes with fewer words in common are alike by chance. */
    private static final int LEAST_COMMON = 2;

    private static final double ALIKE = 0.45;

    /** Enough where both are about the same topic of the listening profile. */
    private static final double ALIKE_ON_TOPIC = 0.3;

    private final Map<String, Long> ideasWithTerm;
    private final long ideas;

    /**
     * @param ideasWithTerm in how many ideas a word is
     * @param ideas how many ideas there are
     */
    Likeness(Map<String, Long> ideasWithTerm, long ideas) {
        this.ideasWithTerm = Map.copyOf(ideasWithTerm);
        this.ideas = ideas;
    }

    /** 0 … 1. */
    double of(Set<String> wish, Idea idea) {
        double mentions = Math.max(1, idea.mentions());
        ToDoubleFunction<String> ofWish = this::rarity;
        ToDoubleFunction<String> ofIdea = term -> rarity(term) * idea.weights().getOrDefault(term, 0) / mentions;
        double common = 0;
        for (String term : wish) {
            common += ofWish.applyAsDouble(term) * ofIdea.applyAsDouble(term);
        }
        double lengths = length(wish, ofWish) * length(idea.weights().keySet(), ofIdea);
        return lengths == 0 ? 0 : common / lengths;
    }

    /** Whether a wish is for this idea, given how alike they are. */
    boolean same(Voice voice, Set<String> wish, Idea idea, double likeness) {
        if (!voice.brands().isEmpty()
                && !idea.brands().isEmpty()
                && voice.brands().stream().noneMatch(idea.brands()::contains)) {
            return false;
        }
        long common = wish.stream().filter(idea.weights()::containsKey).count();
        boolean allOfIt = common == wish.size() && common == idea.weights().size();
        boolean onTopic = voice.topics().stream().anyMatch(idea.topics()::contains);
        return (common >= LEAST_COMMON || allOfIt) && likeness >= (onTopic ? ALIKE_ON_TOPIC : ALIKE);
    }

    private double rarity(String term) {
        return Math.log(1 + (ideas + 1.0) / (ideasWithTerm.getOrDefault(term, 0L) + 1.0));
    }

    private static double length(Set<String> terms, ToDoubleFunction<String> weight) {
        return Math.sqrt(
                terms.stream().mapToDouble(weight).map(value -> value * value).sum());
    }
}
