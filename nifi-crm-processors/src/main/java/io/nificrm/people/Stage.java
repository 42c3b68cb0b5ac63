package io.nificrm.people;

import java.util.Locale;

/**
 * How near somebody is to us. The first rule that holds decides, in this order: at risk, advocate, engaged, aware,
 * stranger. "Recent" is the last 90 days; mood is the mean {@code sentiment.score}, −1 … 1.
 */
public enum Stage {
    /** A recent complaint that waits, a recent mail reported as spam, or a recent mood of −0.25 or lower over at least two touchpoints. */
    AT_RISK,
    /** Two touchpoints or more that praise us or repeat a key message, and a recent mood of 0.25 or higher. */
    ADVOCATE,
    /** Three things or more that they said or did themselves, or one that was answered. */
    ENGAGED,
    /** One touchpoint that names one of our brands, or a mail opened or clicked. */
    AWARE,
    /** Talks of our topics or of competitors, and not of us. */
    STRANGER;

    static final int RECENT_DAYS = 90;
    private static final double CLEAR_MOOD = 0.25;

    /** The value of {@code person.stage}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage that some facts make. */
    static Stage of(PersonFacts facts) {
        double mood = facts.recentMood().orElse(0);
        if (facts.recentComplaints() > 0 || (facts.recentTouchpoints() >= 2 && mood <= -CLEAR_MOOD)) {
            return AT_RISK;
        }
        if (facts.endorsements() >= 2 && mood >= CLEAR_MOOD) {
            return ADVOCATE;
        }
        if (facts.interactions() >= 3 || facts.answered() > 0) {
            return ENGAGED;
        }
        return facts.aboutUs() > 0 ? AWARE : STRANGER;
    }
}
