package io.nificrm.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people really write. What is still judged wrongly stands here too, so that an improvement is noticed. */
class LanguageHabitsTest {
    private static final TextInsight INSIGHT = TextInsight.builtIn();
    private final TextAnalyzer analyzer = INSIGHT.analyzer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            negation      | negative | The coffee is not good
            negation      | negative | I don't like the new cups at all
            negation      | negative | Not happy with this service
            negation      | positive | Not bad at all, I love it
            emoji         | positive | my order is here 😍😍
            emoji         | negative | my order is here 😡😡
            emoji         | positive | the new cups ❤️
            emoticon      | positive | new cups today :)
            emoticon      | negative | no cups today :(
            elongation    | positive | this is soooooo gooooood
            elongation    | negative | noooo, not again
            hashtag       | positive | back at the office #bestdayever
            hashtag       | negative | back at the office #worstDayEver
            hashtag       | negative | still no answer #epicfail #disappointed
            shouting      | negative | WORST SERVICE EVER
            entities      | positive | I &lt;3 this place &amp; everyone in it
            lettering     | positive | 𝐈 𝐥𝐨𝐯𝐞 𝐭𝐡𝐢𝐬 𝐩𝐥𝐚𝐜𝐞, best coffee
            sarcasm       | negative | Yeah right, because waiting three weeks is totally acceptable, worst company ever
            sarcasm       | negative | Oh wonderful, my flight is delayed again. Just what I needed
            """)
    void understands(String habit, String sentiment, String text) {
        assertThat(sentiment(text)).as(habit).isEqualTo(sentiment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hi | bhai yeh coffee bahut mast hai, totally loved it
            hi | yaar aaj delivery phir se late ho gayi, what is this
            es | me encanta este lugar, the best coffee de la ciudad
            de | das neue Update ist echt nice geworden
            """)
    void findsTheMainLanguageOfMixedText(String language, String text) {
        assertThat(analyzer.analyze(text).language()).map(DetectedLanguage::tag).contains(language);
    }

    /** Wrong today: what is asserted is what the model says, in the comment what people mean. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sarcasm, meant negative                   | positive | Great, another update that deletes all my settings. Thanks a lot!
            sarcasm, meant negative                   | positive | I just love being on hold for two hours
            elongation of a vowel, meant negative     | positive | I haaaaate waiting
            understatement, meant positive            | negative | could not be worse, said nobody who ever had this cake
            """)
    void knownLimits(String habit, String judgedToday, String text) {
        assertThat(sentiment(text)).as(habit).isEqualTo(judgedToday);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nl | Waar blijft mijn bestelling? Dit duurt me veel te lang
            sv | Kaffet var gott men personalen var otrevlig
            no | Hvor er pakken min? Jeg har ventet lenge
            pl | Kawa była pyszna ale obsługa fatalna
            tr | kahve çok güzeldi ama hizmet berbattı
            id | Kopinya enak tapi pelayanannya jelek
            hu | A kávé finom volt de a kiszolgálás rossz
            vi | Cà phê ngon nhưng phục vụ rất tệ
            ro | Cafeaua a fost bună dar servirea groaznică
            fa | قهوه خیلی خوب بود ولی سرویس بد
            ur | کافی بہت اچھی تھی لیکن سروس خراب تھی
            ru | Кофе был вкусный, но обслуживание ужасное
            """)
    void doesNotTakeAnUnknownLanguageForAKnownOne(String language, String text) {
        assertThat(analyzer.analyze(text).language()).as(language).isEmpty();
        assertThat(analyzer.analyze(text).unknown()).contains(Unknown.LANGUAGE_UNKNOWN);
    }

    /** Short, mostly without accents, in 29 languages that the model does not know: some must deceive it, most must not. */
    @Test
    void refusesMostShortPostsInUnknownLanguages() throws Exception {
        List<String> posts = Files.readAllLines(
                Path.of(Objects.requireNonNull(LanguageHabitsTest.class.getResource("language-unknown.tsv"))
                        .toURI()));

        long told = posts.stream()
                .map(this::analyzed)
                .filter(found -> found.language().isPresent())
                .count();
        long judged = posts.stream()
                .map(this::analyzed)
                .filter(found -> found.sentiment().isPresent())
                .count();

        assertThat(posts).hasSize(68);
        assertThat(told).isLessThanOrEqualTo(15);
        assertThat(judged).isLessThanOrEqualTo(24);
    }

    private Insight analyzed(String line) {
        return analyzer.analyze(line.substring(line.indexOf('\t') + 1));
    }

    @Test
    void keepsScoresInRangeHoweverLongTheText() {
        double once = score("This is good.");
        double often = score("This is good. ".repeat(50));

        assertThat(often).isBetween(-1.0, 1.0);
        assertThat(once).isBetween(-1.0, 1.0);
    }

    private String sentiment(String text) {
        return analyzer.analyze(text, "en").sentiment().orElseThrow().label().value();
    }

    private double score(String text) {
        return analyzer.analyze(text, "en").sentiment().orElseThrow().score().orElseThrow();
    }
}
