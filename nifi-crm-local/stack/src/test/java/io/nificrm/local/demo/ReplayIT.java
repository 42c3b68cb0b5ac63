package io.nificrm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.normalize.Formats;
import io.nificrm.normalize.Normalizer;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads of real servers, dropped into the inbox of the real flow, are all there afterwards. */
class ReplayIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Progress PROGRESS = new Progress(System.err);

    @TempDir
    private Path run;

    @Test
    void everyItemOfRealPayloadsIsStoredOnce() throws Exception {
        Path samples = Path.of(System.getProperty("nificrm.shared", "no such folder"), "samples");
        assumeThat(samples)
                .as("nificrm.shared names no folder with samples of real payloads")
                .isDirectory();
        Map<String, Integer> expected = Map.of(
                "mastodon", uniqueStatuses(samples.resolve("mastodon")),
                "reddit", uniqueThings(samples.resolve("reddit")),
                "email", uniqueMailEvents(samples.resolve("email")));
        DemoSettings settings = new DemoSettings(StackSettings.of(run), DemoSettings.Ports.ANY, 1, 20, 0, "1 min");
        try (Demo demo = Demo.start(Checkout.current(), settings, PROGRESS);
                StoredTouchpoints stored =
                        new StoredTouchpoints(demo.stack().elasticsearch().url())) {
            demo.silence();
            int posted = demo.community().manifest().posted().size();
            drop(samples.resolve("mastodon"), "mastodon");
            drop(samples.resolve("reddit"), "reddit");
            drop(samples.resolve("email"), "mime");

            int total = posted
                    + expected.values().stream().mapToInt(Integer::intValue).sum();
            await("all items to arrive")
                    .atMost(5, TimeUnit.MINUTES)
                    .untilAsserted(() -> assertThat(stored.count())
                            .as("dead letters %s", stored.deadLetterReasons(5))
                            .isEqualTo(total));
            Set<String> invented = demo.community().manifest().posted().stream()
                    .map(manifest -> manifest.id())
                    .collect(Collectors.toSet());
            Map<String, Long> real = stored.all().stream()
                    .filter(touchpoint -> !invented.contains(touchpoint.id()))
                    .collect(Collectors.groupingBy(Touchpoint::platform, Collectors.counting()));
            assertThat(real)
                    .containsEntry("mastodon", (long) expected.get("mastodon"))
                    .containsEntry("reddit", (long) expected.get("reddit"))
                    .containsEntry("email", (long) expected.get("email"));
            assertThat(stored.deadLetterReasons(10)).isEmpty();
        }
    }

    private void drop(Path folder, String format) throws IOException {
        Path inbox = Files.createDirectories(run.resolve("inbox").resolve(format));
        for (Path file : files(folder)) {
            Files.copy(file, inbox.resolve(file.getFileName().toString()));
        }
    }

    private static int uniqueStatuses(Path folder) throws IOException {
        Set<String> uris = new HashSet<>();
        for (Path file : files(folder)) {
            JSON.readTree(file.toFile())
                    .forEach(status -> uris.add(status.get("uri").asText()));
        }
        return uris.size();
    }

    /** Comments and posts of listings. */
    private static int uniqueThings(Path folder) throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : files(folder)) {
            for (JsonNode thing : JSON.readTree(file.toFile()).at("/data/children")) {
                names.add(thing.at("/data/name").asText());
            }
        }
        return names.size();
    }

    /**
     * What the mails tell of: at least one event or message each, and one for each recipient that a bounce names. How many
     * that are is a question to the format, which has tests of its own; here it is whether the flow keeps them all.
     */
    private static int uniqueMailEvents(Path folder) throws IOException {
        Set<String> ids = new HashSet<>();
        Normalizer mails = new Normalizer(Formats.named("mime").orElseThrow(), Reading.at(Instant.now()));
        for (Path file : files(folder)) {
            Ids found = new Ids(new HashSet<>());
            try (InputStream mail = Files.newInputStream(file)) {
                mails.run(mail, found);
            }
            assertThat(found.ids()).as("%s", file).isNotEmpty();
            ids.addAll(found.ids());
        }
        return ids.size();
    }

    private record Ids(Set<String> ids) implements Sink {
        @Override
        public void touchpoint(Touchpoint touchpoint) {
            ids.add(touchpoint.id());
        }

        @Override
        public void invalid(InvalidItem item) {
            throw new AssertionError("no mail of the samples is invalid: " + item.reason());
        }

        @Override
        public void ignored(String what) {
            throw new AssertionError("no mail of the samples is without meaning: " + what);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
