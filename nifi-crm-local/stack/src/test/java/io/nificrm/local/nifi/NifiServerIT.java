package io.nificrm.local.nifi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nificrm.local.nifi.Canvas.BackPressure;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Parameter;
import io.nificrm.local.nifi.Canvas.Position;
import io.nificrm.local.nifi.Canvas.Processor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NifiServerIT {

    private static final Path LIBRARY = Path.of("../nifi-home/target/nifi/lib");

    @TempDir
    private Path folder;

    @Test
    void runsAFlowThatWasBuiltExportedAndImportedAndKeepsItThroughACrash() throws Exception {
        try (NifiServer server = NifiServer.builder(folder, LIBRARY).build().start();
                NifiClient nifi = new NifiClient(server.url())) {
            assertThat(nifi.version()).isEqualTo("2.3.0");
            String built = buildGreeting(nifi);
            byte[] definition = nifi.download(built);
            nifi.remove(built);
            assertThat(nifi.findGroup("Greeting")).isEmpty();

            String imported = nifi.upload("Greeting", definition);
            assertThat(new String(definition, StandardCharsets.UTF_8)).doesNotContain("s3cret");
            nifi.setParameters("greetings", Map.of("word", "hello", "password", "s3cret"));
            assertThat(new Components(nifi, imported).invalid()).isEmpty();
            nifi.start(imported);
            await().atMost(1, TimeUnit.MINUTES)
                    .untilAsserted(() ->
                            assertThat(nifi.status(imported).queuedFlowFiles()).isPositive());
            nifi.stop(imported);

            // NiFi indexes what it did in its own time; the last of it may be lost in a crash
            await().atMost(1, TimeUnit.MINUTES)
                    .untilAsserted(() -> assertThat(nifi.provenance(Map.of("EventType", "CREATE"), 1))
                            .singleElement()
                            .satisfies(event -> assertThat(event.attributes()).containsEntry("greeting", "hello")));

            server.kill();
            server.start();

            await().atMost(1, TimeUnit.MINUTES)
                    .untilAsserted(() ->
                            assertThat(nifi.status(imported).queuedFlowFiles()).isPositive());
            nifi.remove(imported);
        }
    }

    @Test
    void namesTheParameterThatDoesNotExist() throws Exception {
        try (NifiServer server = NifiServer.builder(folder, LIBRARY).build().start();
                NifiClient nifi = new NifiClient(server.url())) {
            buildGreeting(nifi);
            assertThatThrownBy(() -> nifi.setParameters("greetings", Map.of("wrod", "hello")))
                    .isInstanceOf(NifiException.class)
                    .hasMessageContaining("no parameter wrod");
        }
    }

    private static String buildGreeting(NifiClient nifi) throws Exception {
        Canvas canvas = new Canvas(nifi);
        String context = canvas.addParameters(
                "greetings",
                "What is said",
                List.of(
                        new Parameter("word", "The greeting", "good day", false),
                        new Parameter("password", "Nobody knows", "s3cret", true)));
        String group = canvas.addGroup("root", "Greeting", "A test", new Position(0, 0), context);
        Component generate = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.GenerateFlowFile",
                        "Greet",
                        new Position(0, 0),
                        Map.of("greeting", "#{word}"),
                        "1 sec",
                        Set.of(),
                        Set.of(),
                        ""));
        Component out = canvas.addOutputPort(group, "out", new Position(0, 300));
        canvas.connect(group, generate, out, Set.of("success"), new BackPressure(10, "1 MB"));
        return group;
    }
}
