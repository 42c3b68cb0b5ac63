package io.nificrm.flowfile;

import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;

/**
 * Streams the touchpoints of a FlowFile through one step. What the step returns goes to the FlowFile of its
 * relationship; a line that is no touchpoint, or at which the step fails, becomes a dead letter with reason and bytes,
 * and its neighbours go on. Thread-safe as far as the step is.
 */
public final class TouchpointFlow {
    private final String stage;
    private final Relationship invalid;
    private final ComponentLog log;
    private final Limits limits;

    /** @param stage the component's name, for dead letters and bulletins */
    public TouchpointFlow(String stage, Relationship invalid, ComponentLog log, Limits limits) {
        this.stage = stage;
        this.invalid = invalid;
        this.log = log;
        this.limits = limits;
    }

    /**
     * What a step decides about one touchpoint.
     *
     * @param heldBack why it can't be handled now; its FlowFile is penalised. Empty where it can go on
     */
    public record Routed(Relationship relationship, Touchpoint touchpoint, Optional<String> heldBack) {
        /** It goes on. */
        public Routed(Relationship relationship, Touchpoint touchpoint) {
            this(relationship, touchpoint, Optional.empty());
        }

        void write(Outputs outputs) throws IOException {
            outputs.write(relationship, touchpoint);
            heldBack.ifPresent(reason -> outputs.holdBack(relationship, reason));
        }
    }

    /** Decides about one touchpoint; a RuntimeException makes it a dead letter. */
    @FunctionalInterface
    public interface Step {
        Routed apply(Touchpoint touchpoint);
    }

    /** Sends every touchpoint, as the step returns it, to one relationship. */
    public void run(ProcessSession session, FlowFile flowFile, Relationship success, UnaryOperator<Touchpoint> step) {
        run(session, flowFile, touchpoint -> new Routed(success, step.apply(touchpoint)));
    }

    /**
     * Sends every touchpoint where the step says.
     *
     * @throws ProcessException when the content cannot be read or written; the session is then to be rolled back
     */
    public void run(ProcessSession session, FlowFile flowFile, Step step) {
        try (Outputs outputs = new Outputs(session, flowFile, stage, invalid, Clock.systemUTC())) {
            try (InputStream in = session.read(flowFile)) {
                JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, limits);
                for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
                    handle(line.get(), step, outputs);
                }
            }
            long invalidCount = outputs.count(invalid);
            outputs.firstReason()
                    .ifPresent(reason -> log.warn(
                            "{} of the touchpoints in {} are invalid; the first: {}", invalidCount, flowFile, reason));
            outputs.transfer();
        } catch (IOException e) {
            throw new ProcessException("Cannot stream " + flowFile + " through " + stage, e);
        }
    }

    private void handle(Line<Touchpoint> line, Step step, Outputs outputs) throws IOException {
        switch (line) {
            case Line.Invalid<Touchpoint> bad ->
                outputs.invalid(
                        "line " + bad.number() + ": " + bad.reason(), Optional.empty(), bad.bytes(), bad.truncated());
            case Line.Valid<Touchpoint> good -> {
                Routed routed;
                try {
                    routed = step.apply(good.value());
                } catch (RuntimeException e) {
                    log.warn("{} failed at {}", stage, good.value().id(), e);
                    outputs.invalid(
                            "line " + good.number() + ": " + stage + " failed: " + e,
                            Optional.empty(),
                            Lines.bytes(good.value()),
                            false);
                    return;
                }
                routed.write(outputs);
            }
        }
    }
}
