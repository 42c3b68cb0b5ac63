package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    private Path folder;

    @Test
    void recordedStatusesArePagedInBothDirections() throws IOException {
        Files.createDirectories(folder.resolve("mastodon"));
        Files.writeString(
                folder.resolve("mastodon/public-timeline.json"),
                IntStream.rangeClosed(1, 50).mapToObj(ReplayTest::status).collect(Collectors.joining(",", "[", "]")));
        try (CommunityServer server = replaying(folder)) {
            Caller caller = new Caller(server.url());
            List<String> seen = new ArrayList<>();
            Optional<String> next = Optional.of("/api/v1/timelines/public?limit=15");
            while (next.isPresent()) {
                HttpResponse<String> answer = caller.get(next.get());
                Caller.tree(answer.body())
                        .forEach(status -> seen.add(status.path("id").asText()));
                next = Caller.link(answer, "next");
            }

            assertThat(seen)
                    .hasSize(50)
                    .doesNotHaveDuplicates()
                    .startsWith("1050")
                    .endsWith("1001");
            assertThat(caller.json("/api/v1/timelines/public?limit=2&min_id=1010")
                            .findValuesAsText("content"))
                    .containsExactly("<p>12</p>", "<p>11</p>");
            assertThat(caller.json("/api/v1/timelines/tag/odd")).hasSize(20);
        }
    }

    @Test
    void recordedFeedsAndMailsAreServedByteByByteAndNothingOutsideTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("feeds"));
        Files.createDirectories(folder.resolve("email"));
        Files.writeString(folder.resolve("feeds/old.rss"), "<rss version='0.91'/>");
        Files.writeString(folder.resolve("email/one.eml"), "Subject: hello\r\n\r\nHi\r\n");
        try (CommunityServer server = replaying(folder)) {
            Caller caller = new Caller(server.url());

            assertThat(caller.get("/feeds/old.rss").body()).isEqualTo("<rss version='0.91'/>");
            assertThat(caller.json("/mail/").get(0).asText()).isEqualTo("/mail/one.eml");
            assertThat(caller.get("/mail/one.eml").body()).startsWith("Subject: hello");
            assertThat(caller.get("/replay/%2e%2e/%2e%2e/etc/passwd").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("nowhere");

        assertThatThrownBy(() -> replaying(nowhere)).hasMessageContaining(nowhere.toString());
    }

    @Test
    void realRecordingsPassWhole() throws IOException {
        Path samples = Path.of(System.getProperty("nificrm.shared", "nowhere"), "samples");
        Assumptions.assumeTrue(
                Files.isDirectory(samples), "no folder of real payloads: set the system property nificrm.shared");
        try (CommunityServer server = replaying(samples)) {
            Caller caller = new Caller(server.url());
            JsonNode first = caller.json("/r/askreddit/comments?limit=60");
            JsonNode second = caller.json("/r/askreddit/comments?limit=60&after="
                    + first.path("data").path("after").asText());

            assertThat(first.path("data").path("children")).hasSize(60);
            assertThat(second.path("data").path("children")).hasSize(40);
            assertThat(caller.json("/r/askreddit/new?limit=100").path("data").path("children"))
                    .hasSize(100);
            assertThat(caller.json("/api/v1/timelines/public")).hasSize(9);
            assertThat(caller.json("/api/v1/timelines/tag/hoot")).hasSize(1);
            assertThat(caller.json("/mail/")).hasSize(42);
        }
    }

    private static CommunityServer replaying(Path folder) {
        return CommunityServer.builder()
                .historySize(50)
                .livePerMinute(0)
                .replay(folder)
                .start();
    }

    private static String status(int number) {
        String tags = number <= 20 ? "[{\"name\":\"odd\"}]" : "[]";
        return "{\"id\":\"%d\",\"content\":\"<p>%d</p>\",\"account\":{\"id\":\"7\",\"acct\":\"ann\"},\"tags\":%s}"
                .formatted(1_000 + number, number, tags);
    }
}
