package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void listsEverythingPostedWithUniqueIdsAndTheConversations() {
        try (CommunityServer server = CommunityServer.builder()
                .clock(new SettableClock(START.plusSeconds(100)))
                .start(START)
                .historySize(800)
                .start()) {
            Manifest manifest = server.manifest();

            assertThat(manifest.posted()).hasSize((int) server.stats().posted());
            assertThat(manifest.posted()).extracting(Manifest.Posted::id).doesNotHaveDuplicates();
            assertThat(manifest.posted())
                    .allSatisfy(posted -> assertThat(posted.targets()).isNotEmpty());
            assertThat(manifest.conversations()).anySatisfy(talk -> {
                assertThat(talk.responseSeconds()).isEqualTo(754);
                assertThat(talk.outcome()).contains("thanked");
            });
        }
    }

    @Test
    void isServedAsJsonForAnotherProcess() {
        try (CommunityServer server = CommunityServer.builder()
                .clock(new SettableClock(START))
                .historySize(200)
                .start()) {
            JsonNode manifest = new Caller(server.url()).json("/community/manifest");

            assertThat(manifest.path("posted"))
                    .hasSize(server.manifest().posted().size());
            JsonNode first = manifest.path("posted").get(0);
            assertThat(first.path("id").asText()).contains(":");
            assertThat(Instant.parse(first.path("at").asText())).isBefore(START);
            assertThat(first.has("in_reply_to") && first.path("in_reply_to").isNull())
                    .isFalse();
            assertThat(new Caller(server.url())
                            .json("/community/stats")
                            .path("posted")
                            .asInt())
                    .isEqualTo(manifest.path("posted").size());
        }
    }
}
