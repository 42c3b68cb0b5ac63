package io.nificrm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.local.community.Manifest;
import io.nificrm.local.community.duty.Told;
import io.nificrm.local.community.story.Facts;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each way in which people, ideas or alerts can be wrong is seen. */
class LearnedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final Manifest MANIFEST =
            new Manifest(AT, List.of(posted("x:1", "mia"), posted("x:2", "mia"), posted("x:3", "tom")), List.of());

    private final Map<String, Touchpoint> stored = new TreeMap<>();

    LearnedTest() throws IOException {
        for (String[] said :
                new String[][] {{"x:1", "mia@x.example"}, {"x:2", "mia@x.example"}, {"x:3", "tom@x.example"}}) {
            Touchpoint touchpoint = touchpoint(said[0], said[1]);
            stored.put(touchpoint.id(), touchpoint);
        }
    }

    @Test
    void whoSpokeIsOnePersonWithAllTheyPosted() throws Exception {
        assertThat(people(person("mia", 2), person("tom", 1)).isGood()).isTrue();
        assertThat(people(person("mia", 2), person("tom", 1)).accounts()).isEqualTo(2);

        assertThat(people(person("mia", 2)).wrong()).containsExactly("x:tom@x.example is 0 people");
        assertThat(people(person("mia", 2), person("mia", 2), person("tom", 1)).wrong())
                .containsExactly("x:mia@x.example is 2 people");
        assertThat(people(person("mia", 1), person("tom", 1)).wrong())
                .containsExactly("x:mia@x.example posted {x=2}; stored {x=1}");
        assertThat(people(person("mia", 2), person("tom", 1), person("nobody", 1))
                        .wrong())
                .containsExactly("x:nobody@x.example posted {}; stored {x=1}");
    }

    @Test
    void everyWishIsAVoiceOfOneIdea() throws Exception {
        assertThat(ideas(idea(2, 3, "x:1", "x:2", "x:3")).isGood()).isTrue();
        assertThat(ideas(idea(2, 3, "x:1", "x:2", "x:3")).mixed()).isZero();

        assertThat(ideas(idea(1, 2, "x:1", "x:2")).wrong()).containsExactly("x:3 is a voice of 0 ideas");
        assertThat(ideas(idea(2, 3, "x:1", "x:2", "x:3"), idea(1, 1, "x:3")).wrong())
                .containsExactly("x:3 is a voice of 2 ideas");
        assertThat(ideas(idea(3, 3, "x:1", "x:2", "x:3")).wrong())
                .singleElement()
                .asString()
                .contains("3 voices of 2 people; stored 3, 3");
        assertThat(ideas(idea(3, 4, "x:1", "x:2", "x:3", "x:4")).wrong())
                .singleElement()
                .asString()
                .startsWith("x:4 is no wish");
        assertThat(ideas(idea(1, 1, "x:1"), idea(1, 1, "x:2"), idea(1, 1, "x:3"))
                        .isGood())
                .as("wishes that nobody put together")
                .isFalse();
    }

    @Test
    void anIncidentIsToldOnceAndWhole() {
        assertThat(alerts(told(0, "late / delivery", "x:1", "x:2")).isGood()).isTrue();
        assertThat(alerts(told(0, "late / delivery", "x:1"), told(901, "late / delivery", "x:2"))
                        .isGood())
                .as("again after a quarter of an hour")
                .isTrue();

        assertThat(alerts().isGood()).isFalse();
        assertThat(alerts(told(0, "other", "x:1")).wrong()).containsExactly("of 'late / delivery' nobody was told");
        assertThat(alerts(told(0, "late / delivery", "x:1"), told(60, "late / delivery", "x:2"))
                        .wrong())
                .singleElement()
                .asString()
                .startsWith("'late / delivery' was told at");
        assertThat(alerts(told(0, "late / delivery", "x:1", "x:1")).wrong()).containsExactly("x:1 was told twice");
        assertThat(alerts(told(0, "late / delivery", "x:9")).wrong())
                .containsExactly("x:9 was told, and is in no queue");
    }

    private People people(JsonNode... people) {
        return People.of(MANIFEST, stored, List.of(people));
    }

    private Ideas ideas(JsonNode... ideas) {
        return Ideas.of(MANIFEST, stored, List.of(ideas));
    }

    private Alerts alerts(Told... messages) {
        return Alerts.of(MANIFEST, stored, List.of(messages));
    }

    private static Told told(long second, String group, String... mentions) {
        return new Told(
                "m" + second,
                AT.plusSeconds(second),
                List.of(new Told.Group(group, mentions.length, List.of(mentions))));
    }

    private static JsonNode person(String name, int touchpoints) throws IOException {
        return JSON.readTree("""
            {"id":"x:%1$s@x.example","handles":["x:%1$s@x.example"],
             "platforms":[{"name":"x","touchpoints":%2$d},{"name":"email","touchpoints":5}]}
            """.formatted(name, touchpoints));
    }

    private static JsonNode idea(int people, int mentions, String... voices) throws IOException {
        List<String> written = new ArrayList<>();
        for (String voice : voices) {
            String author = voice.compareTo("x:3") < 0 ? "mia" : voice.equals("x:3") ? "tom" : "nobody";
            written.add("{\"touchpoint_id\":\"%s\",\"author\":\"x:%s\"}".formatted(voice, author));
        }
        return JSON.readTree("{\"id\":\"idea:1\",\"people\":%d,\"mentions\":%d,\"voices\":[%s]}"
                .formatted(people, mentions, String.join(",", written)));
    }

    private static Touchpoint touchpoint(String id, String handle) throws IOException {
        String line = """
            {"id":"%s","type":"mention","@timestamp":"2026-11-20T10:00:00Z","platform":"x","channel":"social","kind":"post",\
            "text":"a lid please","author":{"handle":"%s"},"intents":["idea"],"topics":["delivery"],\
            "triage":{"queue":"rapid_response","reasons":["late"]}}\
            """.formatted(id, handle);
        Optional<Line<Touchpoint>> read = JsonLinesReader.touchpoints(
                        new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), Limits.DEFAULT)
                .next();
        return ((Line.Valid<Touchpoint>) read.orElseThrow()).value();
    }

    private static Manifest.Posted posted(String id, String account) {
        return new Manifest.Posted(
                id,
                "x",
                "post",
                AT,
                account,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of("search"),
                new Facts(
                        List.of(),
                        List.of(),
                        List.of("lid"),
                        List.of(),
                        List.of(),
                        List.of(),
                        Facts.Mood.NEGATIVE,
                        Optional.of("depot")));
    }
}
