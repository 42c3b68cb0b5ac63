package io.nificrm.normalize;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast a format normalises on one thread: from native bytes to lines of touchpoints, writing included. For
 * {@code crm bench}.
 *
 * @param bytes native bytes read
 * @param touchpoints how many came of them
 * @param elapsed processor time of the thread for that, which other load on the machine does not change
 */
public record Throughput(String format, long bytes, long touchpoints, Duration elapsed) {

    /**
     * Normalises a payload again and again.
     *
     * @param payload what the platform returns, as large as it really comes
     * @param warmUp for so long without counting, until the compiler has done its work
     * @param measured for so long while counting
     * @throws IOException when the payload cannot be normalised at all
     */
    public static Throughput measure(Format format, byte[] payload, Duration warmUp, Duration measured)
            throws IOException {
        run(format, payload, warmUp);
        return run(format, payload, measured);
    }

    /** Megabytes (10^6) of native bytes a second. */
    public double megabytesPerSecond() {
        return bytes / 1e6 / seconds();
    }

    public double touchpointsPerSecond() {
        return touchpoints / seconds();
    }

    private double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    private static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static Throughput run(Format format, byte[] payload, Duration atLeast) throws IOException {
        Normalizer normalizer = new Normalizer(format, Reading.at(Instant.now()));
        JsonLinesWriter<Touchpoint> lines = JsonLinesWriter.touchpoints(OutputStream.nullOutputStream());
        Sink sink = new Sink() {
            @Override
            public void touchpoint(Touchpoint touchpoint) throws IOException {
                lines.write(touchpoint);
            }

            @Override
            public void invalid(InvalidItem item) throws IOException {
                throw new IOException("The payload holds an invalid item: " + item.reason());
            }

            @Override
            public void ignored(String what) {
                // part of a real payload
            }
        };
        long touchpoints = 0;
        long bytes = 0;
        long start = cpuNanos();
        long elapsed;
        do {
            touchpoints +=
                    normalizer.run(new ByteArrayInputStream(payload), sink).touchpoints();
            bytes += payload.length;
            elapsed = cpuNanos() - start;
        } while (elapsed < atLeast.toNanos());
        lines.flush();
        return new Throughput(format.name(), bytes, touchpoints, Duration.ofNanos(elapsed));
    }
}
