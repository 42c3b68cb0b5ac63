package io.nificrm.idea;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.ClusterService;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class IdeaClusteringTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
    private static final List<String> LIDS = List.of(
            "I wish Acme had a lid that doesn't leak in my bag",
            "Please, @acme: a lid which does not leak! My bag is soaked",
            "would love a leak proof lid from acme, my bag smells of coffee");
    private static final List<String> TIMERS = List.of(
            "Feature request: a brew timer in the Acme app",
            "acme app should have a brew timer built in https://acme.example/app",
            "Why is there no brew timer in the app, Acme?");
    private static final List<String> BAGS =
            List.of("Acme should take back empty coffee bags", "Idea: let us return empty bags at the acme shop");

    private ClusterService connection;
    private IdeaStore ideas;

    @BeforeEach
    void connect(ElasticsearchNode node) throws IOException {
        connection = ClusterService.of(node, "ideas");
        connection.cluster().prepare();
        ideas = new IdeaStore(connection.cluster(), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        connection.cluster().close();
    }

    @Test
    void wishesForTheSameAreOneIdeaAndWhoAsksRanksIt() throws IOException {
        connection.put(allWishes());
        run();

        List<Idea> ranked = ideas.ranked(Optional.empty(), Optional.empty(), 10);
        assertThat(ranked).extracting(Idea::mentions).containsExactlyInAnyOrder(3L, 3L, 2L);
        assertThat(ranked).extracting(Idea::people).containsExactlyInAnyOrder(3L, 3L, 2L);
        assertThat(ranked.getLast().mentions()).isEqualTo(2);
        Idea timer = ranked.stream()
                .filter(idea -> idea.title().contains("timer"))
                .findFirst()
                .orElseThrow();
        assertThat(timer.title()).isEqualTo("Feature request: a brew timer in the Acme app");
        assertThat(timer.status()).isEqualTo("new");
        assertThat(timer.reach()).isEqualTo(300);
        assertThat(timer.brands()).containsExactly("acme");
    }

    @Test
    void aReplayChangesNothingAndDecisionsStay() throws IOException {
        connection.put(allWishes());
        run();
        Idea first = ideas.ranked(Optional.empty(), Optional.empty(), 10).getFirst();
        ideas.decide(first.id(), IdeaStatus.PLANNED, "mia", Optional.of("for spring"), Optional.of(0));
        List<Idea> before = ideas.ranked(Optional.empty(), Optional.empty(), 10);

        connection.put(allWishes());
        IdeaClustering.Step again = new IdeaClustering(connection.cluster(), Clock.systemUTC())
                .run(IdeaClustering.Cursor.START, () -> false);

        assertThat(again.voices()).isZero();
        assertThat(ideas.ranked(Optional.empty(), Optional.empty(), 10)).isEqualTo(before);

        connection.put(wish("more", "also a brew timer for the app, acme, please", 1));
        run();
        Idea grown = ideas.ranked(Optional.empty(), Optional.of("timer"), 10).getFirst();
        assertThat(grown.mentions()).isEqualTo(4);
    }

    @Test
    void ofWritersAtTheSameTimeEachVoiceIsCountedOnce() throws IOException {
        List<Touchpoint> wishes = new ArrayList<>();
        for (String line : allWishes().lines().toList()) {
            wishes.add(TouchpointJson.read(
                    new com.fasterxml.jackson.databind.json.JsonMapper().readTree(line), Touchpoint.class));
        }
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(seed -> CompletableFuture.runAsync(() -> {
                    List<Touchpoint> mine = new ArrayList<>(wishes);
                    Collections.shuffle(mine, new Random(seed));
                    IdeaClustering clustering = new IdeaClustering(connection.cluster(), Clock.systemUTC());
                    try {
                        for (Touchpoint mention : mine) {
                            clustering.add(mention);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .toList();
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        List<Idea> ranked = ideas.ranked(Optional.empty(), Optional.empty(), 100);
        assertThat(ranked.stream().flatMap(idea -> idea.voices().stream()).map(Voice::touchpointId))
                .containsExactlyInAnyOrderElementsOf(
                        wishes.stream().map(Touchpoint::id).toList());
    }

    @Test
    void ourOwnPostsSpamAndWhatSomebodyCorrectedAreNoVoices() throws IOException {
        connection.put(wish("ours", "we wish you a lid", 1).replace("\"handle\"", "\"ours\":true,\"handle\"")
                + wish("spam", "wish for cheap lids", 2).replace("\"reach\"", "\"spam\":{\"score\":0.9},\"reach\"")
                + wish("wrong", "I wish you were here with a latte", 3));
        IdeaClustering.Step step = run();
        assertThat(step.voices()).isEqualTo(1);

        connection
                .cluster()
                .client()
                .update(
                        update -> update.index(connection
                                        .cluster()
                                        .names()
                                        .at(io.nificrm.elasticsearch.IndexFamily.MENTIONS, now))
                                .id("m:wrong")
                                .doc(Map.of(
                                        "intents",
                                        List.of("praise"),
                                        "triage",
                                        Map.of(
                                                "corrected",
                                                List.of("intents"),
                                                "changed_at",
                                                Instant.now().toString()))),
                        com.fasterxml.jackson.databind.JsonNode.class);
        run();

        assertThat(ideas.ranked(Optional.empty(), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void oneWhoDecidesOnAnOldViewIsToldWhoWasFirst() throws IOException {
        connection.put(wish("a", LIDS.getFirst(), 1));
        run();
        String id =
                ideas.ranked(Optional.empty(), Optional.empty(), 1).getFirst().id();

        assertThat(ideas.decide(id, IdeaStatus.CONSIDERED, "mia", Optional.empty(), Optional.of(0)))
                .isInstanceOf(IdeaStore.Outcome.Taken.class);
        assertThat(ideas.decide(id, IdeaStatus.DECLINED, "tom", Optional.empty(), Optional.of(0)))
                .isEqualTo(new IdeaStore.Outcome.Refused(
                        "mia was first and made it considered. Look again, then decide."));
        assertThat(ideas.decide("idea:none", IdeaStatus.DECLINED, "tom", Optional.empty(), Optional.empty()))
                .isInstanceOf(IdeaStore.Outcome.Unknown.class);
        ideas.decide(id, IdeaStatus.SHIPPED, "tom", Optional.of("in the shop"), Optional.of(1));
        Idea shipped = ideas.find(id).orElseThrow();
        assertThat(shipped.history())
                .extracting(IdeaDecision::status, IdeaDecision::actor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("considered", "mia"),
                        org.assertj.core.groups.Tuple.tuple("shipped", "tom"));
        assertThat(shipped.toTell())
                .singleElement()
                .satisfies(voice -> assertThat(voice.url()).contains("https://social.example/a"));
    }

    @Test
    void theProcessorKeepsItsPlace() throws IOException, InitializationException {
        TestRunner runner = TestRunners.newTestRunner(ClusterIdeas.class);
        runner.addControllerService("connection", connection);
        runner.enableControllerService(connection);
        runner.setProperty(ClusterIdeas.CONNECTION, "connection");
        connection.put(allWishes());
        runner.run();

        assertThat(ideas.ranked(Optional.empty(), Optional.empty(), 10)).hasSize(3);
        assertThat(runner.getStateManager()
                        .getState(org.apache.nifi.components.state.Scope.CLUSTER)
                        .get("written"))
                .startsWith("20");
    }

    private IdeaClustering.Step run() throws IOException {
        return new IdeaClustering(connection.cluster(), Clock.systemUTC())
                .run(IdeaClustering.Cursor.START, () -> false);
    }

    private String allWishes() {
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (List<String> wishes : List.of(LIDS, TIMERS, BAGS)) {
            for (String text : wishes) {
                number++;
                String line = wish("w" + number, text, number);
                // other words, which only the topic that the listening profile found holds together
                lines.append(
                        BAGS.contains(text)
                                ? line.replace("\"brands\"", "\"topics\":[\"packaging\"],\"brands\"")
                                : line);
            }
        }
        return lines.toString();
    }

    private String wish(String id, String text, int number) {
        return """
            {"id":"m:%s","type":"mention","@timestamp":"%s","platform":"mastodon","kind":"post","url":"https://social.example/%s","text":"%s","lang":"en","author":{"handle":"p%d@x.example"},"reach":100,"brands":["acme"],"intents":["idea"]}
            """.formatted(id, now.plusMillis(number), id, text, number);
    }
}
