package io.nificrm.dashboards.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.dashboards.Boards;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.DataSource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrafanaProvisionerTest {

    private static final Backend BACKEND = new Backend(
            URI.create("http://127.0.0.1:9200"),
            Optional.of(new Backend.Login("reader", "s3cret")),
            URI.create("https://desk.example/"));

    private PlayedGrafana grafana;

    @BeforeEach
    void play() throws IOException {
        grafana = new PlayedGrafana();
    }

    @AfterEach
    void stop() {
        grafana.close();
    }

    @Test
    void bringsDataSourcesFolderAndBoards() throws Exception {
        List<String> places = provision(PlayedGrafana.TOKEN);

        assertThat(grafana.dataSources.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Sources.ALL.stream().map(DataSource::uid).toList());
        assertThat(grafana.folders).containsOnlyKeys("nifi-crm");
        assertThat(grafana.dashboards)
                .hasSize(Boards.all().size())
                .allSatisfy((uid, saved) ->
                        assertThat(saved.path("folderUid").asText()).isEqualTo("nifi-crm"));
        assertThat(places)
                .contains("Rapid response: " + grafana.address() + "/d/nificrm-rapid-response/rapid-response");
    }

    @Test
    void tellsGrafanaWhereElasticsearchIsAndAsWhomToCome() throws Exception {
        provision(PlayedGrafana.TOKEN);

        JsonNode source = grafana.dataSources.get("nificrm-touchpoints");
        assertThat(source.path("url").asText()).isEqualTo("http://127.0.0.1:9200");
        assertThat(source.path("basicAuth").asBoolean()).isTrue();
        assertThat(source.path("basicAuthUser").asText()).isEqualTo("reader");
        assertThat(source.at("/secureJsonData/basicAuthPassword").asText()).isEqualTo("s3cret");
        assertThat(source.at("/jsonData/index").asText()).isEqualTo("crm-touchpoints");
    }

    @Test
    void linksBoardsToTheDesk() throws Exception {
        provision(PlayedGrafana.TOKEN);

        assertThat(grafana.dashboards.values())
                .allSatisfy(saved -> assertThat(saved.toString())
                        .contains("https://desk.example")
                        .doesNotContain("https://desk.example/\"")
                        .doesNotContain("localhost:9090"));
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        provision(PlayedGrafana.TOKEN);
        Map<String, JsonNode> sources = new TreeMap<>(grafana.dataSources);
        Map<String, JsonNode> boards = new TreeMap<>(grafana.dashboards);
        grafana.requests.clear();

        provision(PlayedGrafana.TOKEN);

        assertThat(grafana.dataSources).isEqualTo(sources);
        assertThat(grafana.dashboards).isEqualTo(boards);
        assertThat(grafana.requests).doesNotContain("POST /api/datasources", "POST /api/folders");
    }

    @Test
    void refusesAGrafanaThatIsTooOld() {
        grafana.version = "9.3.6";

        assertThatThrownBy(() -> provision(PlayedGrafana.TOKEN))
                .isInstanceOf(GrafanaException.class)
                .hasMessageContaining("need Grafana 9.4.0 or later")
                .hasMessageContaining("9.3.6");
        assertThat(grafana.dataSources).isEmpty();
    }

    @Test
    void saysWhatToDoAboutAWrongToken() {
        assertThatThrownBy(() -> provision("wrong"))
                .isInstanceOf(GrafanaException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("Invalid API key")
                .hasMessageContaining("service account token")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void saysWhichRoleIsNeeded() {
        grafana.viewerOnly = true;

        assertThatThrownBy(() -> provision(PlayedGrafana.TOKEN))
                .isInstanceOf(GrafanaException.class)
                .hasMessageContaining("role Admin");
    }

    @Test
    void keepsThePasswordOutOfTexts() {
        assertThat(BACKEND.toString()).doesNotContain("s3cret");
    }

    private List<String> provision(String token) throws IOException, InterruptedException {
        try (GrafanaProvisioner provisioner = new GrafanaProvisioner(grafana.address(), token)) {
            return provisioner.provision(BACKEND);
        }
    }
}
