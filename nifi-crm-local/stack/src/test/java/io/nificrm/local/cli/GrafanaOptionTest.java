package io.nificrm.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.nificrm.local.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code --grafana} takes and says; what it does in a Grafana is tested beside GrafanaProvisioner. */
class GrafanaOptionTest {

    private static final Map<String, String> TOKEN = Map.of("GRAFANA_TOKEN", "glsa_secret");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void withoutItNothingIsAskedFor() {
        assertThatCode(() -> option(Map.of()).check()).doesNotThrowAnyException();
    }

    @Test
    void anAddressAndATokenAreEnough() {
        assertThatCode(() -> option(TOKEN, "--grafana", "http://localhost:3000").check())
                .doesNotThrowAnyException();
    }

    @Test
    void aMissingTokenIsNamedBeforeAnythingStarts() {
        assertThatThrownBy(() ->
                        option(Map.of(), "--grafana", "http://localhost:3000").check())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("GRAFANA_TOKEN")
                .hasMessageContaining("role Admin");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> option(TOKEN, "--grafana", "localhost:3000").check())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("http://localhost:3000");
    }

    @Test
    void aGrafanaThatRefusesIsNoEndOfTheDemoAndNoLeakOfTheToken() throws Exception {
        HttpServer old = grafana("9.3.6");
        try {
            String address = "http://127.0.0.1:" + old.getAddress().getPort();

            provision(address);

            assertThat(said())
                    .contains("could not be put into Grafana")
                    .contains("9.3.6")
                    .doesNotContain("glsa_secret");
        } finally {
            old.stop(0);
        }
    }

    @Test
    void aGrafanaThatIsAwayIsSaid() throws Exception {
        HttpServer gone = grafana("9.4.0");
        int port = gone.getAddress().getPort();
        gone.stop(0);

        provision("http://127.0.0.1:" + port);

        assertThat(said()).contains("nothing answers at http://127.0.0.1:" + port);
    }

    private void provision(String grafana) throws InterruptedException {
        Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
        option(TOKEN, "--grafana", grafana)
                .provision(URI.create("http://127.0.0.1:9200"), URI.create("http://127.0.0.1:9090/desk"), progress);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static HttpServer grafana(String version) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/health", exchange -> {
            byte[] body = ("{\"version\": \"" + version + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static GrafanaOption option(Map<String, String> environment, String... arguments) {
        Demo demo = new Demo(environment);
        new CommandLine(demo).parseArgs(arguments);
        return demo.grafana;
    }

    @Command
    private static final class Demo {
        @Mixin
        private final GrafanaOption grafana;

        Demo(Map<String, String> environment) {
            grafana = new GrafanaOption(environment);
        }
    }
}
