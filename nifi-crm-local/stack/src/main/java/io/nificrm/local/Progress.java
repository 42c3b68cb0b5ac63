package io.nificrm.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Tells a waiting person what is going on and how long it took. Thread-safe.
 *
 * @param out where to say it; never standard output, which belongs to results
 */
public record Progress(PrintStream out) {

    /** Something that takes a while. */
    @FunctionalInterface
    public interface Step<T> {
        /** Does it. */
        T run() throws Exception;
    }

    /** Says one line. */
    public void say(String line) {
        out.println(line);
    }

    /**
     * Does something that takes a while.
     *
     * @param what it is, for example "Elasticsearch starts"
     */
    public <T> T step(String what, Step<T> step) throws Exception {
        Instant begun = Instant.now();
        out.println("  " + what + " ...");
        T result = step.run();
        out.println("  " + what + ": " + seconds(begun));
        return result;
    }

    /** The time since a moment, for people: {@code 3.2 s}. */
    public static String seconds(Instant begun) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    }
}
