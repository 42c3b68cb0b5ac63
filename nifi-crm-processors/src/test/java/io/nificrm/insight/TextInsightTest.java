package io.nificrm.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Sentiment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextInsightTest {
    private static final TextInsight INSIGHT = TextInsight.builtIn();
    private final TextAnalyzer analyzer = INSIGHT.analyzer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | positive | I absolutely love this coffee, best morning ever!
            en | negative | Terrible service, my parcel arrived broken and nobody answers. Never again.
            en | neutral  | The shop in Leeds opens at nine on Monday.
            de | positive | Das ist einfach wunderbar, vielen Dank für die schnelle Hilfe! :)
            de | negative | So ein schlechter Service, ich bin total enttäuscht und traurig
            es | positive | Me encanta este café, es el mejor que he probado, muchas gracias
            fr | negative | C'est vraiment nul, le service est horrible et je suis très déçu
            it | positive | Che bella giornata, grazie mille a tutti, siete fantastici!
            pt | positive | Que coisa linda, amei muito esse episódio, obrigada!
            ar | positive | شكرا جزيلا هذا رائع جدا وأنا سعيد
            """)
    void tellsLanguageAndSentiment(String language, String sentiment, String text) {
        Insight insight = analyzer.analyze(text);

        assertThat(insight.language()).map(DetectedLanguage::tag).contains(language);
        assertThat(insight.sentiment()).map(found -> found.label().value()).contains(sentiment);
        assertThat(insight.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anger   | I am so furious with you, this makes me angry and mad
            joy     | So happy and cheerful today, what a joyful celebration with lovely friends
            sadness | Feeling so depressed and lonely tonight, I just want to cry
            """)
    void tellsEmotionInEnglish(String emotion, String text) {
        assertThat(analyzer.analyze(text).emotion()).map(Emotion::label).contains(emotion);
    }

    @Test
    void saysThatATextIsEmpty() {
        assertThat(analyzer.analyze("  \n ").unknown()).contains(Unknown.EMPTY);
        assertThat(analyzer.analyze("", "en").unknown()).contains(Unknown.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a", "@anna @ben", "12 345 !!!", "@anna http://example.org/x ..."})
    void saysThatLinksHandlesAndNumbersSayNothing(String text) {
        assertThat(analyzer.analyze(text).unknown()).contains(Unknown.NOTHING_SAID);
        assertThat(analyzer.analyze(text, "en").unknown()).contains(Unknown.NOTHING_SAID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ja | これはとても良いコーヒーです
            el | Αυτός ο καφές είναι υπέροχος
            he | הקפה הזה נהדר
            ko | 이 커피는 정말 맛있어요
            th | กาแฟนี้อร่อยมาก
            zh | 这杯咖啡非常好喝
            """)
    void tellsOtherLanguagesByTheirScriptAndDoesNotJudgeThem(String language, String text) {
        Insight insight = analyzer.analyze(text);

        assertThat(insight.language()).map(DetectedLanguage::tag).contains(language);
        assertThat(insight.sentiment()).isEmpty();
        assertThat(insight.unknown()).contains(Unknown.LANGUAGE_UNSUPPORTED);
    }

    @Test
    void takesATextForTheLanguageItIsSaidToBe() {
        Insight insight = analyzer.analyze("super", "de-AT");

        assertThat(insight.language()).contains(new DetectedLanguage("de", 1f));
        assertThat(insight.sentiment()).isPresent();
    }

    @Test
    void doesNotJudgeALanguageThatItHasNotLearned() {
        assertThat(analyzer.analyze("Ik vind dit echt heel mooi", "nl").unknown())
                .contains(Unknown.LANGUAGE_UNSUPPORTED);
    }

    @Test
    void staysSilentWhereItIsLessSureThanAsked() {
        TextAnalyzer strict = INSIGHT.with(new InsightSettings(0.5f, 0.5f, List.of(), 0.999f, 0.999f, 1f))
                .analyzer();

        Insight insight = strict.analyze("The new cups are here, I suppose they are fine");

        assertThat(insight.sentiment()).isEmpty();
        assertThat(insight.emotion()).isEmpty();
        assertThat(insight.unknown()).contains(Unknown.UNSURE);
    }

    @Test
    void readsTheBeginningOfAVeryLongText() {
        String text = "This is wonderful and I love it. ".repeat(20_000);

        assertThat(analyzer.analyze(text).sentiment()).map(Sentiment::label).contains(Sentiment.Label.POSITIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            positive | 😍😍
            positive | ❤️ :)
            negative | 😡
            """)
    void readsEmojiAloneWhateverTheLanguage(String sentiment, String text) {
        Insight insight = analyzer.analyze(text);

        assertThat(insight.language()).isEmpty();
        assertThat(insight.sentiment()).map(found -> found.label().value()).contains(sentiment);
    }

    @Test
    void judgesATextInItsLikeliestLanguageWithTheDoubtInTheConfidence() {
        TextAnalyzer certain = INSIGHT.with(settings(0f, 0f)).analyzer();
        TextAnalyzer doubtful = INSIGHT.with(settings(1f, 0f)).analyzer();
        TextAnalyzer strict = INSIGHT.with(settings(1f, 1f)).analyzer();

        Insight known = certain.analyze("haha brilliant");
        Insight likely = doubtful.analyze("haha brilliant");

        assertThat(likely.language()).isEmpty();
        assertThat(likely.judgedAs()).isEqualTo(known.language());
        assertThat(likely.sentiment()).isPresent();
        assertThat(confidence(likely)).isLessThan(confidence(known)).isGreaterThan(1 / 3.0);
        assertThat(strict.analyze("haha brilliant").unknown()).contains(Unknown.LANGUAGE_UNKNOWN);
    }

    @Test
    void takesAShortTextForAnExpectedLanguageAndALongOneForWhatItIs() {
        InsightSettings defaults = InsightSettings.DEFAULT;
        TextAnalyzer german = INSIGHT.with(new InsightSettings(
                        defaults.languageThreshold(), defaults.likelyLanguageThreshold(), List.of("de"), 0f, 0f, 1f))
                .analyzer();

        double asItStands = languageConfidence(analyzer.analyze("super"), "de");
        assertThat(languageConfidence(german.analyze("super"), "de")).isGreaterThan(asItStands);
        assertThat(german.analyze("I absolutely love the new blend, best cup ever")
                        .language())
                .map(DetectedLanguage::tag)
                .contains("en");
    }

    private static InsightSettings settings(float language, float likely) {
        return new InsightSettings(language, likely, List.of(), 0f, 0f, 1f);
    }

    private static double confidence(Insight insight) {
        return insight.sentiment().orElseThrow().confidence().orElseThrow();
    }

    private static double languageConfidence(Insight insight, String tag) {
        return insight.language()
                .filter(found -> found.tag().equals(tag))
                .map(DetectedLanguage::confidence)
                .orElse(0f);
    }
}
