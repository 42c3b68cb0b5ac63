package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch.core.GetResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A corner of a real Elasticsearch with a prefix of its own, and touchpoints to put there. */
final class TestCluster implements AutoCloseable {
    final ElasticsearchCluster cluster;
    final List<String> invalid = new ArrayList<>();
    private final TouchpointIndexer indexer;

    TestCluster(ElasticsearchNode node) throws IOException {
        this(ConnectionSettings.of(node.url()), prefix(), BulkLimits.DEFAULT);
    }

    TestCluster(ConnectionSettings settings, String prefix, BulkLimits limits) {
        this.cluster = new ElasticsearchCluster(settings, new IndexNames(prefix), IndexOptions.DEFAULT);
        this.indexer = new TouchpointIndexer(cluster, limits, MonthWindow.DEFAULT, Clock.systemUTC());
    }

    static String prefix() {
        return "test-" + UUID.randomUUID();
    }

    /** One line. */
    static String line(String id, String more) {
        return """
                {"id":"%s","type":"mention","@timestamp":"%s","platform":"test","kind":"post"%s}
                """.formatted(id, Instant.now().minusSeconds(60), more.isEmpty() ? "" : "," + more);
    }

    PutOutcome put(String lines) throws IOException {
        PutOutcome outcome = new PutOutcome((reason, original, truncated) ->
                invalid.add(reason + " | " + new String(original, StandardCharsets.UTF_8)));
        cluster.prepare();
        try (TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), outcome);
            run.finish();
        }
        return outcome;
    }

    String index() {
        return cluster.names().at(IndexFamily.MENTIONS, Instant.now().minusSeconds(60));
    }

    JsonNode stored(String id) throws IOException {
        return response(id).source();
    }

    GetResponse<ObjectNode> response(String id) throws IOException {
        return cluster.client().get(get -> get.index(index()).id(id), ObjectNode.class);
    }

    /** What a person does, elsewhere. */
    void update(String id, Map<String, ?> part) throws IOException {
        cluster.client().update(update -> update.index(index()).id(id).doc(part), ObjectNode.class);
    }

    /** How many touchpoints of any kind have a word in a field. */
    long count(String field, String word) throws IOException {
        String all = cluster.names().touchpoints();
        cluster.client().indices().refresh(refresh -> refresh.index(all));
        return cluster.client()
                .count(count -> count.index(all)
                        .query(query -> query.match(match -> match.field(field).query(word))))
                .count();
    }

    @Override
    public void close() throws IOException {
        indexer.close();
        cluster.close();
    }
}
