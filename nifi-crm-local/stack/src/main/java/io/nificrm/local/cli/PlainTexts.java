package io.nificrm.local.cli;

import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Makes a touchpoint of each line of plain text in UTF-8; an empty line is a touchpoint without text. */
final class PlainTexts implements TouchpointSource {

    private static final String PLATFORM = "text";

    private final BufferedReader lines;
    private final Instant said;
    private final Limits limits;
    private long number;

    /** Reads from a stream, which is the caller's to close; all texts count as said at one moment. */
    PlainTexts(InputStream in, Instant said, Limits limits) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.said = said;
        this.limits = limits;
    }

    @Override
    public Optional<Line<Touchpoint>> next() throws IOException {
        Optional<String> line = line();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        number++;
        if (line.get().length() > limits.textCharacters()) {
            String reason = "the text has more than " + limits.textCharacters() + " characters";
            return Optional.of(new Line.Invalid<>(number, reason, new byte[0], true));
        }
        return Optional.of(new Line.Valid<>(
                number,
                TouchpointBuilder.builder()
                        .id(PLATFORM + ":" + number)
                        .type(Touchpoint.Type.MENTION)
                        .kind(Touchpoint.Kind.MESSAGE)
                        .platform(PLATFORM)
                        .timestamp(said)
                        .text(line.filter(words -> !words.isBlank()))
                        .build()));
    }

    /** The next line without its end, cut off one character beyond the limit; empty at the end of the stream. */
    private Optional<String> line() throws IOException {
        int next = lines.read();
        if (next < 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder();
        for (; next >= 0 && next != '\n'; next = lines.read()) {
            if (line.length() <= limits.textCharacters()) {
                line.append((char) next);
            }
        }
        int length = line.length();
        return Optional.of(
                length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString());
    }
}
