package io.nificrm.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.flowfile.CrmAttributes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagSentimentTest {
    private final TestRunner runner = TestRunners.newTestRunner(new TagSentiment());

    @Test
    void addsLanguageSentimentAndEmotion() {
        String tagged = tag(post(
                "1", "\"text\":\"I am so angry! My parcel arrived broken and nobody answers, worst service ever.\""));

        assertThat(tagged)
                .contains("\"lang\":\"en\"")
                .contains("\"sentiment\":{\"label\":\"negative\",\"score\":-0.")
                .contains("\"emotion\":{\"label\":\"anger\",\"confidence\":0.");
    }

    @Test
    void judgesTitleAndTextTogether() {
        String tagged = tag(post("1", "\"title\":\"Terrible experience, so disappointed\",\"text\":\"Three weeks.\""));

        assertThat(tagged).contains("\"label\":\"negative\"");
    }

    @Test
    void keepsTheOrderAndSendsBadLinesToInvalid() {
        runner.enqueue(post("1", "\"text\":\"I love it\"") + "{broken\n" + post("2", "\"text\":\"I hate it\""));
        runner.run();

        MockFlowFile success =
                runner.getFlowFilesForRelationship(TagSentiment.SUCCESS).getFirst();
        success.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        assertThat(success.getContent().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"t:1\"", "positive"),
                        second -> assertThat(second).contains("\"t:2\"", "negative"));
        runner.getFlowFilesForRelationship(TagSentiment.INVALID)
                .getFirst()
                .assertAttributeEquals(CrmAttributes.ITEM_COUNT, "1");
    }

    @Test
    void addsNothingWhereNothingIsSaid() {
        assertThat(tag(post("1", "\"text\":\"https://example.org @anna\"")))
                .doesNotContain("lang", "sentiment", "emotion");
        assertThat(tag(post("2", "\"url\":\"https://example.org\""))).doesNotContain("lang", "sentiment", "emotion");
    }

    @Test
    void keepsWhatIsThere() {
        String tagged = tag(post(
                "1",
                "\"lang\":\"en-GB\",\"sentiment\":{\"label\":\"neutral\"},\"emotion\":{\"label\":\"awe\"},"
                        + "\"text\":\"I hate this so much, I am furious\""));

        assertThat(tagged)
                .contains(
                        "\"lang\":\"en-GB\"",
                        "\"sentiment\":{\"label\":\"neutral\"}",
                        "\"emotion\":{\"label\":\"awe\"}");
    }

    @Test
    void replacesWhatIsThereWhenToldSo() {
        runner.setProperty(TagSentiment.EXISTING_TAGS, ExistingTags.REPLACE);

        String tagged = tag(
                post(
                        "1",
                        "\"sentiment\":{\"label\":\"neutral\"},\"emotion\":{\"label\":\"awe\"},\"text\":\"I hate this so much, I am furious\""));

        assertThat(tagged)
                .contains("\"label\":\"negative\"", "\"label\":\"anger\"")
                .doesNotContain("neutral", "awe");
    }

    @Test
    void believesTheSourceAboutTheLanguage() {
        String german = post(
                "1", "\"lang\":\"en\",\"text\":\"Das ist wirklich ein sehr schlechter Service, ich bin enttäuscht\"");

        assertThat(tag(german)).contains("\"lang\":\"en\"");
    }

    @Test
    void replacesAWrongLanguageWhenCertain() {
        runner.setProperty(TagSentiment.LANGUAGE_TRUST, LanguageTrust.CHECK);

        assertThat(
                        tag(
                                post(
                                        "1",
                                        "\"lang\":\"en\",\"text\":\"Das ist wirklich ein sehr schlechter Service, ich bin enttäuscht\"")))
                .contains("\"lang\":\"de\"", "\"label\":\"negative\"");
        assertThat(tag(post("2", "\"lang\":\"nl\",\"text\":\"ok\""))).contains("\"lang\":\"nl\"");
    }

    @Test
    void dropsAnUndetectableLanguageWhenAlwaysDetecting() {
        runner.setProperty(TagSentiment.LANGUAGE_TRUST, LanguageTrust.DETECT);

        assertThat(tag(post("1", "\"lang\":\"en\",\"text\":\"Kaffet var gott men personalen var otrevlig\"")))
                .doesNotContain("\"lang\"", "sentiment");
    }

    @Test
    void judgesOnlyTheWantedLanguages() {
        runner.setProperty(TagSentiment.LANGUAGES, "de, fr");

        assertThat(tag(post("1", "\"text\":\"I love this so much, thank you\"")))
                .contains("\"lang\":\"en\"")
                .doesNotContain("sentiment", "emotion");
    }

    @Test
    void refusesWhatIsNoLanguageAndNoProbability() {
        runner.setProperty(TagSentiment.LANGUAGES, "english");
        runner.assertNotValid();
        runner.setProperty(TagSentiment.LANGUAGES, "en");
        runner.assertValid();
        runner.setProperty(InsightProperties.SENTIMENT_THRESHOLD, "60");
        runner.assertNotValid();
        runner.setProperty(InsightProperties.SENTIMENT_THRESHOLD, "much");
        runner.assertNotValid();
    }

    @Test
    void asksTheGivenClassifierInsteadOfTheModel() throws InitializationException {
        contrarian();

        assertThat(tag(post("1", "\"text\":\"I love this so much, thank you\"")))
                .contains("\"sentiment\":{\"label\":\"negative\",\"score\":-0.5,\"confidence\":0.75}");
    }

    @Test
    void asksTheClassifierForManyPostsAtOnceAndOnlyWhereItIsNeeded() throws InitializationException {
        Contrarian contrarian = contrarian();
        StringBuilder posts = new StringBuilder();
        for (int number = 0; number < 100; number++) {
            posts.append(post(Integer.toString(number), "\"text\":\"I love this so much, thank you\""));
        }
        posts.append(post("link", "\"text\":\"https://example.org\""));
        posts.append(post("judged", "\"sentiment\":{\"label\":\"neutral\"},\"text\":\"I love it\""));

        String tagged = tag(posts.toString());

        assertThat(contrarian.batches).containsExactly(64, 36);
        assertThat(tagged.lines().filter(line -> line.contains("negative"))).hasSize(100);
        assertThat(tagged.lines().filter(line -> line.contains("\"t:judged\"")))
                .singleElement()
                .asString()
                .contains("neutral");
    }

    @Test
    void keepsTheFlowFileWhileTheClassifierFailsAndTagsItAfterwards() throws InitializationException {
        Contrarian contrarian = contrarian();
        contrarian.down = true;
        runner.enqueue(post("1", "\"text\":\"I love this\"") + "{broken\n" + post("2", "\"text\":\"I hate it\""));

        runner.run(1, false);

        runner.assertQueueNotEmpty();
        runner.assertPenalizeCount(1);
        runner.assertTransferCount(TagSentiment.SUCCESS, 0);
        runner.assertTransferCount(TagSentiment.INVALID, 0);
        assertThat(runner.getLogger().getErrorMessages())
                .singleElement()
                .extracting(message -> message.getMsg())
                .asString()
                .contains("waits until its classifier answers again", "out of memory; lower its threads");

        contrarian.down = false;
        runner.run(1, true, false);

        runner.assertQueueEmpty();
        runner.getFlowFilesForRelationship(TagSentiment.SUCCESS)
                .getFirst()
                .assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        runner.assertTransferCount(TagSentiment.INVALID, 1);
    }

    @Test
    void givesMatterOfFactPostsNoEmotion() {
        String opening = post("1", "\"text\":\"The shop on Main Street opens at nine on Monday\"");

        assertThat(tag(opening)).contains("\"label\":\"neutral\"").doesNotContain("emotion");

        runner.setProperty(InsightProperties.NEUTRAL_THRESHOLD, "1");
        assertThat(tag(opening)).contains("\"emotion\"");
    }

    @Test
    void verifiesTheModel() {
        assertThat(verify()).allSatisfy(result -> {
            assertThat(result.getOutcome()).isEqualTo(ConfigVerificationResult.Outcome.SUCCESSFUL);
            assertThat(result.getExplanation()).contains("for positive");
        });
    }

    @Test
    void saysWhyAModelFileCannotBeUsed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("not.model"), "this is no model at all");
        runner.setProperty(TagSentiment.MODEL_FILE, file.toString());

        assertThat(verify()).allSatisfy(result -> {
            assertThat(result.getOutcome()).isEqualTo(ConfigVerificationResult.Outcome.FAILED);
            assertThat(result.getExplanation()).contains("not.model", "not a model of nifi-crm");
        });
    }

    private Contrarian contrarian() throws InitializationException {
        Contrarian contrarian = new Contrarian();
        runner.addControllerService("contrarian", contrarian);
        runner.enableControllerService(contrarian);
        runner.setProperty(TagSentiment.SENTIMENT_CLASSIFIER, "contrarian");
        return contrarian;
    }

    private List<ConfigVerificationResult> verify() {
        TagSentiment processor = (TagSentiment) runner.getProcessor();
        return processor.verify(runner.getProcessContext(), runner.getLogger(), Map.of());
    }

    private String tag(String line) {
        runner.clearTransferState();
        runner.enqueue(line);
        runner.run();
        runner.assertTransferCount(TagSentiment.INVALID, 0);
        return runner.getFlowFilesForRelationship(TagSentiment.SUCCESS)
                .getFirst()
                .getContent();
    }

    private static String post(String id, String fields) {
        return "{\"id\":\"t:" + id
                + "\",\"type\":\"mention\",\"@timestamp\":\"2026-11-22T09:00:00Z\",\"platform\":\"mastodon\","
                + "\"kind\":\"post\"," + fields + "}\n";
    }

    /** Finds everything bad, unless it is down. */
    private static final class Contrarian extends AbstractControllerService implements TextClassifier {
        private final List<Integer> batches = new ArrayList<>();
        private boolean down;

        @Override
        public List<String> labels() {
            return List.of("positive", "negative", "neutral");
        }

        @Override
        public List<Optional<Classification>> classify(List<String> texts) {
            if (down) {
                throw new ClassificationException("out of memory; lower its threads");
            }
            batches.add(texts.size());
            Map<String, Double> shares = Map.of("negative", 0.75, "neutral", 0d, "positive", 0.25);
            return texts.stream()
                    .map(text -> Optional.of(new Classification("negative", shares)))
                    .toList();
        }
    }
}
