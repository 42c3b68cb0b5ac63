package io.nificrm.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.ElasticsearchConnection;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;

/** A corner of a real Elasticsearch with flagged touchpoints, written as PutTouchpoints writes them. */
public final class TriageStorage implements AutoCloseable {
    private final ElasticsearchCluster cluster;
    private final TouchpointIndexer indexer;

    public TriageStorage(ElasticsearchNode node) {
        this(node.url());
    }

    public TriageStorage(URI url) {
        cluster = new ElasticsearchCluster(
                ConnectionSettings.of(url), new IndexNames("test-" + UUID.randomUUID()), IndexOptions.DEFAULT);
        indexer = new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC());
    }

    /** A cluster whose only node is away. */
    public static TriageStorage unreachable() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new TriageStorage(URI.create("http://127.0.0.1:" + port.getLocalPort()));
        }
    }

    public ElasticsearchCluster cluster() {
        return cluster;
    }

    /** Gives a processor this corner as its connection. */
    public void connect(TestRunner runner, PropertyDescriptor connection) throws InitializationException {
        Connection service = new Connection(cluster);
        runner.addControllerService("elasticsearch", service);
        runner.enableControllerService(service);
        runner.setProperty(connection, "elasticsearch");
    }

    private static final class Connection extends AbstractControllerService implements ElasticsearchConnection {
        private final ElasticsearchCluster cluster;

        Connection(ElasticsearchCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public ElasticsearchCluster cluster() {
            return cluster;
        }
    }

    /** Touchpoints as lines, as they travel. */
    public static String lines(Touchpoint... touchpoints) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(lines);
        for (Touchpoint touchpoint : touchpoints) {
            writer.write(touchpoint);
        }
        writer.flush();
        return lines.toString(StandardCharsets.UTF_8);
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
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new AssertionError(reason);
        });
        cluster.prepare();
        try (TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(lines(touchpoints).getBytes(StandardCharsets.UTF_8)), outcome);
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
