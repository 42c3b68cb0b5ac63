package io.nificrm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.BackPressure;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Position;
import io.nificrm.local.nifi.Canvas.Processor;
import io.nificrm.local.nifi.Components;
import io.nificrm.local.nifi.NifiClient;
import io.nificrm.local.nifi.NifiServer;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator puts the NAR into NiFi's extensions folder, points a service at a model, and TagSentiment judges by it. */
class OnnxNarIT {
    private static final Path LIBRARY = Path.of("../nifi-crm-local/nifi-home/target/nifi/lib");
    private static final BackPressure SMALL_QUEUE = new BackPressure(10, "1 MB");

    private static final String TEXT = "i love this coffee";

    @TempDir
    private Path folder;

    @Test
    void aRealNifiTagsByTheModelOfTheService() throws Exception {
        TrainedModel trained = new TrainedModel(42);
        Path model = Files.createDirectories(folder.resolve("model"));
        trained.save(model);
        Path home = folder.resolve("nifi");
        Files.copy(
                builtNar(), Files.createDirectories(home.resolve("extensions")).resolve("nifi-crm-onnx.nar"));
        Path tagged = folder.resolve("tagged");

        try (NifiServer server = NifiServer.builder(home, LIBRARY).build().start();
                NifiClient nifi = new NifiClient(server.url())) {
            String group = draw(new Canvas(nifi), model, tagged);
            nifi.enableServices(group);

            assertThat(new Components(nifi, group).invalid()).isEmpty();
            nifi.start(group);
            await().atMost(4, TimeUnit.MINUTES).untilAsserted(() -> {
                assertThat(nifi.bulletins()).isEmpty();
                assertThat(files(tagged)).isNotEmpty();
            });
            nifi.stop(group);
        }
        double[] expected = trained.probabilities(TEXT);
        assertThat(read(files(tagged).getFirst()).sentiment()).hasValueSatisfying(sentiment -> {
            assertThat(sentiment.label().value()).isEqualTo("positive");
            assertThat(sentiment.confidence().orElseThrow()).isCloseTo(expected[2], within(1e-4));
            assertThat(sentiment.score().orElseThrow()).isCloseTo(expected[2] - expected[0], within(1e-4));
        });
    }

    private static String draw(Canvas canvas, Path model, Path tagged) throws Exception {
        String parameters = canvas.addParameters("transformer", "None are needed", List.of());
        String group = canvas.addGroup("root", "Transformer", "A test", new Position(0, 0), parameters);
        String classifier = canvas.addService(
                group,
                "io.nificrm.onnx.OnnxTextClassifier",
                "Small model",
                Map.of("Model Directory", model.toString()),
                "");
        Component mention = canvas.addProcessor(
                group,
                processor(
                        "org.apache.nifi.processors.standard.GenerateFlowFile",
                        0,
                        Map.of("generate-ff-custom-text", """
                            {"id":"x:1","type":"mention","platform":"x","kind":"post","@timestamp":"2026-01-02T03:04:05Z","lang":"en","text":"%s"}
                            """.formatted(TEXT), "Data Format", "Text"),
                        "1 h"));
        Component tag = canvas.addProcessor(
                group,
                processor("io.nificrm.insight.TagSentiment", 300, Map.of("Sentiment Classifier", classifier), "0 sec"));
        Component put = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.PutFile",
                        "Put",
                        new Position(0, 600),
                        Map.of("Directory", tagged.toString(), "Create Missing Directories", "true"),
                        "0 sec",
                        Set.of("success", "failure"),
                        Set.of(),
                        ""));
        canvas.connect(group, mention, tag, Set.of("success"), SMALL_QUEUE);
        canvas.connect(group, tag, put, Set.of("success", "invalid"), SMALL_QUEUE);
        return group;
    }

    private static Processor processor(String type, double top, Map<String, String> properties, String period) {
        return new Processor(
                type,
                type.substring(type.lastIndexOf('.') + 1),
                new Position(0, top),
                properties,
                period,
                Set.of(),
                Set.of(),
                "");
    }

    /** What PutFile has finished: it writes under a name with a dot in front. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static Touchpoint read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Line<Touchpoint> line =
                    JsonLinesReader.touchpoints(in, Limits.DEFAULT).next().orElseThrow();
            assertThat(line).isInstanceOf(Line.Valid.class);
            return ((Line.Valid<Touchpoint>) line).value();
        }
    }

    private static Path builtNar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.toString().endsWith(".nar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The NAR is not built; run mvn package first"));
        }
    }
}
