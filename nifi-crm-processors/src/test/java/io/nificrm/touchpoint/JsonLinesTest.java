package io.nificrm.touchpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final String LINE = """
            {"id":"mastodon:1","type":"mention","@timestamp":"2026-11-22T10:00:00Z","platform":"mastodon","kind":"post"}""";

    @Test
    void aTouchpointIsOneObjectALineWithTheNamesOfTheContract() throws IOException {
        Touchpoint touchpoint = Touchpoints.full();

        String line = write(touchpoint);

        assertThat(line).endsWith("}\n").doesNotContain("\n{");
        assertThat(line)
                .contains("\"@timestamp\":\"2026-11-20T08:15:30.250Z\"")
                .contains("\"type\":\"mention\"")
                .contains("\"kind\":\"reply\"")
                .contains("\"in_reply_to\":\"mastodon:https://community.example/1\"")
                .contains("\"key_messages\":[\"slow-roasted\"]")
                .contains("\"account_created_at\":\"2020-01-02T00:00:00Z\"")
                .contains("\"sentiment\":{\"label\":\"negative\",\"score\":-0.5,\"confidence\":0.75}")
                .contains("\"bounce\":{\"type\":\"hard\",\"code\":\"5.1.1\"}")
                .contains("\"due_at\":\"2026-11-20T09:15:30Z\"");
    }

    @Test
    void whatIsUnknownIsNotWritten() throws IOException {
        Touchpoint touchpoint = touchpoints(LINE).getFirst();

        assertThat(write(touchpoint)).isEqualTo(LINE + "\n");
    }

    @Test
    void emptyStringsAndNullsAreReadAsUnknown() throws IOException {
        String line =
                LINE.replace("}", ",\"text\":\"  \",\"lang\":null,\"hashtags\":null,\"reach\":null,\"author\":null}");

        Touchpoint touchpoint = touchpoints(line).getFirst();

        assertThat(touchpoint.text()).isEmpty();
        assertThat(touchpoint.lang()).isEmpty();
        assertThat(touchpoint.hashtags()).isEmpty();
        assertThat(touchpoint.reach()).isEmpty();
        assertThat(touchpoint.author()).isEmpty();
    }

    @Test
    void everythingSurvivesARoundTrip() throws IOException {
        assertThat(touchpoints(write(Touchpoints.full()))).containsExactly(Touchpoints.full());
    }

    @Test
    void fieldsOfALaterVersionOrOfTheOperatorAreCarriedThrough() throws IOException {
        String line = LINE.replace("}", ",\"shop\":{\"order\":[1,2.5,null,\"x\"]}}");

        assertThat(write(touchpoints(line).getFirst())).isEqualTo(line + "\n");
    }

    @Test
    void aBadLineLeavesWithReasonAndBytesAndItsNeighboursGoOn() throws IOException {
        List<Line<Touchpoint>> lines = read(LINE + "\nnot json\n" + LINE + "\n", Limits.DEFAULT);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isInstanceOf(Line.Valid.class);
        assertThat(lines.get(2)).isInstanceOf(Line.Valid.class);
        Line.Invalid<Touchpoint> bad = (Line.Invalid<Touchpoint>) lines.get(1);
        assertThat(bad.number()).isEqualTo(2);
        assertThat(bad.bytes()).asString(UTF_8).isEqualTo("not json");
        assertThat(bad.reason()).startsWith("not JSON, column");
    }

    @Test
    void theReasonNamesTheField() throws IOException {
        assertThat(reason(LINE.replace("\"post\"", "\"telepathy\"")))
                .contains("kind")
                .contains("telepathy");
        assertThat(reason(LINE.replace("2026-11-22T10:00:00Z", "yesterday"))).contains("@timestamp");
        assertThat(reason(LINE.replace("\"id\":\"mastodon:1\",", ""))).contains("field 'id' is missing");
        assertThat(reason(LINE.replace("}", ",\"reach\":\"many\"}"))).contains("reach");
        assertThat(reason(LINE.replace("}", ",\"sentiment\":{\"label\":\"so so\"}}")))
                .contains("sentiment.label");
        assertThat(reason(LINE.replace("\"post\"", "\"bounced\""))).contains("does not belong to type 'mention'");
    }

    @Test
    void aReasonNeverQuotesTheText() throws IOException {
        assertThat(reason("{\"text\":\"my secret\" oops")).doesNotContain("secret");
    }

    @Test
    void limitsHold() throws IOException {
        Limits tight = new Limits(400, 5, 50);

        assertThat(reason(LINE.replace("}", ",\"text\":\"" + "x".repeat(60) + "\"}"), tight))
                .contains("50");
        assertThat(reason(LINE.replace("}", ",\"x\":" + "[".repeat(9) + "]".repeat(9) + "}"), tight))
                .contains("5");
        List<Line<Touchpoint>> lines = read("x".repeat(1000) + "\n" + LINE, tight);
        Line.Invalid<Touchpoint> tooLong = (Line.Invalid<Touchpoint>) lines.getFirst();
        assertThat(tooLong.truncated()).isTrue();
        assertThat(tooLong.bytes()).hasSize(400);
        assertThat(tooLong.reason()).contains("longer than 400 bytes");
        assertThat(lines.get(1)).isInstanceOf(Line.Valid.class);
    }

    @Test
    void byteOrderMarkCarriageReturnsBlankLinesAndAMissingLastLineEndAreFine() throws IOException {
        assertThat(touchpoints("\uFEFF" + LINE + "\r\n\r\n  \n" + LINE)).hasSize(2);
    }

    @Test
    void twoValuesOnALineAreOneBadLine() throws IOException {
        assertThat(read(LINE + LINE, Limits.DEFAULT)).singleElement().isInstanceOf(Line.Invalid.class);
    }

    @Test
    void halfAnEmojiIsReplacedNotFatal() throws IOException {
        Touchpoint cut = TouchpointBuilder.builder(touchpoints(LINE).getFirst())
                .text("nice \uD83D")
                .build();

        assertThat(touchpoints(write(cut)).getFirst().text()).hasValue("nice \uFFFD");
    }

    @Test
    void linesSpanReadsOfAnySize() throws IOException {
        byte[] bytes = (LINE + "\n" + LINE + "\n").getBytes(UTF_8);
        for (int cut = 0; cut < bytes.length; cut++) {
            var in = new SequenceInputStream(
                    new ByteArrayInputStream(bytes, 0, cut), new ByteArrayInputStream(bytes, cut, bytes.length - cut));
            assertThat(drain(JsonLinesReader.touchpoints(in, Limits.DEFAULT))).hasSize(2);
        }
    }

    @Test
    void anIdTooLongForElasticsearchIsHashedTheSameWayEachTime() {
        String uri = "https://example.social/" + "é".repeat(300);

        assertThat(TouchpointId.of("mastodon", uri))
                .isEqualTo(TouchpointId.of("mastodon", uri))
                .startsWith("mastodon:sha256-")
                .hasSizeLessThan(100);
        assertThat(TouchpointId.of("reddit", "t1_abc")).isEqualTo("reddit:t1_abc");
        assertThatThrownBy(() -> TouchpointId.of("reddit", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeadLetterKeepsTheOriginalBytesWhateverTheyAre() throws IOException {
        byte[] garbage = {(byte) 0xFF, 0, 'a', (byte) 0xC3};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLinesWriter<DeadLetter> writer = JsonLinesWriter.deadLetters(out);
        for (byte[] original : List.of(garbage, "plain".getBytes(UTF_8))) {
            writer.write(DeadLetter.of(
                    "stage",
                    "because",
                    Optional.of("mime"),
                    original,
                    false,
                    Map.of("filename", "a.eml"),
                    Instant.EPOCH));
        }
        writer.flush();

        var reader = JsonLinesReader.deadLetters(new ByteArrayInputStream(out.toByteArray()), Limits.DEFAULT);
        List<DeadLetter> letters = new ArrayList<>();
        for (Line<DeadLetter> line : drain(reader)) {
            letters.add(((Line.Valid<DeadLetter>) line).value());
        }
        assertThat(letters.get(0).original()).isEqualTo(garbage);
        assertThat(letters.get(1).payload()).hasValue("plain");
        assertThat(letters.get(0).id()).isNotEqualTo(letters.get(1).id());
        assertThat(letters.get(0).attributes()).containsEntry("filename", "a.eml");
    }

    static List<Line<Touchpoint>> read(String text, Limits limits) throws IOException {
        return drain(JsonLinesReader.touchpoints(new ByteArrayInputStream(text.getBytes(UTF_8)), limits));
    }

    static <T> List<Line<T>> drain(JsonLinesReader<T> reader) throws IOException {
        List<Line<T>> lines = new ArrayList<>();
        for (Optional<Line<T>> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    static List<Touchpoint> touchpoints(String text) throws IOException {
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (Line<Touchpoint> line : read(text, Limits.DEFAULT)) {
            assertThat(line).isInstanceOf(Line.Valid.class);
            touchpoints.add(((Line.Valid<Touchpoint>) line).value());
        }
        return touchpoints;
    }

    static String write(Touchpoint touchpoint) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(out);
        writer.write(touchpoint);
        writer.flush();
        return out.toString(UTF_8);
    }

    private static String reason(String line) throws IOException {
        return reason(line, Limits.DEFAULT);
    }

    private static String reason(String line, Limits limits) throws IOException {
        return ((Line.Invalid<Touchpoint>) read(line, limits).getFirst()).reason();
    }
}
