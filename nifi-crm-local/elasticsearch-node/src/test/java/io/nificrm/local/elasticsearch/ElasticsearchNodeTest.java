package io.nificrm.local.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.local.process.ChildProcessException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchNodeTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void tellsItsVersionAtTheRootAndKeepsAcknowledgedDocumentsAndPortThroughACrash() throws Exception {
        try (ElasticsearchNode node = ElasticsearchNode.builder(folder).build().start()) {
            assertThat(get(node, "/").body())
                    .contains("\"number\" : \"9.5.3\"")
                    .contains("\"cluster_name\" : \"nifi-crm\"");
            int port = node.port();
            assertThat(send(
                                    node,
                                    HttpRequest.newBuilder()
                                            .header("Content-Type", "application/json")
                                            .PUT(HttpRequest.BodyPublishers.ofString("{\"text\":\"hello\"}")),
                                    "/mentions/_doc/1")
                            .statusCode())
                    .isEqualTo(201);

            node.kill();
            assertThat(node.isRunning()).isFalse();
            node.start();

            assertThat(node.port()).isEqualTo(port);
            assertThat(get(node, "/mentions/_doc/1").body()).contains("hello");
        }
    }

    @Test
    void asksForThePasswordWhenSecurityIsOn() throws Exception {
        try (ElasticsearchNode node = ElasticsearchNode.builder(folder)
                .password("a long secret")
                .build()
                .start()) {
            assertThat(get(node, "/").statusCode()).isEqualTo(401);

            String pair = Base64.getEncoder().encodeToString("elastic:a long secret".getBytes(StandardCharsets.UTF_8));
            assertThat(send(node, HttpRequest.newBuilder().header("Authorization", "Basic " + pair), "/")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket occupant = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ElasticsearchNode node = ElasticsearchNode.builder(folder)
                        .port(occupant.getLocalPort())
                        .build()) {
            assertThatThrownBy(node::start)
                    .isInstanceOf(ChildProcessException.class)
                    .hasMessageContaining("Port " + occupant.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void showsTheEndOfTheLogWhenTheProcessEndsEarly() {
        try (ElasticsearchNode node =
                ElasticsearchNode.builder(folder).heap("nonsense").build()) {
            assertThatThrownBy(node::start)
                    .isInstanceOf(ChildProcessException.class)
                    .hasMessageContaining("ended with code 1")
                    .hasMessageContaining("Invalid initial heap size");
        }
    }

    private HttpResponse<String> get(ElasticsearchNode node, String path) throws Exception {
        return send(node, HttpRequest.newBuilder(), path);
    }

    private HttpResponse<String> send(ElasticsearchNode node, HttpRequest.Builder request, String path)
            throws Exception {
        return client.send(request.uri(node.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
