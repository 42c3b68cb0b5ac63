package io.nificrm.insight;

import java.util.Arrays;
import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;

/** The properties behind {@link InsightSettings}: which languages are expected and how certain an answer must be. */
final class InsightProperties {
    static final PropertyDescriptor EXPECTED_LANGUAGES = new PropertyDescriptor.Builder()
            .name("Expected Languages")
            .description(
                    "Languages that most posts are in, as tags with commas between, the most frequent first, e.g. en,"
                            + " de. Each is taken for 20 times as probable as another language that the model knows, which decides"
                            + " where a post is too short to tell. Posts in other languages are recognised as soon as there"
                            + " are words enough, and those in languages that the model does not know are refused as before."
                            + " Leave empty where posts come from everywhere.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_EL_VALIDATOR)
            .build();

    static final PropertyDescriptor LANGUAGE_THRESHOLD = threshold(
            "Language Threshold",
            "Least confidence, 0 to 1, of a detected language; below it the language stays absent. Raise it if posts in"
                    + " languages that the model does not know are taken for one it knows.",
            InsightSettings.DEFAULT.languageThreshold());

    static final PropertyDescriptor LIKELY_LANGUAGE_THRESHOLD = threshold(
            "Likely Language Threshold",
            "A post whose language is less certain than Language Threshold is still judged, in the likeliest language,"
                    + " if that has at least this confidence, 0 to 1. The language stays absent, and the confidence of"
                    + " what is found out is lowered by that doubt. Most such posts have two to four words. Set it to 1 to"
                    + " judge only posts whose language is certain.",
            InsightSettings.DEFAULT.likelyLanguageThreshold());

    static final PropertyDescriptor SENTIMENT_THRESHOLD = threshold(
            "Sentiment Threshold",
            "Least confidence, 0 to 1, of a sentiment; below it the sentiment stays absent. At 0 every post gets its"
                    + " most probable one, at 0.6 about two in three posts get one and three in four of those are right.",
            InsightSettings.DEFAULT.sentimentThreshold());

    static final PropertyDescriptor EMOTION_THRESHOLD = threshold(
            "Emotion Threshold",
            "Least confidence, 0 to 1, of an emotion; below it the emotion stays absent. At 0.6 two in three emotional"
                    + " posts keep theirs, and nine in ten of those are right.",
            InsightSettings.DEFAULT.emotionThreshold());

    static final PropertyDescriptor NEUTRAL_THRESHOLD = threshold(
            "Matter-of-Fact Threshold",
            "A post that the model finds neutral with at least this confidence, 0 to 1, is matter-of-fact and gets no"
                    + " emotion. At 0.55 this spares 45 % of the neutral posts and costs 1 % of the emotional"
                    + " ones. Lower it, e.g. to 0.45, where emotions on boards look invented; 1 gives every post an"
                    + " emotion.",
            InsightSettings.DEFAULT.neutralThreshold());

    static final List<PropertyDescriptor> ALL = List.of(
            EXPECTED_LANGUAGES,
            LANGUAGE_THRESHOLD,
            LIKELY_LANGUAGE_THRESHOLD,
            SENTIMENT_THRESHOLD,
            EMOTION_THRESHOLD,
            NEUTRAL_THRESHOLD);

    private InsightProperties() {}

    static InsightSettings settings(PropertyContext context) {
        return new InsightSettings(
                probability(context, LANGUAGE_THRESHOLD),
                probability(context, LIKELY_LANGUAGE_THRESHOLD),
                tags(context.getProperty(EXPECTED_LANGUAGES)
                        .evaluateAttributeExpressions()
                        .getValue()),
                probability(context, SENTIMENT_THRESHOLD),
                probability(context, EMOTION_THRESHOLD),
                probability(context, NEUTRAL_THRESHOLD));
    }

    private static float probability(PropertyContext context, PropertyDescriptor property) {
        return Float.parseFloat(
                context.getProperty(property).evaluateAttributeExpressions().getValue());
    }

    /** The tags of a list with commas between; none where the property has no value. */
    static List<String> tags(String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Arrays.stream(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    private static PropertyDescriptor threshold(String name, String description, float defaultValue) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .defaultValue(Float.toString(defaultValue))
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(Probability.VALIDATOR)
                .build();
    }
}
