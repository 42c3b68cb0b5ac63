package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.dashboards.answers.Elasticsearch;
import io.nificrm.dashboards.answers.SearchRequests;
import io.nificrm.dashboards.answers.TemplateVariables;
import io.nificrm.dashboards.answers.TimeRange;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.Credentials;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The users of the Compose file: each can do its work, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ElasticsearchRolesTest {

    private static final Path ROLES = BoardFiles.FOLDER.resolveSibling("docker/elasticsearch/roles");
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private static Path folder;

    private ElasticsearchNode node;
    private Elasticsearch nifi;
    private Elasticsearch grafana;
    private Elasticsearch administrator;

    @BeforeAll
    void makeUsers() throws IOException, InterruptedException {
        node = ElasticsearchNode.builder(folder).password(PASSWORD).build().start();
        // the minimal distribution can't keep users in an index, so they come from files; the roles are the same
        FileRealm realm = new FileRealm(folder.resolve("config"));
        for (String user : List.of("nificrm_nifi", "nificrm_grafana")) {
            realm.add(user, PASSWORD, Files.readString(ROLES.resolve(user + ".json")));
        }
        realm.write();
        Elasticsearch elasticsearch = new Elasticsearch(node.url());
        administrator = elasticsearch.as("elastic", PASSWORD);
        nifi = elasticsearch.as("nificrm_nifi", PASSWORD);
        grafana = elasticsearch.as("nificrm_grafana", PASSWORD);
        // Elasticsearch looks for changed files every five seconds, for each file on its own
        for (Elasticsearch user : List.of(nifi, grafana)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> user.send("GET", "/_cluster/health", "").status() == 200);
        }
        administrator.send("PUT", "/other", "");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void nifiPutsTemplatesIndicesAndDocumentsInPlace() throws Exception {
        try (ElasticsearchCluster cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url(), new Credentials.Password("nificrm_nifi", PASSWORD)),
                new IndexNames(IndexNames.DEFAULT_PREFIX),
                IndexOptions.DEFAULT)) {
            cluster.prepare();
        }
        StringBuilder bulk = new StringBuilder();
        ObjectNode mention = BoardFiles.object()
                .put("id", "a")
                .put("@timestamp", Instant.now().toString());
        SampleIndex.add(bulk, "crm-mentions-2026.11", "a", mention + "\n");
        nifi.bulk(bulk.toString());

        assertThat(nifi.send("POST", "/crm-mentions-2026.11/_update/a", "{\"doc\": {\"reach\": 5}}")
                        .status())
                .isEqualTo(200);
        assertThat(nifi.send("DELETE", "/crm-mentions-2026.11/_doc/a", "").status())
                .isEqualTo(200);
    }

    @Test
    void nifiTouchesNothingElse() throws Exception {
        assertThat(nifi.send("GET", "/other/_search", "").status()).isEqualTo(403);
        assertThat(nifi.send("PUT", "/other/_doc/1", "{}").status()).isEqualTo(403);
        assertThat(nifi.send("PUT", "/another", "").status()).isEqualTo(403);
        assertThat(nifi.send("GET", "/_security/user", "").status()).isEqualTo(403);
        assertThat(nifi.send("PUT", "/_cluster/settings", "{\"persistent\": {\"cluster.max_shards_per_node\": 2000}}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void grafanaReadsWhatItsBoardsAsk() throws Exception {
        administrator.send("PUT", "/crm-mentions-test", "");
        for (BoardFiles.BoardFile file : BoardFiles.all().toList()) {
            BoardQueries queries = new BoardQueries(
                    grafana,
                    SearchRequests.Form.SERVER,
                    TemplateVariables.of(file.board()),
                    TimeRange.until(Instant.now(), "7d"));
            var panel = file.board().path("panels").path(0);
            assertThat(queries.ask(panel, panel.path("targets").path(0))
                            .path("status")
                            .asInt())
                    .as(file.name())
                    .isEqualTo(200);
        }
        assertThat(grafana.send("GET", "/_cluster/health/crm-*", "").status()).isEqualTo(200);
        assertThat(grafana.send("GET", "/crm-mentions-test/_mapping", "").status())
                .isEqualTo(200);
    }

    @Test
    void grafanaChangesNothingAndReadsNothingElse() throws Exception {
        assertThat(grafana.send("PUT", "/crm-mentions-test/_doc/1", "{}").status())
                .isEqualTo(403);
        assertThat(grafana.send("DELETE", "/crm-mentions-test", "").status()).isEqualTo(403);
        assertThat(grafana.send("GET", "/other/_search", "").status()).isEqualTo(403);
        assertThat(grafana.send("PUT", "/_component_template/mine", "{\"template\": {}}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void thereAreRolesForTheseUsersAlone() throws IOException {
        try (var files = Files.list(ROLES)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(List.of("nificrm_nifi.json", "nificrm_grafana.json"));
        }
    }
}
