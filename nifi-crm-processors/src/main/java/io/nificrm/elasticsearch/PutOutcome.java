package io.nificrm.elasticsearch;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * What became of the lines of one stream of touchpoints: counts, and for each line its fate in two bits, so that a
 * second reading can part them. Not thread-safe.
 */
public final class PutOutcome {
    private final InvalidLines invalidLines;
    private final BitSet refused = new BitSet();
    private final BitSet unacknowledged = new BitSet();
    private long linesTaken;
    private boolean complete;
    private long created;
    private long updated;
    private long unchanged;
    private long invalid;
    private Optional<String> fault = Optional.empty();

    /** @param invalidLines is handed what can't be written, at once */
    public PutOutcome(InvalidLines invalidLines) {
        this.invalidLines = invalidLines;
    }

    /** Takes lines that can't be written, with the reason and their bytes. */
    @FunctionalInterface
    public interface InvalidLines {
        void accept(String reason, byte[] original, boolean truncated) throws IOException;
    }

    /** What is to be done with a line. */
    public enum Fate {
        /** Elasticsearch has acknowledged it. */
        WRITTEN,
        /** It is not known to be stored, for a passing reason. */
        RETRY,
        /** It was refused for good and handed over as such. */
        INVALID
    }

    /** The fate of a line, counted from 1. */
    public Fate fate(long line) {
        if (line > linesTaken || unacknowledged.get(Math.toIntExact(line))) {
            return Fate.RETRY;
        }
        return refused.get(Math.toIntExact(line)) ? Fate.INVALID : Fate.WRITTEN;
    }

    /** Documents that were new. */
    public long created() {
        return created;
    }

    /** Documents that were there and have been changed. */
    public long updated() {
        return updated;
    }

    /** Documents that were there and needed no change. */
    public long unchanged() {
        return unchanged;
    }

    /** Lines that can never be written. */
    public long invalid() {
        return invalid;
    }

    /** Acknowledged documents. */
    public long written() {
        return created + updated + unchanged;
    }

    /** Why some or all lines are to be sent again; empty where none is. */
    public Optional<String> fault() {
        return complete && unacknowledged.isEmpty()
                ? Optional.empty()
                : Optional.of(fault.orElse("not sent after a fault of what was sent before it"));
    }

    /** Nothing was sent at all. */
    void notSent(String reason) {
        fault = Optional.of(reason);
    }

    void lineTaken(long line) {
        linesTaken = line;
    }

    /** Every line has been read. */
    void complete() {
        complete = true;
    }

    void refuse(long line, String reason, byte[] original, boolean truncated) throws IOException {
        refused.set(Math.toIntExact(line));
        invalid++;
        invalidLines.accept("line " + line + ": " + reason, original, truncated);
    }

    void settle(long line, WriteResult result, byte[] document) {
        switch (result) {
            case WriteResult.Created ignored -> created++;
            case WriteResult.Updated ignored -> updated++;
            case WriteResult.Unchanged ignored -> unchanged++;
            case WriteResult.Invalid bad -> {
                try {
                    refuse(line, bad.reason(), document, false);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            case WriteResult.Unacknowledged lost -> {
                unacknowledged.set(Math.toIntExact(line));
                if (fault.isEmpty()) {
                    fault = Optional.of(lost.reason());
                }
            }
        }
    }
}
