package io.nificrm.local.nifi;

import io.nificrm.local.process.ChildProcess;
import io.nificrm.local.process.ChildProcessException;
import io.nificrm.local.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A real NiFi on the loopback address, without TLS and login, in a process of its own.
 *
 * <p>The process ends with this one, however this one ends. A NiFi that was stopped or killed can be started again: it
 * keeps its flow, its queues, its state and its port. Not thread-safe.
 */
public final class NifiServer implements AutoCloseable {

    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(30);

    private final Builder settings;
    private final NifiHome home;
    private final HttpClient client;
    private Optional<ChildProcess> process = Optional.empty();
    private int port;

    private NifiServer(Builder settings) {
        this.settings = settings;
        this.home = new NifiHome(settings.folder);
        this.port = settings.port;
        this.client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    /**
     * Begins the description of a NiFi.
     *
     * @param folder where it keeps its configuration, flow and repositories; created if missing
     * @param library the folder of jars and NARs that the module {@code nifi-home} assembles
     */
    public static Builder builder(Path folder, Path library) {
        return new Builder(folder, library);
    }

    /**
     * Starts the process and waits until the REST interface answers.
     *
     * @return this server
     * @throws ChildProcessException when a port is taken, the process ends early or the deadline passes; the message
     *     holds the end of the log
     * @throws IOException when the folder can't be written
     */
    public NifiServer start() throws IOException, InterruptedException {
        if (isRunning()) {
            return this;
        }
        Instant deadline = Instant.now().plus(settings.deadline);
        port = port == 0 ? LoopbackPort.anyFree() : port;
        LoopbackPort.requireFree("NiFi", port);
        home.prepare(settings.library, port);
        Files.createDirectories(settings.logs);
        ProcessBuilder command = new ProcessBuilder(
                        home.command(settings.library, settings.logs, settings.heap, LoopbackPort.anyFree()))
                .directory(settings.folder.toFile());
        ChildProcess started = ChildProcess.start("NiFi", command, logFile());
        process = Optional.of(started);
        HttpRequest about = HttpRequest.newBuilder(url().resolve("/nifi-api/flow/about"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            started.await("answer", deadline, () -> answers(about));
        } catch (IOException | InterruptedException failed) {
            kill();
            throw failed;
        }
        return this;
    }

    /** The address of the server, without a slash at its end, for example {@code http://127.0.0.1:8080}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Everything that NiFi logs. */
    public Path logFile() {
        return settings.logs.resolve("nifi.log");
    }

    /** Whether the process lives. */
    public boolean isRunning() {
        return process.map(ChildProcess::isAlive).orElse(false);
    }

    /** The id of the process; empty before the first start. */
    public Optional<Long> processId() {
        return process.map(ChildProcess::id);
    }

    /** Ends NiFi in order; kills it when that takes more than 30 seconds. Does nothing when it doesn't run. */
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

    private boolean answers(HttpRequest about) throws InterruptedException {
        try {
            return client.send(about, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            // refused until the web server is up: the caller asks again until its deadline
            return false;
        }
    }

    /** What a NiFi shall be like. */
    public static final class Builder {

        private final Path folder;
        private final Path library;
        private Path logs;
        private String heap = "512m";
        private Duration deadline = Duration.ofMinutes(10);
        private int port;

        private Builder(Path folder, Path library) {
            this.folder = folder.toAbsolutePath().normalize();
            this.library = library.toAbsolutePath().normalize();
            this.logs = this.folder.resolve("logs");
        }

        /** The folder of the log file; by default {@code logs} below NiFi's own folder. */
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

        /** How long a start may take before it counts as failed; 10 minutes by default, a quiet machine needs 12 seconds. */
        public Builder deadline(Duration longest) {
            deadline = longest;
            return this;
        }

        /**
         * Makes the server, which then awaits its {@link NifiServer#start() start}.
         *
         * @throws IllegalStateException when the library was not built
         */
        public NifiServer build() {
            if (!Files.isDirectory(library)) {
                throw new IllegalStateException(
                        "No NiFi in " + library + ". Build the module nifi-crm-local/nifi-home first.");
            }
            return new NifiServer(this);
        }
    }
}
