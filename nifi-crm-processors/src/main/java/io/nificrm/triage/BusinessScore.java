package io.nificrm.triage;

import io.nificrm.profile.TriageRule.Priority;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Engagement;
import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much a mention matters, from 0 to 100, so that the worst stands first within a priority:
 *
 * <pre>
 * score = 40 urgency + 25 reach + 20 displeasure + 10 engagement + 5 relationship
 *
 * urgency       p1 1, p2 0.75, p3 0.5, p4 0.25
 * reach         log10(1 + max(reach, followers)) / 6, at most 1: a million people
 * displeasure   how far sentiment.score lies below 0; without a score, 0.5 for the label negative
 * engagement    log10(1 + likes + reposts + replies + quotes) / 4, at most 1: ten thousand
 * relationship  1 if the author is a known contact
 * </pre>
 *
 * <p>What is unknown counts as 0. Rounded to one decimal.
 */
final class BusinessScore {
    private static final double MILLION_PEOPLE = 6;
    private static final double TEN_THOUSAND_REACTIONS = 4;

    private BusinessScore() {}

    static double of(Touchpoint touchpoint, Priority priority) {
        double score = 40 * urgency(priority)
                + 25 * reach(touchpoint)
                + 20 * touchpoint.sentiment().map(BusinessScore::displeasure).orElse(0.0)
                + 10 * touchpoint.engagement().map(BusinessScore::engagement).orElse(0.0)
                + 5 * (touchpoint.person().flatMap(Person::matched).orElse(false) ? 1 : 0);
        return Math.round(score * 10) / 10.0;
    }

    private static double urgency(Priority priority) {
        return switch (priority) {
            case P1 -> 1;
            case P2 -> 0.75;
            case P3 -> 0.5;
            case P4 -> 0.25;
        };
    }

    private static double reach(Touchpoint touchpoint) {
        long followers = touchpoint
                .author()
                .map(Author::followers)
                .orElse(OptionalLong.empty())
                .orElse(0);
        return logarithmic(Math.max(touchpoint.reach().orElse(0), followers), MILLION_PEOPLE);
    }

    private static double displeasure(Sentiment sentiment) {
        if (sentiment.score().isPresent()) {
            return Math.clamp(-sentiment.score().getAsDouble(), 0.0, 1.0);
        }
        return sentiment.label() == Sentiment.Label.NEGATIVE ? 0.5 : 0;
    }

    private static double engagement(Engagement engagement) {
        long reactions = Stream.of(engagement.likes(), engagement.reposts(), engagement.replies(), engagement.quotes())
                .mapToLong(count -> Math.max(0, count.orElse(0)))
                .sum();
        return logarithmic(reactions, TEN_THOUSAND_REACTIONS);
    }

    private static double logarithmic(long count, double full) {
        return Math.min(1, Math.log10(1.0 + Math.max(0, count)) / full);
    }
}
