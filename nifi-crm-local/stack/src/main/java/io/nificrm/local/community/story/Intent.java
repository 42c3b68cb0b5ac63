package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import java.util.List;

/** Why somebody speaks. Each intent knows the shape in the grammar and how people feel when they speak so. */
enum Intent {
    COMPLAINT("complaint", "problem", Mood.NEGATIVE, 27, "complaint"),
    QUESTION("question", "question", Mood.NEUTRAL, 15, "question"),
    IDEA("idea", "idea", Mood.NEUTRAL, 9, "idea"),
    PRAISE("praise", "praise", Mood.POSITIVE, 24, "praise"),
    PURCHASE("purchase.post", "", Mood.POSITIVE, 7, "purchase"),
    CHURN("churn_risk", "problem", Mood.NEGATIVE, 4, "churn_risk"),
    RECOMMENDATION("recommendation", "praise", Mood.POSITIVE, 7, "recommendation"),
    COMPARISON("comparison", "", Mood.NEUTRAL, 7, "");

    private final String shape;
    private final String slot;
    private final Mood mood;
    private final double frequency;
    private final String id;

    Intent(String shape, String slot, Mood mood, double frequency, String id) {
        this.shape = shape;
        this.slot = slot;
        this.mood = mood;
        this.frequency = frequency;
        this.id = id;
    }

    /** The symbol of the grammar that starts such an utterance. */
    String shape() {
        return shape;
    }

    /** What a topic must offer in the grammar for this intent, or empty where any topic or none will do. */
    String slot() {
        return slot;
    }

    Mood mood() {
        return mood;
    }

    double frequency() {
        return frequency;
    }

    /** Ids of the listening profile, none where it knows no such intent. */
    List<String> ids() {
        return id.isEmpty() ? List.of() : List.of(id);
    }
}
