package io.nificrm.voice.duplicate;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Spam;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much speaks for a machine or a campaign. The weights wᵢ of the reasons that hold are combined as if they were independent
 * ("noisy or"): {@code score = 1 − Π(1 − wᵢ)}. Each reason by itself leaves room for an innocent explanation; it takes two or three
 * to come near 1.
 */
final class SpamJudge {
    private static final Duration YOUNG = Duration.ofDays(7);

    private SpamJudge() {}

    /**
     * @param copies how often it was said
     * @param habits what its author did last
     */
    static Spam judge(Touchpoint touchpoint, DuplicateFinder.Known copies, AuthorActivity.Habits habits) {
        Set<SpamReason> reasons = EnumSet.noneOf(SpamReason.class);
        ofCopies(copies, reasons);
        ofAuthor(touchpoint, habits, reasons);
        if (touchpoint.kind() != Touchpoint.Kind.REPOST) {
            ofText(touchpoint, reasons); // whoever passes something on did not write it
        }
        return new Spam(score(reasons), reasons.stream().map(SpamReason::value).toList());
    }

    private static void ofCopies(DuplicateFinder.Known copies, Set<SpamReason> reasons) {
        if (copies.authors() >= 10) {
            reasons.add(SpamReason.MANY_AUTHORS_SAME_TEXT);
        } else if (copies.authors() >= 3) {
            reasons.add(SpamReason.SOME_AUTHORS_SAME_TEXT);
        }
        if (copies.authors() == 1 && copies.touchpoints() >= 3) {
            reasons.add(SpamReason.REPEATS_ITSELF);
        }
    }

    private static void ofAuthor(Touchpoint touchpoint, AuthorActivity.Habits habits, Set<SpamReason> reasons) {
        if (touchpoint.author().flatMap(Author::bot).orElse(false)) {
            reasons.add(SpamReason.BOT_ACCOUNT);
        }
        if (isPublication(touchpoint)) {
            return;
        }
        boolean young = touchpoint
                .author()
                .flatMap(Author::accountCreatedAt)
                .filter(created -> created.plus(YOUNG).isAfter(touchpoint.timestamp()))
                .isPresent();
        if (young && habits.lastHour() >= 10) {
            reasons.add(SpamReason.YOUNG_ACCOUNT_HIGH_RATE);
        } else if (habits.lastHour() >= 30) {
            reasons.add(SpamReason.HIGH_RATE);
        }
        if (habits.remembered() >= 5 && habits.toOneDomain() >= 0.9 * habits.remembered()) {
            reasons.add(SpamReason.LINK_FARM);
        }
    }

    private static void ofText(Touchpoint touchpoint, Set<SpamReason> reasons) {
        if (touchpoint.links().size() >= 3 && !isPublication(touchpoint)) {
            reasons.add(SpamReason.MANY_LINKS);
        }
        if (touchpoint.hashtags().size() >= 6) {
            reasons.add(SpamReason.MANY_HASHTAGS);
        }
        if (touchpoint.mentions().size() >= 6) {
            reasons.add(SpamReason.MANY_MENTIONS);
        }
        if (touchpoint.text().filter(SpamJudge::isShouted).isPresent()) {
            reasons.add(SpamReason.ALL_CAPS);
        }
    }

    /** Feeds and newsletters publish by machine, in batches, with links to themselves: that is their way. */
    private static boolean isPublication(Touchpoint touchpoint) {
        return touchpoint.kind() == Touchpoint.Kind.ARTICLE || touchpoint.kind() == Touchpoint.Kind.MESSAGE;
    }

    private static boolean isShouted(String text) {
        int capitals = 0;
        int small = 0;
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            capitals += Character.isUpperCase(character) ? 1 : 0;
            small += Character.isLowerCase(character) ? 1 : 0;
        }
        return capitals + small >= 20 && capitals >= 0.9 * (capitals + small);
    }

    private static double score(Collection<SpamReason> reasons) {
        double innocent = 1;
        for (SpamReason reason : reasons) {
            innocent *= 1 - reason.weight();
        }
        // two digits: more would look like knowledge
        return Math.round((1 - innocent) * 100) / 100.0;
    }

    /** The domains that a touchpoint leads to. */
    static Set<String> domains(List<Link> links) {
        return links.isEmpty()
                ? Set.of()
                : links.stream().flatMap(link -> link.domain().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
