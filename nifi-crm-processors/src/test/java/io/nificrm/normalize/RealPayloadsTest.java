package io.nificrm.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Nothing that real servers answered is invalid, and nothing of it is missing. */
class RealPayloadsTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void mastodonTimelines() throws IOException {
        for (Path file : SharedSamples.files("mastodon")) {
            Collected collected = normalize("mastodon", file);
            JsonNode statuses = json.readTree(file.toFile());

            assertThat(collected.reasons()).as("%s", file).isEmpty();
            assertThat(collected.ids()).hasSize(statuses.size()).doesNotHaveDuplicates();
            assertThat(collected.touchpoints())
                    .allMatch(status -> status.author().isPresent());
        }
    }

    @Test
    void redditListings() throws IOException {
        for (Path file : SharedSamples.files("reddit")) {
            Collected collected = normalize("reddit", file);
            JsonNode children = json.readTree(file.toFile()).at("/data/children");

            assertThat(collected.reasons()).as("%s", file).isEmpty();
            assertThat(collected.ids()).hasSize(children.size()).doesNotHaveDuplicates();
            assertThat(collected.touchpoints())
                    .allMatch(thing -> thing.kind() == Touchpoint.Kind.POST
                            || thing.threadId().isPresent());
        }
    }

    @Test
    void mails() {
        for (Path file : SharedSamples.files("email")) {
            Collected collected = normalize("mime", file);

            assertThat(collected.reasons()).as("%s", file).isEmpty();
            assertThat(collected.touchpoints()).as("%s", file).isNotEmpty();
        }
    }

    private static Collected normalize(String format, Path file) {
        return Collected.of(Formats.named(format).orElseThrow(), SharedSamples.bytes(file));
    }
}
