package io.nificrm.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A profile in a file that people edit while it is in use. Every different content is read once; what cannot be used
 * leaves the last good profile in force. Thread-safe.
 */
public final class ProfileFile {
    private final Path path;
    private byte[] last = {};
    private Optional<ListeningProfile> profile = Optional.empty();

    /** What became of a look at the file. */
    public sealed interface Look {
        /** The file is as it was. */
        record Unchanged() implements Look {}

        /** A new profile is in force. */
        record Loaded(ListeningProfile profile) implements Look {}

        /** The edit is refused; the last good profile, if any, stays in force. */
        record Refused(List<ProfileProblem> problems) implements Look {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** A file, not yet looked at. */
    public ProfileFile(Path path) {
        this.path = path;
    }

    /** The last good profile; empty before there was one. */
    public synchronized Optional<ListeningProfile> profile() {
        return profile;
    }

    /** Reads the file again if its content is another. */
    public synchronized Look look() {
        byte[] content;
        try {
            content = content();
        } catch (IOException e) {
            return refused("cannot be read: " + e);
        }
        if (Arrays.equals(content, last)) {
            return new Look.Unchanged();
        }
        last = content;
        try {
            ListeningProfile read = ProfileReader.read(decoded(content), path.toString());
            profile = Optional.of(read);
            return new Look.Loaded(read);
        } catch (CharacterCodingException e) {
            return refused("is not UTF-8 text: save it as UTF-8");
        } catch (InvalidProfileException e) {
            return new Look.Refused(e.problems());
        }
    }

    private byte[] content() throws IOException {
        if (Files.size(path) > YamlSource.LONGEST) {
            throw new IOException("larger than " + YamlSource.LONGEST + " bytes");
        }
        return Files.readAllBytes(path);
    }

    private static String decoded(byte[] content) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Look refused(String reason) {
        return new Look.Refused(List.of(new ProfileProblem(
                ProfileProblem.Severity.ERROR, path.toString(), Place.START, "", "the file " + reason)));
    }
}
