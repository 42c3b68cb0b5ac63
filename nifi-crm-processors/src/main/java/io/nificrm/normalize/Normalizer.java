package io.nificrm.normalize;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a stream of native items into touchpoints and counts what came of them. Streaming: memory is bounded by the
 * limits of the {@link Reading}. Immutable and thread-safe.
 *
 * <pre>{@code
 * Summary summary = new Normalizer(Formats.named("mastodon").orElseThrow(), Reading.at(Instant.now())).run(in, sink);
 * }</pre>
 */
public final class Normalizer {
    private final Format format;
    private final Reading reading;

    public Normalizer(Format format, Reading reading) {
        this.format = format;
        this.reading = reading;
    }

    /**
     * What came of a stream.
     *
     * @param touchpoints how many touchpoints
     * @param invalid how many items that could not be read
     * @param ignored items that are on purpose no touchpoints: what they are, and how many
     */
    public record Summary(long touchpoints, long invalid, Map<String, Long> ignored) {
        public Summary {
            ignored = Map.copyOf(ignored);
        }
    }

    /**
     * Reads the whole stream.
     *
     * @param in the caller's to close
     * @throws IOException when the stream or the sink fails, never for what the stream holds
     */
    public Summary run(InputStream in, Sink sink) throws IOException {
        Counting counting = new Counting(sink);
        format.read(in, reading, counting);
        return new Summary(counting.touchpoints, counting.invalid, counting.ignored);
    }

    private static final class Counting implements Sink {
        private final Sink sink;
        private final Map<String, Long> ignored = new TreeMap<>();
        private long touchpoints;
        private long invalid;

        Counting(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void touchpoint(Touchpoint touchpoint) throws IOException {
            touchpoints++;
            sink.touchpoint(touchpoint);
        }

        @Override
        public void invalid(InvalidItem item) throws IOException {
            invalid++;
            sink.invalid(item);
        }

        @Override
        public void ignored(String what) throws IOException {
            ignored.merge(what, 1L, Long::sum);
            sink.ignored(what);
        }
    }
}
