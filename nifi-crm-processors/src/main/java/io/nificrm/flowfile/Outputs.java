package io.nificrm.flowfile;

import io.nificrm.touchpoint.DeadLetter;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/**
 * The FlowFiles that one incoming FlowFile becomes: one per relationship, created when the first record for it comes,
 * each streamed. Memory is bounded by the number of relationships, not by the number of records.
 *
 * <p>Use in try-with-resources: {@link #transfer()} hands everything over, closing without it leaves the session to be
 * rolled back.
 */
public final class Outputs implements AutoCloseable {
    private final ProcessSession session;
    private final FlowFile origin;
    private final String stage;
    private final Relationship invalid;
    private final Clock clock;
    private final Map<Relationship, Output<?>> outputs = new LinkedHashMap<>();
    private String firstReason = "";

    /**
     * @param origin the FlowFile being read; its children inherit its attributes
     * @param stage the component's name, for dead letters
     * @param invalid where dead letters go
     */
    public Outputs(ProcessSession session, FlowFile origin, String stage, Relationship invalid, Clock clock) {
        this.session = session;
        this.origin = origin;
        this.stage = stage;
        this.invalid = invalid;
        this.clock = clock;
    }

    /** Appends a touchpoint to the FlowFile of a relationship. */
    public void write(Relationship relationship, Touchpoint touchpoint) throws IOException {
        Output<?> output = outputs.get(relationship);
        if (output == null) {
            FlowFile child = session.create(origin);
            OutputStream stream = session.write(child);
            output =
                    new Output<>(child, stream, JsonLinesWriter.touchpoints(stream), CrmAttributes.Content.TOUCHPOINTS);
            outputs.put(relationship, output);
        }
        output.write(touchpoint);
    }

    /**
     * Appends a dead letter: what could not be handled, with the reason and its original bytes.
     *
     * @param format the raw format, or empty where the bytes are a line of touchpoints
     * @param truncated whether only the first bytes of it are given
     */
    public void invalid(String reason, Optional<String> format, byte[] original, boolean truncated) throws IOException {
        Output<?> output = outputs.get(invalid);
        if (output == null) {
            FlowFile child = session.create(origin);
            OutputStream stream = session.write(child);
            output = new Output<>(
                    child, stream, JsonLinesWriter.deadLetters(stream), CrmAttributes.Content.DEAD_LETTERS);
            outputs.put(invalid, output);
            firstReason = reason;
        }
        output.write(DeadLetter.of(
                stage,
                reason,
                Optional.of(format.orElse("touchpoint")),
                original,
                truncated,
                provenance(),
                clock.instant()));
    }

    /** Records written so far to a relationship. */
    public long count(Relationship relationship) {
        Output<?> output = outputs.get(relationship);
        return output == null ? 0 : output.count;
    }

    /** The reason of the first dead letter, empty where there is none. */
    public Optional<String> firstReason() {
        return firstReason.isEmpty() ? Optional.empty() : Optional.of(firstReason);
    }

    /** Says why touchpoints of a relationship are held back; their FlowFile is penalised, so that trying again waits. */
    public void holdBack(Relationship relationship, String reason) {
        Output<?> output = outputs.get(relationship);
        if (output != null && output.heldBack.isEmpty()) {
            output.heldBack = reason;
        }
    }

    /** Ends all FlowFiles, sets their attributes and transfers them; the origin is removed. */
    public void transfer() throws IOException {
        for (Output<?> output : outputs.values()) {
            output.close();
        }
        outputs.forEach((relationship, output) -> {
            FlowFile complete = session.putAllAttributes(
                    output.flowFile,
                    Map.of(
                            CrmAttributes.CONTENT,
                            output.content.value(),
                            CrmAttributes.ITEM_COUNT,
                            Long.toString(output.count),
                            CoreAttributes.MIME_TYPE.key(),
                            CrmAttributes.NDJSON));
            if (relationship.equals(invalid)) {
                complete = session.putAllAttributes(
                        complete, Map.of(CrmAttributes.REASON, firstReason, CrmAttributes.STAGE, stage));
            }
            if (!output.heldBack.isEmpty()) {
                complete = session.penalize(session.putAllAttributes(
                        complete, Map.of(CrmAttributes.REASON, output.heldBack, CrmAttributes.STAGE, stage)));
            }
            session.transfer(complete, relationship);
        });
        outputs.clear();
        session.remove(origin);
    }

    /** Ends the streams of what was not transferred, so that the session can be rolled back. */
    @Override
    public void close() {
        for (Output<?> output : outputs.values()) {
            try {
                output.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Map<String, String> provenance() {
        Map<String, String> where = new LinkedHashMap<>();
        for (String name :
                new String[] {CrmAttributes.SOURCE_TARGET, CrmAttributes.FETCHED_AT, CoreAttributes.FILENAME.key()}) {
            String value = origin.getAttribute(name);
            if (value != null) {
                where.put(name, value);
            }
        }
        return where;
    }

    private static final class Output<T> {
        private final FlowFile flowFile;
        private final OutputStream stream;
        private final JsonLinesWriter<T> writer;
        private final CrmAttributes.Content content;
        private long count;
        private String heldBack = "";

        Output(FlowFile flowFile, OutputStream stream, JsonLinesWriter<T> writer, CrmAttributes.Content content) {
            this.flowFile = flowFile;
            this.stream = stream;
            this.writer = writer;
            this.content = content;
        }

        @SuppressWarnings("unchecked") // a relationship carries touchpoints or dead letters, never both
        void write(Object value) throws IOException {
            writer.write((T) value);
            count++;
        }

        void close() throws IOException {
            writer.flush();
            stream.close();
        }
    }
}
