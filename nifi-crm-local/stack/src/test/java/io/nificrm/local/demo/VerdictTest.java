package io.nificrm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.local.community.Manifest;
import io.nificrm.local.community.story.Facts;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileReader;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A check that could not fail would prove nothing: each kind of damage is seen. */
class VerdictTest {

    private static final ListeningProfile PROFILE = profile();
    private static final Learned LEARNED =
            new Learned(new People(1, List.of()), new Ideas(2, 1, 1, 0, List.of()), new Alerts(1, 2, 2, List.of()));

    @Test
    void whatIsThereOnceTaggedAndRoutedIsGood() throws Exception {
        Verdict verdict = verdict(List.of(posted("x:1"), posted("x:2")), 0, complaint("x:1"), chat("x:2"));

        assertThat(verdict.isGood()).as("%s", verdict).isTrue();
        assertThat(verdict.sources()).containsOnlyKeys("x");
        assertThat(verdict.total()).isEqualTo(new Verdict.Tally(2, 2, 1, 1, 1));
        assertThat(verdict.queues()).containsEntry("rapid_response", 1L).containsEntry("routine", 1L);
    }

    @Test
    void missingRepeatedAndUnexpectedTouchpointsAreNamed() throws Exception {
        Verdict verdict =
                verdict(List.of(posted("x:1"), posted("x:2")), 0, complaint("x:1"), complaint("x:1"), complaint("x:3"));

        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.missing()).containsExactly("x:2");
        assertThat(verdict.repeated()).containsExactly("x:1");
        assertThat(verdict.unexpected()).containsExactly("x:3");
    }

    @Test
    void wrongTagsAndAWrongQueueAreNamed() throws Exception {
        Verdict verdict = verdict(
                List.of(posted("x:1"), posted("x:2")),
                0,
                complaint("x:1").replace("\"brands\":[\"acme\"],", ""),
                complaint("x:2").replace("rapid_response", "feedback"));

        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.wronglyTagged()).containsExactly("x:1");
        assertThat(verdict.wronglyRouted()).contains("x:2");
    }

    @Test
    void aPersonaThatOnlyTheHistoryTellsIsNoWrongTag() throws Exception {
        String withHistory = complaint("x:1")
                .replace(
                        "\"matches\":{", "\"personas\":[\"barista\"],\"matches\":{\"personas/barista\":[\"history\"],");

        assertThat(verdict(List.of(posted("x:1")), 0, withHistory).wronglyTagged())
                .isEmpty();
        assertThat(verdict(List.of(posted("x:1")), 0, withHistory.replace("history", "espresso"))
                        .wronglyTagged())
                .containsExactly("x:1");
    }

    @Test
    void aClockThatStoppedASecondLateAndAnotherOutcomeAreNamed() throws Exception {
        Verdict late = verdict(List.of(posted("x:1")), 0, complaint("x:1").replace("10:12:34", "10:12:35"));
        Verdict angry = verdict(List.of(posted("x:1")), 0, complaint("x:1").replace("thanked", "worse"));

        assertThat(late.isGood()).isFalse();
        assertThat(late.answers().wrongTimes()).singleElement().asString().startsWith("x:1 answered at");
        assertThat(angry.isGood()).isFalse();
        assertThat(angry.answers().wrongOutcomes()).containsExactly("x:1 ended thanked; stored Optional[worse]");
    }

    @Test
    void anAnswerThatWasNotNoticedIsNamedAlsoWhereItComesFromAnotherServer() {
        Answers answers = Answers.of(
                List.of(talk(
                        "mastodon:https://two.example/users/a/statuses/1",
                        "mastodon:https://one.example/users/b/statuses/2")),
                Map.of());

        assertThat(answers.wrongTimes()).singleElement().asString().startsWith("mastodon:https://two.example");
        assertThat(answers.isGood()).isFalse();
    }

    private static Manifest.Talk talk(String mention, String answer) {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        return new Manifest.Talk(
                mention,
                at,
                answer,
                at.plusSeconds(60),
                60,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    void aDeadLetterIsNotGood() throws Exception {
        assertThat(verdict(List.of(posted("x:1")), 1, complaint("x:1")).isGood())
                .isFalse();
    }

    private static Verdict verdict(List<Manifest.Posted> posted, long deadLetters, String... documents)
            throws Exception {
        byte[] lines = String.join("\n", documents).getBytes(StandardCharsets.UTF_8);
        JsonLinesReader<Touchpoint> reader =
                JsonLinesReader.touchpoints(new ByteArrayInputStream(lines), Limits.DEFAULT);
        List<Touchpoint> read = new java.util.ArrayList<>();
        for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
            read.add(((Line.Valid<Touchpoint>) line.get()).value());
        }
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        Manifest.Talk played = new Manifest.Talk(
                "x:1",
                at,
                "x:9",
                at.plusSeconds(754),
                754,
                Optional.of("x:10"),
                Optional.of(at.plusSeconds(1_865)),
                Optional.of("thanked"),
                true);
        return Verdict.of(new Manifest(at, posted, List.of(played)), read, PROFILE, LEARNED, deadLetters);
    }

    private static String complaint(String id) {
        return """
            {"id":"%s","type":"mention","@timestamp":"2026-11-20T10:00:00Z","fetched_at":"2026-11-20T10:01:00Z",\
            "platform":"x","channel":"social","kind":"post","text":"acme is late",\
            "brands":["acme"],"matches":{"brands/acme":["acme"]},"sentiment":{"label":"negative","score":-0.8},\
            "triage":{"queue":"rapid_response","priority":"p2","reasons":["all"],"status":"responded",\
            "responded_at":"2026-11-20T10:12:34Z","response_seconds":754,"outcome":"thanked"}}\
            """.formatted(id);
    }

    private static String chat(String id) {
        return """
            {"id":"%s","type":"mention","@timestamp":"2026-11-20T10:00:00Z","fetched_at":"2026-11-20T10:01:00Z",\
            "platform":"x","channel":"social","kind":"post","text":"good morning"}\
            """.formatted(id);
    }

    private static Manifest.Posted posted(String id) {
        return new Manifest.Posted(
                id,
                "x",
                "post",
                Instant.parse("2026-11-20T10:00:00Z"),
                "mia",
                false,
                Optional.empty(),
                Optional.empty(),
                List.of("search"),
                new Facts(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Facts.Mood.NEUTRAL,
                        Optional.empty()));
    }

    private static ListeningProfile profile() {
        try {
            return ProfileReader.read("""
                brands: [{id: acme, query: 'acme'}]
                personas: [{id: barista, query: 'espresso'}]
                triage:
                  sla: {p1: 15m, p2: 1h, p3: 8h, p4: 24h}
                  rules: [{id: all, queue: rapid_response, priority: p2, query: 'brands:acme'}]
                """, "test");
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
