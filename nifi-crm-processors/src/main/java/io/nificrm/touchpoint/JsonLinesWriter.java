package io.nificrm.touchpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes JSON Lines in UTF-8, one value a line, streaming. Half surrogate pairs, which no UTF-8 can hold, become
 * U+FFFD. Not thread-safe.
 *
 * <p>The stream is the caller's to close, after {@link #flush()}.
 */
public final class JsonLinesWriter<T> implements Flushable {
    private final JsonGenerator generator;
    private final ObjectWriter writer;

    private JsonLinesWriter(OutputStream out, Class<T> type) throws IOException {
        this.generator = new WellFormedText(TouchpointJson.generator(out));
        this.generator.setRootValueSeparator(null);
        this.generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        this.writer = TouchpointJson.writer(type);
    }

    /** A writer of touchpoints. */
    public static JsonLinesWriter<Touchpoint> touchpoints(OutputStream out) throws IOException {
        return new JsonLinesWriter<>(out, Touchpoint.class);
    }

    /** A writer of dead letters. */
    public static JsonLinesWriter<DeadLetter> deadLetters(OutputStream out) throws IOException {
        return new JsonLinesWriter<>(out, DeadLetter.class);
    }

    /** A writer of source events. */
    public static JsonLinesWriter<SourceEvent> sourceEvents(OutputStream out) throws IOException {
        return new JsonLinesWriter<>(out, SourceEvent.class);
    }

    /** Appends one line. */
    public void write(T value) throws IOException {
        writer.writeValue(generator, value);
        generator.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        generator.flush();
    }
}
