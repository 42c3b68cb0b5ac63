package io.nificrm.elasticsearch;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.nifi.controller.AbstractControllerService;

/** A corner of a real Elasticsearch with a prefix of its own, as processors get it; for tests of other packages. */
public final class ClusterService extends AbstractControllerService implements ElasticsearchConnection {
    private final ElasticsearchCluster cluster;

    private ClusterService(ElasticsearchCluster cluster) {
        this.cluster = cluster;
    }

    /** @param purpose the beginning of the prefix */
    public static ClusterService of(ElasticsearchNode node, String purpose) {
        return new ClusterService(new ElasticsearchCluster(
                ConnectionSettings.of(node.url()),
                new IndexNames(purpose + '-' + UUID.randomUUID()),
                IndexOptions.DEFAULT));
    }

    @Override
    public ElasticsearchCluster cluster() {
        return cluster;
    }

    /** Stores lines of touchpoints as PutTouchpoints does; all of them must be valid. */
    public void put(String lines) throws IOException {
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new IOException(reason);
        });
        cluster.prepare();
        try (TouchpointIndexer indexer =
                        new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC());
                TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), outcome);
            run.finish();
        }
        if (outcome.fault().isPresent()) {
            throw new IOException(outcome.fault().get());
        }
    }

    /** The stored touchpoint of an id and time. */
    public Optional<Touchpoint> stored(String id, Instant at) throws IOException {
        String index = cluster.names().at(IndexFamily.MENTIONS, at);
        var found = cluster.client()
                .get(get -> get.index(index).id(id), com.fasterxml.jackson.databind.node.ObjectNode.class);
        return found.found() ? Optional.of(TouchpointJson.read(found.source(), Touchpoint.class)) : Optional.empty();
    }
}
