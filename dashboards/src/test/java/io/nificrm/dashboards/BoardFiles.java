package io.nificrm.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that Grafana reads, as they lie in the project. */
final class BoardFiles {

    /** The folder {@code dashboards} of the project, in which Maven runs this module's tests. */
    static final Path FOLDER = Path.of("").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();

    private BoardFiles() {}

    /** A board and the name of its file. */
    record BoardFile(String name, JsonNode board) {
        @Override
        public String toString() {
            return name;
        }

        Stream<JsonNode> panels() {
            return StreamOf.of(board.path("panels"));
        }
    }

    static Stream<BoardFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<BoardFile> boards = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new BoardFile(file.getFileName().toString(), read(file)))
                    .toList();
            return boards.stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
