package io.nificrm.dashboards.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.dashboards.Boards;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.DataSource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrafanaProvisionerTest {

    private static final Backend BACKEND = new Backend(
            URI.create("http://127.0.0.1:9200"),
            Optional.of(new Backend.Login("reader", "s3cret")),
            URI.create("https://desk.example/"));

    private static final Backend WITHOUT_LOGIN = new Backend(BACKEND.elasticsearch(), Optional.empty(), BACKEND.desk());

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

    @ParameterizedTest
    @ValueSource(strings = {"9.4.7", "13.2.0"})
    void doingItAgainWritesNothing(String version) throws Exception {
        grafana.version = version;
        List<String> places = provision(WITHOUT_LOGIN);
        grafana.requests.clear();

        assertThat(provision(WITHOUT_LOGIN)).isEqualTo(places);
        assertThat(grafana.requests)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request).startsWith("GET "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.4.7", "13.2.0"})
    void aBoardOfAnEarlierReleaseIsWrittenOnce(String version) throws Exception {
        grafana.version = version;
        provision(WITHOUT_LOGIN);
        ((ObjectNode) grafana.dashboards.get("nificrm-email")).put("message", "nifi-crm, SHA-256 of an earlier board");

        provision(WITHOUT_LOGIN);
        provision(WITHOUT_LOGIN);

        assertThat(grafana.saves)
                .hasSize(Boards.all().size())
                .allSatisfy((uid, saves) -> assertThat(saves).isEqualTo(uid.equals("nificrm-email") ? 2 : 1));
    }

    @Test
    void writesAPasswordAgainForGrafanaDoesNotTellTheOldOne() throws Exception {
        provision(PlayedGrafana.TOKEN);
        grafana.requests.clear();

        provision(PlayedGrafana.TOKEN);

        assertThat(grafana.requests)
                .contains("PUT /api/datasources/uid/nificrm-touchpoints")
                .doesNotContain("POST /api/dashboards/db", "POST /api/folders", "POST /api/datasources");
    }

    @Test
    void bringsBackABoardThatSomebodyChanged() throws Exception {
        provision(WITHOUT_LOGIN);
        ObjectNode changed = (ObjectNode) grafana.dashboards.get("nificrm-email");
        String ours = changed.path("message").asText();
        changed.put("message", "My own colours");
        grafana.saves.merge("nificrm-email", 1, Integer::sum);
        grafana.requests.clear();

        provision(WITHOUT_LOGIN);

        assertThat(grafana.dashboards.get("nificrm-email").path("message").asText())
                .isEqualTo(ours);
        assertThat(grafana.requests.stream().filter(request -> !request.startsWith("GET ")))
                .containsExactly("POST /api/dashboards/db");
    }

    @Test
    void bringsBackABoardThatSomebodyMovedAndASourceThatAsksElsewhere() throws Exception {
        provision(WITHOUT_LOGIN);
        ((ObjectNode) grafana.dashboards.get("nificrm-email")).put("folderUid", "attic");
        ((ObjectNode) grafana.dataSources.get("nificrm-ideas").path("jsonData")).put("timeField", "first_seen");
        grafana.requests.clear();

        provision(WITHOUT_LOGIN);

        assertThat(grafana.requests.stream().filter(request -> !request.startsWith("GET ")))
                .containsExactlyInAnyOrder("PUT /api/datasources/uid/nificrm-ideas", "POST /api/dashboards/db");
        assertThat(grafana.dashboards.get("nificrm-email").path("folderUid").asText())
                .isEqualTo("nifi-crm");
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

    private List<String> provision(Backend backend) throws IOException, InterruptedException {
        try (GrafanaProvisioner provisioner = new GrafanaProvisioner(grafana.address(), PlayedGrafana.TOKEN)) {
            return provisioner.provision(backend);
        }
    }
}
