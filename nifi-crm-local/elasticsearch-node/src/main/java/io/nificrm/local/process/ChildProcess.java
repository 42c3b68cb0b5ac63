package io.nificrm.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that hangs on this one: its standard input is the lifeline, and the program promises to end in order when
 * that ends, which it also does when this process crashes.
 *
 * <p>Thread-safe.
 */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOG_LINES_IN_ERRORS = 30;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param name what people call it, for messages
     * @param log the file that takes everything it says, after what earlier ones said
     */
    public static ChildProcess start(String name, ProcessBuilder command, Path log) throws IOException {
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ChildProcess(name, process, log);
    }

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it holds by now. */
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Waits until a condition holds.
     *
     * @param what the condition, as the end of a sentence: "did not ..."
     * @throws ChildProcessException when the process ends or the deadline passes before; the message holds the end of
     *     the log
     */
    public void await(String what, Instant deadline, Condition condition) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        while (!condition.holds()) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("ended with code " + process.exitValue());
            }
            if (Instant.now().isAfter(deadline)) {
                long seconds = Duration.between(begun, Instant.now()).toSeconds();
                throw failed("did not " + what + " within " + seconds + " seconds");
            }
        }
    }

    /** Whether it lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its process id. */
    public long id() {
        return process.pid();
    }

    /** Lets the program end in order and kills it when that takes longer than it may. */
    public void stop(Duration longest) {
        try {
            // the end of its standard input is the order to end; unlike a signal it works on every system
            process.getOutputStream().close();
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (IOException alreadyGone) {
            kill();
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process at once, as a crash does (SIGKILL), and waits until it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    private ChildProcessException failed(String how) throws IOException {
        // decoded leniently: bytes that are no text must not hide the reason
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_ERRORS), lines.size());
        return new ChildProcessException(name + " " + how + ". The end of " + log + ":\n" + String.join("\n", end));
    }
}
