package io.nificrm.source;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * An HTTP server on a free port that plays a platform. Answers are given by path; {@link #interfere} puts other answers before
 * the next requests, as a platform in trouble does.
 */
public final class PlatformStub implements AutoCloseable {

    /** What was asked. */
    public record Request(String method, URI uri, Map<String, String> query, Headers headers, String body) {

        public String path() {
            return uri.getPath();
        }

        public String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    /** How to answer. */
    @FunctionalInterface
    public interface Answer {
        void send(HttpExchange exchange) throws IOException;

        /** The same answer with one more header. */
        default Answer header(String name, String value) {
            return exchange -> {
                exchange.getResponseHeaders().add(name, value);
                send(exchange);
            };
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Function<Request, Answer>> handlers = new ConcurrentHashMap<>();
    private final Deque<Answer> interferences = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public PlatformStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return address("");
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Answers requests for exactly this path. */
    public void on(String path, Function<Request, Answer> handler) {
        handlers.put(path, handler);
    }

    /** The next requests, whatever their path, get these answers, one each. */
    public void interfere(Answer... answers) {
        synchronized (interferences) {
            interferences.addAll(List.of(answers));
        }
    }

    /** All requests so far, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public Request lastRequest() {
        return requests.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            answer(request).send(exchange);
        }
    }

    private Answer answer(Request request) {
        synchronized (interferences) {
            if (!interferences.isEmpty()) {
                return interferences.poll();
            }
        }
        return handlers.getOrDefault(
                        request.path(), unknown -> text(404, "application/json", "{\"error\":\"Record not found\"}"))
                .apply(request);
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String parameter : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = parameter.split("=", 2);
            query.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Request(
                exchange.getRequestMethod(), exchange.getRequestURI(), query, exchange.getRequestHeaders(), body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public static Answer json(String body) {
        return text(200, "application/json; charset=utf-8", body);
    }

    public static Answer text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(int status, String contentType, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static Answer redirect(int status, String location) {
        return status(status).header("Location", location);
    }

    /** A web page in the place of data, as proxies and maintenance screens send it, with status 200. */
    public static Answer webPage() {
        return text(
                200,
                "text/html",
                "<!DOCTYPE html><html><head><title>Under maintenance</title></head><body></body></html>");
    }

    /** Promises more than it sends. */
    public static Answer truncated() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("[{\"id\":\"1\",".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** So many blanks. */
    public static Answer huge(long bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes);
            writeBlanks(exchange.getResponseBody(), bytes);
        };
    }

    /** So many blanks, compressed to almost nothing. */
    public static Answer compressedBomb(long bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                writeBlanks(out, bytes);
            }
        };
    }

    private static void writeBlanks(OutputStream out, long bytes) throws IOException {
        byte[] blanks = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (long left = bytes; left > 0; left -= blanks.length) {
            out.write(blanks, 0, (int) Math.min(left, blanks.length));
        }
    }

    /** Sends the beginning of a body, and not the rest until the stub is closed. */
    public Answer stalling() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
