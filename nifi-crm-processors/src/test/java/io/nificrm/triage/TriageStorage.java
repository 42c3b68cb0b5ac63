package io.nificrm.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.elasticsearch.MonthWindow;
import io.nificrm.elasticsearch.PutOutcome;
import io.nificrm.elasticsearch.TouchpointIndexer;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/** A corner of a real Elasticsearch with flagged touchpoints, written as PutTouchpoints writes them. */
public final class TriageStorage implements AutoCloseable {
    private final ElasticsearchCluster cluster;
    private final TouchpointIndexer indexer;

    public TriageStorage(ElasticsearchNode node) {
        cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url()), new IndexNames("test-" + UUID.randomUUID()), IndexOptions.DEFAULT);
        indexer = new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC());
    }

    public ElasticsearchCluster cluster() {
        return cluster;
    }

    /** Writes touchpoints and makes them visible to searches. */
    public void put(Touchpoint... touchpoints) throws IOException {
        write(touchpoints);
        cluster.client()
                .indices()
                .refresh(refresh -> refresh.index(cluster.names().touchpoints()));
    }

    /** Writes touchpoints. */
    public void write(Touchpoint... touchpoints) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(lines);
        for (Touchpoint touchpoint : touchpoints) {
            writer.write(touchpoint);
        }
        writer.flush();
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new AssertionError(reason);
        });
        cluster.prepare();
        try (TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(lines.toByteArray()), outcome);
            run.finish();
        }
        assertThat(outcome.fault()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        indexer.close();
        cluster.close();
    }
}
