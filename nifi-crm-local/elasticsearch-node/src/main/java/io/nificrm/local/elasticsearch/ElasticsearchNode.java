package io.nificrm.local.elasticsearch;

import io.nificrm.local.process.ChildProcess;
import io.nificrm.local.process.ChildProcessException;
import io.nificrm.local.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A real Elasticsearch node on the loopback address, in a process of its own.
 *
 * <p>The process ends with this one, however this one ends. A node that was stopped or killed can be started again: it
 * keeps its data and its port. Not thread-safe.
 *
 * <pre>{@code
 * try (ElasticsearchNode node = ElasticsearchNode.builder(folder).build().start()) {
 *     URI url = node.url();
 * }
 * }</pre>
 */
public final class ElasticsearchNode implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ADMINISTRATOR = "elastic";
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(20);

    private final Distribution distribution;
    private final Builder settings;
    private final HttpClient client;
    private Optional<ChildProcess> process = Optional.empty();
    private int port;

    private ElasticsearchNode(Distribution distribution, Builder settings) {
        this.distribution = distribution;
        this.settings = settings;
        this.port = settings.port;
        this.client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    /**
     * Begins the description of a node.
     *
     * @param folder where the node keeps its data, configuration and logs; created if missing
     */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /**
     * Starts the process and waits until the node answers and its indices can be searched.
     *
     * @return this node
     * @throws ChildProcessException when the port is taken, the process ends early or the deadline passes; the
     *     message holds the end of the log
     * @throws IOException when the folder can't be written
     */
    public ElasticsearchNode start() throws IOException, InterruptedException {
        if (isRunning()) {
            return this;
        }
        Instant deadline = Instant.now().plus(settings.deadline);
        prepareFolders();
        if (port != 0) {
            LoopbackPort.requireFree("Elasticsearch", port);
        }
        ProcessBuilder command = new ProcessBuilder(command()).directory(settings.folder.toFile());
        settings.password.ifPresent(password -> command.environment().put("ELASTIC_BOOTSTRAP_PASSWORD", password));
        ChildProcess started = ChildProcess.start("Elasticsearch", command, logFile());
        process = Optional.of(started);
        try {
            started.await("open its port", deadline, () -> Files.exists(portFile()));
            port = readPort();
            HttpRequest health = healthRequest();
            started.await("become healthy", deadline, () -> isHealthy(health));
        } catch (IOException | InterruptedException failed) {
            kill();
            throw failed;
        }
        return this;
    }

    /** The address of the REST interface, without a slash at its end, for example {@code http://127.0.0.1:9200}. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    /** The port of the REST interface: the wanted one, or the one that the first start found when 0 was wanted. */
    public int port() {
        return port;
    }

    /** Everything the process says. */
    public Path logFile() {
        return settings.logs.resolve("elasticsearch.log");
    }

    /** Whether the process lives. */
    public boolean isRunning() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    /** The id of the process, for those who want to watch it; empty before the first start. */
    public Optional<Long> processId() {
        return process.map(ChildProcess::id);
    }

    /** Closes the node in order; kills it when that takes more than 20 seconds. Does nothing when it doesn't run. */
    public void stop() {
        process.filter(ChildProcess::isAlive).ifPresent(running -> running.stop(TIME_TO_CLOSE));
    }

    /** Ends the process at once, as a crash does (SIGKILL), and waits until it is gone. */
    public void kill() {
        process.ifPresent(ChildProcess::kill);
    }

    @Override
    public void close() {
        stop();
        client.close();
    }

    private void prepareFolders() throws IOException {
        for (Path folder : List.of(data(), configuration(), temporary(), settings.logs)) {
            Files.createDirectories(folder);
        }
        for (Path file : distribution.configurationFiles()) {
            Files.copy(
                    file, configuration().resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(configuration().resolve("log4j2.properties"), """
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %marker%m%n
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                """);
        Files.deleteIfExists(portFile());
    }

    private List<String> command() {
        return new NodeCommand(distribution, settings.heap, settings.optimised)
                .with("cluster.name", settings.clusterName)
                .with("node.name", settings.clusterName + "-1")
                .with("discovery.type", "single-node")
                .with("path.data", data().toString())
                .with("path.logs", settings.logs.toString())
                .with("http.host", LOOPBACK)
                .with("http.port", Integer.toString(port))
                .with("transport.host", LOOPBACK)
                .with("transport.port", "0")
                .with("node.portsfile", "true")
                .with("xpack.security.enabled", Boolean.toString(settings.password.isPresent()))
                // laptops run nearly full disks; a demo that silently makes its indices read-only helps nobody
                .with("cluster.routing.allocation.disk.threshold_enabled", "false")
                .line(configuration(), temporary());
    }

    private int readPort() throws IOException {
        String address = Files.readAllLines(portFile()).getFirst();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private HttpRequest healthRequest() {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        url().resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .timeout(Duration.ofSeconds(10));
        settings.password.ifPresent(password -> request.header("Authorization", basic(password)));
        return request.build();
    }

    private boolean isHealthy(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            // the port opens before the node answers: the caller asks again until its deadline
            return false;
        }
    }

    private static String basic(String password) {
        byte[] pair = (ADMINISTRATOR + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private Path data() {
        return settings.folder.resolve("data");
    }

    private Path configuration() {
        return settings.folder.resolve("config");
    }

    private Path temporary() {
        return settings.folder.resolve("tmp");
    }

    private Path portFile() {
        return settings.logs.resolve("http.ports");
    }

    /** What a node shall be like; every setting but the folder has a default that suits a test. */
    public static final class Builder {

        private final Path folder;
        private Path logs;
        private Optional<Path> distribution = Optional.empty();
        private Optional<String> password = Optional.empty();
        private String clusterName = "nifi-crm";
        private String heap = "512m";
        private boolean optimised;
        private Duration deadline = Duration.ofMinutes(5);
        private int port;

        private Builder(Path folder) {
            this.folder = folder.toAbsolutePath().normalize();
            this.logs = this.folder.resolve("logs");
        }

        /** The folder that the build of this module unpacks into; found by itself where this class was built. */
        public Builder distribution(Path unpackedInto) {
            distribution = Optional.of(unpackedInto);
            return this;
        }

        /** The folder of the log file; by default {@code logs} below the node's own folder. */
        public Builder logs(Path directory) {
            logs = directory.toAbsolutePath().normalize();
            return this;
        }

        /** The port on the loopback address; 0, the default, takes a free one. */
        public Builder port(int wanted) {
            port = wanted;
            return this;
        }

        /** The Java heap in the JVM's notation; 512m by default. */
        public Builder heap(String size) {
            heap = size;
            return this;
        }

        /**
         * Lets the JVM compile with its optimising compiler, too. Off by default: on two cores that compiler takes more time
         * from the first minutes of a node than it gives back; what measures throughput wants it.
         */
        public Builder optimised() {
            optimised = true;
            return this;
        }

        /** Turns security on; the user {@code elastic} gets this password at the first start. Off by default. */
        public Builder password(String ofTheAdministrator) {
            password = Optional.of(ofTheAdministrator);
            return this;
        }

        /** The name of the cluster; nifi-crm by default. */
        public Builder clusterName(String name) {
            clusterName = name;
            return this;
        }

        /** How long a start may take before it counts as failed; 5 minutes by default, a quiet machine needs 4 seconds. */
        public Builder deadline(Duration longest) {
            deadline = longest;
            return this;
        }

        /**
         * Makes the node, which then awaits its {@link ElasticsearchNode#start() start}.
         *
         * @throws IllegalStateException when there is no unpacked distribution
         */
        public ElasticsearchNode build() {
            return new ElasticsearchNode(
                    distribution.map(Distribution::in).orElseGet(Distribution::besideOurClasses), this);
        }
    }
}
