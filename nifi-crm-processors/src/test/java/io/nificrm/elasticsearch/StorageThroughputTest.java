package io.nificrm.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.cat.indices.IndicesRecord;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class StorageThroughputTest {
    @Test
    void measuresBothWaysAndLeavesNothingBehind(ElasticsearchNode node) throws IOException {
        ConnectionSettings settings = ConnectionSettings.of(node.url());

        StorageThroughput measured = StorageThroughput.measure(settings, BulkLimits.DEFAULT, 2_000);

        assertThat(measured.documents()).isEqualTo(2_000);
        assertThat(measured.bulkPerSecond()).isPositive();
        assertThat(measured.putPerSecond()).isPositive();
        assertThat(measured.ratio()).isPositive();
        try (ElasticsearchCluster cluster =
                new ElasticsearchCluster(settings, new IndexNames("crm"), IndexOptions.DEFAULT)) {
            assertThat(cluster.client().cat().indices().indices())
                    .extracting(IndicesRecord::index)
                    .noneMatch(index -> index.startsWith("crm-bench"));
        }
    }
}
