package io.nificrm.elasticsearch;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.touchpoint.DeadLetter;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.SourceEvent;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.nifi.flowfile.attributes.CoreAttributes;

/**
 * Turns whatever a flow gives up on into dead letters: those that are dead letters already as they are, touchpoints one
 * by one, anything else as one letter with as much of its bytes as the limit allows. What sources tell of their
 * platforms stays what it is.
 *
 * @param stage who gave up, where the attributes do not say
 * @param reason why, where the attributes do not say
 * @param payloadBytes how much of a content that is not lines is kept
 */
record DeadLetterWrapping(String stage, String reason, int payloadBytes) {
    private static final int LONGEST_STAGE = 200;

    /** Takes letters and events as they come. */
    interface Kept {
        void letter(DeadLetter letter) throws IOException;

        void event(SourceEvent event) throws IOException;
    }

    /**
     * Makes the letters of one FlowFile.
     *
     * @param attributes of the FlowFile
     * @param failedAt for letters that do not carry a time; the same for the same FlowFile, or a retry would file it
     *     twice at the turn of a month
     */
    void wrap(InputStream content, long size, Map<String, String> attributes, Instant failedAt, Kept kept)
            throws IOException {
        String kind = attributes.getOrDefault(CrmAttributes.CONTENT, "");
        if (kind.equals(CrmAttributes.Content.DEAD_LETTERS.value())) {
            deadLetters(content, attributes, failedAt, kept);
        } else if (kind.equals(CrmAttributes.Content.TOUCHPOINTS.value())) {
            touchpoints(content, attributes, failedAt, kept);
        } else if (kind.equals(CrmAttributes.Content.SOURCE_EVENTS.value())) {
            sourceEvents(content, attributes, failedAt, kept);
        } else {
            kept.letter(whole(content, size, attributes, failedAt));
        }
    }

    private void deadLetters(InputStream in, Map<String, String> attributes, Instant failedAt, Kept kept)
            throws IOException {
        JsonLinesReader<DeadLetter> reader = JsonLinesReader.deadLetters(in, Limits.DEFAULT);
        for (Optional<Line<DeadLetter>> line = reader.next(); line.isPresent(); line = reader.next()) {
            kept.letter(
                    switch (line.get()) {
                        case Line.Valid<DeadLetter> good -> good.value();
                        case Line.Invalid<DeadLetter> bad ->
                            letter(bad.bytes(), bad.truncated(), "dead_letter", attributes, failedAt);
                    });
        }
    }

    private void sourceEvents(InputStream in, Map<String, String> attributes, Instant failedAt, Kept kept)
            throws IOException {
        JsonLinesReader<SourceEvent> reader = JsonLinesReader.sourceEvents(in, Limits.DEFAULT);
        for (Optional<Line<SourceEvent>> line = reader.next(); line.isPresent(); line = reader.next()) {
            switch (line.get()) {
                case Line.Valid<SourceEvent> good -> kept.event(good.value());
                case Line.Invalid<SourceEvent> bad ->
                    kept.letter(letter(bad.bytes(), bad.truncated(), "source_event", attributes, failedAt));
            }
        }
    }

    private void touchpoints(InputStream in, Map<String, String> attributes, Instant failedAt, Kept kept)
            throws IOException {
        JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, Limits.DEFAULT);
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(buffer);
        for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
            switch (line.get()) {
                case Line.Valid<Touchpoint> good -> {
                    buffer.reset();
                    writer.write(good.value());
                    writer.flush();
                    kept.letter(letter(buffer.toByteArray(), false, "touchpoint", attributes, failedAt));
                }
                case Line.Invalid<Touchpoint> bad ->
                    kept.letter(letter(bad.bytes(), bad.truncated(), "touchpoint", attributes, failedAt));
            }
        }
    }

    private DeadLetter whole(InputStream in, long size, Map<String, String> attributes, Instant failedAt)
            throws IOException {
        byte[] beginning = in.readNBytes(payloadBytes);
        boolean truncated = size > beginning.length;
        String format = attributes.getOrDefault(CrmAttributes.FORMAT, "");
        DeadLetter letter = letter(beginning, truncated, format, attributes, failedAt);
        if (!truncated) {
            return letter;
        }
        // two contents can begin alike
        return new DeadLetter(
                letter.id() + ':' + size,
                letter.timestamp(),
                letter.stage(),
                letter.reason() + " (kept " + beginning.length + " of " + size + " bytes)",
                letter.format(),
                letter.payload(),
                letter.payloadBase64(),
                true,
                letter.attributes());
    }

    private DeadLetter letter(
            byte[] payload, boolean truncated, String format, Map<String, String> attributes, Instant failedAt) {
        String who = attributes.getOrDefault(CrmAttributes.STAGE, stage);
        return DeadLetter.of(
                who.substring(0, Math.min(who.length(), LONGEST_STAGE)),
                attributes.getOrDefault(CrmAttributes.REASON, reason),
                Optional.of(format).filter(text -> !text.isEmpty()),
                payload,
                truncated,
                origin(attributes),
                failedAt);
    }

    private static Map<String, String> origin(Map<String, String> attributes) {
        Map<String, String> origin = new TreeMap<>();
        for (String name : new String[] {
            CrmAttributes.SOURCE_TARGET,
            CrmAttributes.FETCHED_AT,
            CoreAttributes.FILENAME.key(),
            CoreAttributes.UUID.key()
        }) {
            if (attributes.containsKey(name)) {
                origin.put(name, attributes.get(name));
            }
        }
        return origin;
    }
}
