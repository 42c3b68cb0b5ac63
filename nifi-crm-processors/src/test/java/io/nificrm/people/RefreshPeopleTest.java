package io.nificrm.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.ElasticsearchConnection;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.elasticsearch.MonthWindow;
import io.nificrm.elasticsearch.PutOutcome;
import io.nificrm.elasticsearch.TouchpointIndexer;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class RefreshPeopleTest {
    private final TestRunner runner = TestRunners.newTestRunner(RefreshPeople.class);
    private ElasticsearchCluster cluster;
    private TouchpointIndexer indexer;
    private PeopleStore people;

    /** The connection as a processor gets it. */
    static final class Connection extends AbstractControllerService implements ElasticsearchConnection {
        private final ElasticsearchCluster cluster;

        Connection(ElasticsearchCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public ElasticsearchCluster cluster() {
            return cluster;
        }
    }

    @BeforeEach
    void connect(ElasticsearchNode node) throws IOException, InitializationException {
        cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url()),
                new IndexNames("refresh-" + UUID.randomUUID()),
                IndexOptions.DEFAULT);
        cluster.prepare();
        indexer = new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC());
        people = new PeopleStore(cluster, Clock.systemUTC());
        Connection connection = new Connection(cluster);
        runner.addControllerService("connection", connection);
        runner.enableControllerService(connection);
        runner.setProperty(RefreshPeople.CONNECTION, "connection");
    }

    @AfterEach
    void close() throws IOException {
        indexer.close();
        cluster.close();
    }

    @Test
    void everybodyWhoWasHeardOfHasADocumentAndDecisionsChangeIt() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append(mention("p" + i % 8, i, ""));
        }
        put(lines.toString());
        runner.run();

        assertThat(count()).isEqualTo(8);
        assertThat(person("p3").path("touchpoints").asInt()).isEqualTo(2);
        assertThat(runner.getStateManager().getState(Scope.CLUSTER).get("written"))
                .startsWith("20");

        put(mention("p3", 900, ""));
        cluster.client()
                .update(
                        update -> update.index(index())
                                .id("mastodon:p3-3")
                                .doc(java.util.Map.of(
                                        "triage",
                                        java.util.Map.of(
                                                "queue",
                                                "feedback",
                                                "status",
                                                "responded",
                                                "responded_at",
                                                Instant.now().toString(),
                                                "changed_at",
                                                Instant.now().toString()))),
                        JsonNode.class);
        runner.run();

        assertThat(person("p3").path("touchpoints").asInt()).isEqualTo(3);
        assertThat(person("p3").path("answered").asInt()).isEqualTo(1);
        assertThat(person("p3").path("stage").asText()).isEqualTo("engaged");
    }

    @Test
    void whoIsLeftWithoutTouchpointsIsForgottenByTheDailyRound() throws IOException {
        put(mention("gone", 1, ""));
        PeopleRefresh refresh = new PeopleRefresh(cluster, Clock.systemUTC());
        PeopleRefresh.Step first = refresh.run(PeopleRefresh.Cursor.START, () -> false);
        assertThat(people.find("mastodon:gone@x.example")).isPresent();

        cluster.client().delete(delete -> delete.index(index()).id("mastodon:gone-1"));
        refresh.run(first.cursor(), () -> false);
        assertThat(people.find("mastodon:gone@x.example")).isPresent();
        cluster.client()
                .indices()
                .refresh(visible -> visible.index(cluster.names().prefix() + "-*")); // as it is a day later
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
        new PeopleRefresh(cluster, tomorrow).run(first.cursor(), () -> false);

        assertThat(people.find("mastodon:gone@x.example")).isEmpty();
    }

    @Test
    void aRunThatIsCutShortGoesOnWhereItWas() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            lines.append(mention("q" + i, i, ""));
        }
        put(lines.toString());
        // as if it had been written long ago: what is recent is looked at twice on purpose
        PeopleRefresh refresh = new PeopleRefresh(cluster, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)), 4);
        PeopleRefresh.Step step = refresh.run(PeopleRefresh.Cursor.START, () -> true);
        assertThat(step.more()).isTrue();
        assertThat(step.changed()).isEqualTo(4);

        int rounds = 1;
        while (step.more()) {
            step = refresh.run(step.cursor(), () -> true);
            rounds++;
        }
        assertThat(count()).isEqualTo(14);
        assertThat(rounds).isGreaterThan(3);
    }

    @Test
    void aContactsListedHandlesWaitForTheirFirstTouchpoint() throws IOException {
        KnownPeople known = new KnownPeople(cluster, Clock.systemUTC());
        known.link(new Contact(
                "c-1", Optional.empty(), java.util.List.of(), Set.of(new Handle("mastodon", "kim@x.example"))));
        put(mention("kim", 1, ",\"person\":{\"id\":\"c-1\",\"matched\":true}"));
        runner.run();
        cluster.client()
                .indices()
                .refresh(refresh -> refresh.index(cluster.names().prefix() + "-people"));

        KnownPeople.Answers answers = known.find(Set.of(), Set.of(new Handle("mastodon", "kim@x.example")));
        assertThat(answers.contactOf(new Handle("mastodon", "kim@x.example")))
                .get()
                .extracting(KnownPeople.Known::id)
                .isEqualTo("c-1");
        assertThat(people.find("c-1").orElseThrow().path("touchpoints").asInt()).isEqualTo(1);
    }

    private JsonNode person(String name) throws IOException {
        return people.find("mastodon:" + name + "@x.example").orElseThrow();
    }

    private long count() throws IOException {
        String index = cluster.names().prefix() + "-people";
        cluster.client().indices().refresh(refresh -> refresh.index(index));
        return cluster.client().count(count -> count.index(index)).count();
    }

    private String index() {
        return cluster.names().prefix() + "-mentions-"
                + Instant.now().minusSeconds(60).toString().substring(0, 7).replace('-', '.');
    }

    private static String mention(String who, int number, String more) {
        return """
            {"id":"mastodon:%s-%d","type":"mention","@timestamp":"%s","platform":"mastodon","kind":"post","author":{"handle":"%s@x.example"}%s}
            """.formatted(who, number, Instant.now().minusSeconds(60), who, more);
    }

    private void put(String lines) throws IOException {
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new IOException(reason);
        });
        try (TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), outcome);
            run.finish();
        }
        assertThat(outcome.fault()).isEmpty();
    }
}
