package io.nificrm.flowfile;

import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;

/**
 * Streams the touchpoints of a FlowFile through a {@link BatchStep}, like {@link TouchpointFlow} does one by one: the order is kept, a
 * line that is no touchpoint and a touchpoint at which the step fails become dead letters, their neighbours go on. Reads ahead at
 * most {@link #MOST_TOUCHPOINTS}, and fewer where their texts are long. Thread-safe as far as the step is.
 */
public final class BatchFlow {
    /** Touchpoints in a batch, at most. */
    public static final int MOST_TOUCHPOINTS = 64;

    /** A batch is full when its titles and texts together have so many characters: 64 ordinary posts have a tenth of it. */
    private static final int ENOUGH_CHARACTERS = 200_000;

    private final String stage;
    private final Relationship invalid;
    private final ComponentLog log;
    private final Limits limits;

    /** @param stage the component's name, for dead letters and bulletins */
    public BatchFlow(String stage, Relationship invalid, ComponentLog log, Limits limits) {
        this.stage = stage;
        this.invalid = invalid;
        this.log = log;
        this.limits = limits;
    }

    /**
     * Sends every touchpoint, as the step returns it, to one relationship.
     *
     * @throws UnavailableException when the step said so; the session is then to be rolled back
     * @throws ProcessException when the content cannot be read or written; the session is then to be rolled back
     */
    public void run(ProcessSession session, FlowFile flowFile, Relationship success, BatchStep step)
            throws UnavailableException {
        run(
                session,
                flowFile,
                touchpoints -> step.apply(touchpoints).stream()
                        .map(touchpoint -> new TouchpointFlow.Routed(success, touchpoint))
                        .toList());
    }

    /** Decides about several touchpoints at once, in the same order; see {@link BatchStep}. */
    @FunctionalInterface
    public interface RoutingStep {
        List<TouchpointFlow.Routed> apply(List<Touchpoint> touchpoints) throws UnavailableException;
    }

    /**
     * Sends every touchpoint where the step says.
     *
     * @throws UnavailableException when the step said so; the session is then to be rolled back
     * @throws ProcessException when the content cannot be read or written; the session is then to be rolled back
     */
    public void run(ProcessSession session, FlowFile flowFile, RoutingStep step) throws UnavailableException {
        try (Outputs outputs = new Outputs(session, flowFile, stage, invalid, Clock.systemUTC())) {
            try (InputStream in = session.read(flowFile)) {
                JsonLinesReader<Touchpoint> reader = JsonLinesReader.touchpoints(in, limits);
                Batch batch = new Batch(step, outputs);
                for (Optional<Line<Touchpoint>> line = reader.next(); line.isPresent(); line = reader.next()) {
                    switch (line.get()) {
                        case Line.Valid<Touchpoint> good -> batch.add(good);
                        case Line.Invalid<Touchpoint> bad ->
                            outputs.invalid(
                                    "line " + bad.number() + ": " + bad.reason(),
                                    Optional.empty(),
                                    bad.bytes(),
                                    bad.truncated());
                    }
                }
                batch.flush();
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

    /** The touchpoints read ahead. */
    private final class Batch {
        private final RoutingStep step;
        private final Outputs outputs;
        private final List<Line.Valid<Touchpoint>> lines = new ArrayList<>();
        private int characters;

        Batch(RoutingStep step, Outputs outputs) {
            this.step = step;
            this.outputs = outputs;
        }

        void add(Line.Valid<Touchpoint> line) throws IOException, UnavailableException {
            lines.add(line);
            characters += line.value().title().map(String::length).orElse(0)
                    + line.value().text().map(String::length).orElse(0);
            if (lines.size() == MOST_TOUCHPOINTS || characters >= ENOUGH_CHARACTERS) {
                flush();
            }
        }

        void flush() throws IOException, UnavailableException {
            if (lines.isEmpty()) {
                return;
            }
            Optional<List<TouchpointFlow.Routed>> results = together();
            if (results.isPresent()) {
                for (TouchpointFlow.Routed result : results.get()) {
                    result.write(outputs);
                }
            } else {
                for (Line.Valid<Touchpoint> line : lines) {
                    alone(line);
                }
            }
            lines.clear();
            characters = 0;
        }

        /** Empty where one of them spoils the batch: which one, only {@link #alone} can tell. */
        private Optional<List<TouchpointFlow.Routed>> together() throws UnavailableException {
            try {
                return Optional.of(apply(lines.stream().map(Line.Valid::value).toList()));
            } catch (RuntimeException e) {
                log.debug("{} failed at a batch of {}; going on one by one", stage, lines.size(), e);
                return Optional.empty();
            }
        }

        private void alone(Line.Valid<Touchpoint> line) throws IOException, UnavailableException {
            TouchpointFlow.Routed result;
            try {
                result = apply(List.of(line.value())).getFirst();
            } catch (RuntimeException e) {
                log.warn("{} failed at {}", stage, line.value().id(), e);
                outputs.invalid(
                        "line " + line.number() + ": " + stage + " failed: " + e,
                        Optional.empty(),
                        Lines.bytes(line.value()),
                        false);
                return;
            }
            result.write(outputs);
        }

        private List<TouchpointFlow.Routed> apply(List<Touchpoint> touchpoints) throws UnavailableException {
            List<TouchpointFlow.Routed> results = step.apply(touchpoints);
            if (results.size() != touchpoints.size()) {
                throw new IllegalStateException(
                        stage + " gave " + results.size() + " results for " + touchpoints.size() + " touchpoints");
            }
            return results;
        }
    }
}
