package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A cluster that we keep our documents in: its client, the names of its indices, and the promise that their templates
 * are in place. Thread-safe; one for each cluster is enough. Close it to end its connections and threads.
 *
 * <p>No node is sought beyond the hosts given: behind a proxy, in Docker or in a cloud the addresses that nodes know of
 * themselves lead nowhere.
 */
public final class ElasticsearchCluster implements Closeable {
    private final ConnectionSettings settings;
    private final IndexNames names;
    private final Rest5Client http;
    private final Rest5ClientTransport transport;
    private final ElasticsearchClient client;
    private final IndexSetup setup;
    private final Consumer<String> news;
    private final boolean guest;
    private volatile boolean prepared;

    /** Connects lazily: nothing is sent before the first request. */
    public ElasticsearchCluster(ConnectionSettings settings, IndexNames names, IndexOptions options) {
        this(settings, names, options, ignored -> {});
    }

    /** @param news is told in words what was put in place, for a log */
    public ElasticsearchCluster(
            ConnectionSettings settings, IndexNames names, IndexOptions options, Consumer<String> news) {
        this(settings, names, options, news, false);
    }

    private ElasticsearchCluster(
            ConnectionSettings settings, IndexNames names, IndexOptions options, Consumer<String> news, boolean guest) {
        this.guest = guest;
        this.settings = settings;
        this.names = names;
        this.news = news;
        this.http = http(settings);
        this.transport = new Rest5ClientTransport(http, new JacksonJsonpMapper(new JsonMapper()));
        this.client = new ElasticsearchClient(transport);
        this.setup = new IndexSetup(new JsonRequests(http), names, options, Clock.systemUTC());
    }

    /**
     * A cluster that somebody else keeps in order: templates and settings are theirs, {@link #prepare()} only looks
     * whether they are there.
     */
    public static ElasticsearchCluster guest(ConnectionSettings settings, IndexNames names) {
        return new ElasticsearchCluster(settings, names, IndexOptions.DEFAULT, ignored -> {}, true);
    }

    /** The client of the field, for everything that our own classes do not do. */
    public ElasticsearchClient client() {
        return client;
    }

    /** The names of indices and aliases. */
    public IndexNames names() {
        return names;
    }

    /** Where it is, for provenance and messages; holds no secret. */
    public String address() {
        return settings.hosts().getFirst() + settings.pathPrefix().orElse("");
    }

    /**
     * Puts templates, aliases and this month's indices in place unless that is known to be done. Call it before a
     * write: an index made without its template would guess its mapping.
     *
     * @throws IOException when the cluster can't be reached or refuses; the message says which and why
     */
    public synchronized void prepare() throws IOException {
        if (prepared) {
            return;
        }
        if (guest) {
            List<String> missing = setup.missing();
            if (!missing.isEmpty()) {
                throw new IOException("The cluster has no index template " + String.join(", ", missing)
                        + " of this version. Enable the flow's connection service first, which puts them in place");
            }
        } else {
            setup.install().forEach(news);
        }
        prepared = true;
    }

    /**
     * Makes the next {@link #prepare()} look again, after a fault that may have left us with another, empty cluster.
     */
    public void distrust() {
        prepared = false;
    }

    /** Looks whether the cluster can be worked with. */
    public List<ConnectionCheck.Finding> check() {
        return new ConnectionCheck(settings, names).run();
    }

    /** Requests that the typed client has no words for. */
    JsonRequests requests() {
        return new JsonRequests(http);
    }

    IndexSetup setup() {
        return setup;
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    private static Rest5Client http(ConnectionSettings settings) {
        Rest5ClientBuilder builder = Rest5Client.builder(settings.hosts())
                .setCompressionEnabled(settings.compression())
                .setConnectionConfigCallback(connection -> connection
                        .setConnectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout(
                                Math.toIntExact(settings.responseTimeout().toMillis()), TimeUnit.MILLISECONDS))
                .setRequestConfigCallback(request -> request.setResponseTimeout(
                                settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        .setConnectionRequestTimeout(settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS));
        settings.credentials()
                .authorization()
                .ifPresent(authorization -> builder.setDefaultHeaders(
                        new Header[] {new BasicHeader("Authorization", authorization, true)}));
        settings.tls().ifPresent(builder::setSSLContext);
        settings.pathPrefix().ifPresent(builder::setPathPrefix);
        return builder.build();
    }
}
