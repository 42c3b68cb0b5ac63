package io.nificrm.touchpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads JSON Lines, one value a line, in bounded memory. A line that cannot be read is a {@link Line.Invalid} with the
 * reason and its bytes; the lines after it are read as if it were not there. Blank lines are skipped. Not thread-safe.
 *
 * <p>The stream is the caller's to close.
 */
public final class JsonLinesReader<T> {
    private final LineSplitter lines;
    private final Limits limits;
    private final ObjectReader reader;

    private JsonLinesReader(InputStream in, Limits limits, Class<T> type) {
        this.lines = new LineSplitter(in, limits.lineBytes());
        this.limits = limits;
        this.reader = TouchpointJson.reader(type, limits);
    }

    /** A reader of touchpoints. */
    public static JsonLinesReader<Touchpoint> touchpoints(InputStream in, Limits limits) {
        return new JsonLinesReader<>(in, limits, Touchpoint.class);
    }

    /** A reader of dead letters. */
    public static JsonLinesReader<DeadLetter> deadLetters(InputStream in, Limits limits) {
        return new JsonLinesReader<>(in, limits, DeadLetter.class);
    }

    /** A reader of source events. */
    public static JsonLinesReader<SourceEvent> sourceEvents(InputStream in, Limits limits) {
        return new JsonLinesReader<>(in, limits, SourceEvent.class);
    }

    /**
     * The next line that is not blank; empty at the end.
     *
     * @throws IOException when the stream itself fails, never for what a line holds
     */
    public Optional<Line<T>> next() throws IOException {
        while (lines.next()) {
            int start = lines.number() == 1 ? afterByteOrderMark() : 0;
            if (lines.truncated()) {
                return Optional.of(invalid("the line is longer than " + limits.lineBytes() + " bytes"));
            }
            if (!isBlank(start)) {
                return Optional.of(parse(start));
            }
        }
        return Optional.empty();
    }

    private Line<T> parse(int start) {
        try {
            T value = reader.readValue(lines.buffer(), start, lines.length() - start);
            if (value == null) {
                return invalid("null is not an object");
            }
            return new Line.Valid<>(lines.number(), value);
        } catch (IOException e) {
            return invalid(reason(e));
        }
    }

    private Line<T> invalid(String reason) {
        return new Line.Invalid<>(lines.number(), reason, lines.copy(), lines.truncated());
    }

    /** What is wrong and where, without the content itself. */
    private static String reason(IOException e) {
        if (e instanceof JsonMappingException mapping) {
            String path = mapping.getPathReference()
                    .replaceAll("[\\w.$]+\\[\"([^\"]*)\"\\]", "$1")
                    .replace("->", ".");
            String what = mapping.getOriginalMessage();
            return path.isBlank() ? what : "field '" + path + "': " + what;
        }
        if (e instanceof JsonProcessingException parsing && parsing.getLocation() != null) {
            return "not JSON, column " + parsing.getLocation().getColumnNr() + ": " + parsing.getOriginalMessage();
        }
        return "not JSON: " + e.getMessage();
    }

    private int afterByteOrderMark() {
        byte[] line = lines.buffer();
        boolean marked =
                lines.length() >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private boolean isBlank(int start) {
        byte[] line = lines.buffer();
        for (int i = start; i < lines.length(); i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
