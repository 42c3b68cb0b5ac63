package io.nificrm.marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class MarkerStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private ElasticsearchCluster cluster;
    private MarkerStore markers;

    @BeforeEach
    void connect(ElasticsearchNode node) {
        cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url()), new IndexNames("mark-" + UUID.randomUUID()), IndexOptions.DEFAULT);
        markers = new MarkerStore(cluster);
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    private static Marker cap(Optional<Instant> endedAt) {
        return Marker.of(
                MarkerKind.RELEASE, " new cap shipped ", NOON, endedAt, List.of("lid"), List.of("acme", " "), "kim");
    }

    @Test
    void aMarkerIsStoredAsBoardsReadIt() throws IOException {
        assertThat(markers.put(cap(Optional.empty()))).isTrue();

        ObjectNode stored = cluster.client()
                .search(
                        search -> search.index(cluster.names().prefix() + "-markers")
                                .query(query -> query.queryString(
                                        text -> text.query("kind:release AND topic:lid AND brand:acme AND cap"))),
                        ObjectNode.class)
                .hits()
                .hits()
                .getFirst()
                .source();
        assertThat(stored.path("@timestamp").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(stored.path("title").asText()).isEqualTo("new cap shipped");
        assertThat(stored.path("who").asText()).isEqualTo("kim");
        assertThat(stored.has("ended_at")).isFalse();
    }

    @Test
    void theSameAgainIsTheSameMarkerWithItsEnd() throws IOException {
        markers.put(cap(Optional.empty()));
        Marker ended = cap(Optional.of(NOON.plusSeconds(60)));

        assertThat(markers.put(ended)).isFalse();
        assertThat(markers.newest(10)).containsExactly(ended);
        assertThat(markers.remove(ended.id())).isTrue();
        assertThat(markers.remove(ended.id())).isFalse();
        assertThat(markers.newest(10)).isEmpty();
    }

    @Test
    void aMarkerWithoutTitleOrThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(
                        () -> Marker.of(MarkerKind.INCIDENT, " ", NOON, Optional.empty(), List.of(), List.of(), "kim"))
                .hasMessageContaining("title");
        assertThatThrownBy(() -> cap(Optional.of(NOON.minusSeconds(1)))).hasMessageContaining("end before it begins");
    }
}
