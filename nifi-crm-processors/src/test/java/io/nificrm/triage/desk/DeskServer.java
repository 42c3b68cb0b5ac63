package io.nificrm.triage.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nificrm.format.FormFields;
import io.nificrm.profile.StandardListeningProfileService;
import io.nificrm.triage.TriageStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/**
 * The processor TriageDesk behind a real socket: requests become FlowFiles with the attributes that HandleHttpRequest gives
 * them, and answers are sent as HandleHttpResponse does it, with the headers that {@link TriageDesk#HEADERS} names.
 */
final class DeskServer implements AutoCloseable {
    static final String KEY = "a signing key of more than thirty-two characters";

    private static final Pattern HEADERS = Pattern.compile(TriageDesk.HEADERS);

    private final TestRunner runner = TestRunners.newTestRunner(TriageDesk.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private boolean started;

    DeskServer(TriageStorage storage, Path accounts, Optional<Path> profile)
            throws IOException, InitializationException {
        storage.connect(runner, TriageDesk.CONNECTION);
        if (profile.isPresent()) {
            StandardListeningProfileService service = new StandardListeningProfileService();
            runner.addControllerService("profile", service);
            runner.setProperty(service, "Profile File", profile.get().toString());
            runner.enableControllerService(service);
            runner.setProperty(TriageDesk.LISTENING_PROFILE, "profile");
        }
        runner.setProperty(TriageDesk.ACCOUNTS_FILE, accounts.toString());
        runner.setProperty(TriageDesk.SIGNING_KEY, KEY);
        runner.setProperty(TriageDesk.SECURE_COOKIE, "false");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/desk" + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> attributes = new HashMap<>();
            attributes.put("http.method", exchange.getRequestMethod());
            attributes.put("http.request.uri", exchange.getRequestURI().getRawPath());
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).ifPresent(query -> {
                // as HandleHttpRequest does it: all of it decoded at once, and each parameter by itself
                attributes.put("http.query.string", URLDecoder.decode(query, StandardCharsets.UTF_8));
                FormFields.parse(query).forEach((name, value) -> attributes.put("http.query.param." + name, value));
            });
            attributes.put(
                    "http.remote.addr", exchange.getRemoteAddress().getAddress().getHostAddress());
            exchange.getRequestHeaders()
                    .forEach((name, values) -> attributes.put("http.headers." + name, String.join("; ", values)));
            MockFlowFile answer = answer(exchange.getRequestBody().readAllBytes(), attributes);
            answer.getAttributes().forEach((name, value) -> {
                if (HEADERS.matcher(name).matches()) {
                    exchange.getResponseHeaders().set(name, value);
                }
            });
            byte[] body = answer.toByteArray();
            exchange.sendResponseHeaders(
                    Integer.parseInt(answer.getAttribute("http.status.code")), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** What the processor answers to a request of these attributes. */
    synchronized MockFlowFile answer(byte[] body, Map<String, String> attributes) {
        runner.clearTransferState();
        runner.enqueue(body, attributes);
        runner.run(1, false, !started);
        started = true;
        return runner.getFlowFilesForRelationship(TriageDesk.RESPONSE).getFirst();
    }

    /** Whether what is configured is valid, with one property changed. */
    TestRunner runner() {
        return runner;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
