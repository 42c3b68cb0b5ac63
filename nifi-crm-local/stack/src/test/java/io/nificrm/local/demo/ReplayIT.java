package io.nificrm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads of real servers, dropped into the inbox of the real flow, are all there afterwards. */
class ReplayIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id:\\s*(<[^>]+>)");

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
                "email", uniqueMails(samples.resolve("email")));
        DemoSettings settings = new DemoSettings(StackSettings.of(run), 0, 1, 20, 0, "1 min");
        try (Demo demo = Demo.start(Checkout.current(), settings, PROGRESS);
                StoredTouchpoints stored =
                        new StoredTouchpoints(demo.stack().elasticsearch().url())) {
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

    /** Mails by their Message-ID; one without is a mail of its own. */
    private static int uniqueMails(Path folder) throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path file : files(folder)) {
            String mail = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            var id = MESSAGE_ID.matcher(mail.split("\n\n", 2)[0]);
            ids.add(id.find() ? id.group(1) : file.toString());
        }
        return ids.size();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
