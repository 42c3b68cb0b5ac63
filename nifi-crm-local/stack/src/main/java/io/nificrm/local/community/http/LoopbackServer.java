package io.nificrm.local.community.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on 127.0.0.1; every request has a virtual thread. The first endpoint that knows the path answers. */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int LARGEST_BODY = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<Endpoint> endpoints;
    private final LongAdder requests = new LongAdder();

    private LoopbackServer(HttpServer server, ExecutorService threads, List<Endpoint> endpoints) {
        this.server = server;
        this.threads = threads;
        this.endpoints = List.copyOf(endpoints);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException where the port is taken
     */
    public static LoopbackServer start(int port, List<Endpoint> endpoints) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            LoopbackServer loopback = new LoopbackServer(server, threads, endpoints);
            server.setExecutor(threads);
            server.createContext("/", loopback::handle);
            server.start();
            return loopback;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the community cannot listen on 127.0.0.1:" + port + "; is another program using the port?",
                    failure);
        }
    }

    /** Without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many requests were answered so far. */
    public long requests() {
        return requests.sum();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = read(exchange.getRequestBody());
            Answer answer = body.length > LARGEST_BODY
                    ? Answer.error(413, "Payload too large")
                    : answer(Request.of(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            headers(exchange),
                            Content.of(body)));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean silent =
                    exchange.getRequestMethod().equals("HEAD") || answer.body().length() == 0;
            exchange.sendResponseHeaders(
                    answer.status(), silent ? -1 : answer.body().length());
            if (!silent) {
                exchange.getResponseBody().write(answer.body().bytes());
            }
            requests.increment();
        }
    }

    private Answer answer(Request request) {
        try {
            for (Endpoint endpoint : endpoints) {
                var answer = endpoint.answer(request);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            return Answer.error(404, "Record not found");
        } catch (RuntimeException failure) {
            LOG.error("The community could not answer {} {}", request.method(), request.path(), failure);
            return Answer.error(500, "Internal server error");
        }
    }

    private static byte[] read(InputStream stream) throws IOException {
        return stream.readNBytes(LARGEST_BODY + 1);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
