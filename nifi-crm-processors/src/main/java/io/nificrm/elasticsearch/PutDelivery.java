package io.nificrm.elasticsearch;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.Outputs;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;

/**
 * One FlowFile of PutTouchpoints: its outcome, and the way to where it belongs. As a whole where all its lines share a
 * fate, which costs nothing; otherwise its content is read once more and parted.
 */
final class PutDelivery implements AutoCloseable {
    private final ProcessSession session;
    private final FlowFile flowFile;
    private final Outputs invalid;
    private final PutOutcome outcome;
    private final String transitUri;

    /** @param invalid takes dead letters as they come */
    PutDelivery(ProcessSession session, FlowFile flowFile, Outputs invalid, String transitUri) {
        this.session = session;
        this.flowFile = flowFile;
        this.invalid = invalid;
        this.transitUri = transitUri;
        this.outcome = new PutOutcome(
                (reason, original, truncated) -> invalid.invalid(reason, Optional.empty(), original, truncated));
    }

    PutOutcome outcome() {
        return outcome;
    }

    String firstReason() {
        return invalid.firstReason().orElse("");
    }

    FlowFile flowFile() {
        return flowFile;
    }

    void transfer(long milliseconds) throws IOException {
        Optional<String> fault = outcome.fault();
        if (fault.isEmpty() && outcome.invalid() == 0) {
            success(
                    session.putAttribute(flowFile, CrmAttributes.ITEM_COUNT, Long.toString(outcome.written())),
                    milliseconds);
        } else if (fault.isPresent() && outcome.written() + outcome.invalid() == 0) {
            retry(flowFile, fault.get());
        } else {
            part(fault, milliseconds);
        }
    }

    private void part(Optional<String> fault, long milliseconds) throws IOException {
        try (Part written = new Part();
                Part remaining = new Part()) {
            try (InputStream in = session.read(flowFile)) {
                JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, Limits.DEFAULT);
                for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
                    sort(line.get(), written, remaining);
                }
            }
            written.complete().ifPresent(child -> success(child, milliseconds));
            remaining.complete().ifPresent(child -> retry(child, fault.orElse("")));
        }
        invalid.transfer();
    }

    private void sort(Line<Touchpoint> line, Part written, Part remaining) throws IOException {
        PutOutcome.Fate fate = outcome.fate(line.number());
        switch (line) {
            case Line.Invalid<Touchpoint> bad -> {
                if (fate == PutOutcome.Fate.RETRY) {
                    // it was never looked at, and no retry will mend it
                    invalid.invalid(
                            "line " + bad.number() + ": " + bad.reason(),
                            Optional.empty(),
                            bad.bytes(),
                            bad.truncated());
                }
            }
            case Line.Valid<Touchpoint> good -> {
                switch (fate) {
                    case WRITTEN -> written.write(good.value());
                    case RETRY -> remaining.write(good.value());
                    case INVALID -> {
                        // has left as a dead letter
                    }
                }
            }
        }
    }

    private void success(FlowFile written, long milliseconds) {
        FlowFile told = session.putAllAttributes(
                written,
                Map.of(
                        PutTouchpoints.CREATED,
                        Long.toString(outcome.created()),
                        PutTouchpoints.UPDATED,
                        Long.toString(outcome.updated()),
                        PutTouchpoints.UNCHANGED,
                        Long.toString(outcome.unchanged())));
        told = session.removeAttribute(told, CrmAttributes.REASON);
        told = session.removeAttribute(told, CrmAttributes.STAGE);
        session.getProvenanceReporter().send(told, transitUri, milliseconds);
        session.transfer(told, PutTouchpoints.SUCCESS);
    }

    private void retry(FlowFile remaining, String reason) {
        FlowFile told = session.putAllAttributes(
                remaining, Map.of(CrmAttributes.REASON, reason, CrmAttributes.STAGE, PutTouchpoints.STAGE));
        session.transfer(session.penalize(told), PutTouchpoints.RETRY);
    }

    @Override
    public void close() {
        invalid.close();
    }

    /** A FlowFile of some of the lines, made when the first of them comes. */
    private final class Part implements AutoCloseable {
        private Optional<Open> open = Optional.empty();
        private long count;

        private record Open(FlowFile child, OutputStream stream, JsonLinesWriter<Touchpoint> writer) {}

        void write(Touchpoint touchpoint) throws IOException {
            if (open.isEmpty()) {
                FlowFile child = session.create(flowFile);
                OutputStream stream = session.write(child);
                open = Optional.of(new Open(child, stream, JsonLinesWriter.touchpoints(stream)));
            }
            open.get().writer().write(touchpoint);
            count++;
        }

        Optional<FlowFile> complete() throws IOException {
            if (open.isEmpty()) {
                return Optional.empty();
            }
            Open part = open.get();
            part.writer().flush();
            close();
            Map<String, String> attributes = new HashMap<>();
            attributes.put(CrmAttributes.CONTENT, CrmAttributes.Content.TOUCHPOINTS.value());
            attributes.put(CrmAttributes.ITEM_COUNT, Long.toString(count));
            attributes.put(CoreAttributes.MIME_TYPE.key(), CrmAttributes.NDJSON);
            return Optional.of(session.putAllAttributes(part.child(), attributes));
        }

        @Override
        public void close() throws IOException {
            if (open.isPresent()) {
                open.get().stream().close();
                open = Optional.empty();
            }
        }
    }
}
