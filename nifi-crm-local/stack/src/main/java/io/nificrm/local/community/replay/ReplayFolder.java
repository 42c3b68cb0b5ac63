package io.nificrm.local.community.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of recorded payloads with a subfolder per platform: {@code mastodon/*.json} (arrays of statuses),
 * {@code reddit/*.json} (listings), {@code feeds/*} (any feed), {@code email/*.eml} (messages). Other files are served
 * as they are under {@code /replay/}.
 */
public final class ReplayFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /**
     * A folder.
     *
     * @throws IllegalArgumentException where there is no such folder
     */
    public ReplayFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(this.folder)) {
            throw new IllegalArgumentException("there is no folder " + this.folder + " to replay");
        }
    }

    /** A recorded file. */
    record Recorded(String name, Path path) {
        byte[] bytes() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot read " + path, failure);
            }
        }
    }

    /** The files of a platform in the order of their names; none where the subfolder is missing. */
    List<Recorded> files(String platform) {
        Path subfolder = folder.resolve(platform);
        if (!Files.isDirectory(subfolder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(subfolder)) {
            return paths.filter(Files::isRegularFile)
                    .sorted()
                    .map(path -> new Recorded(path.getFileName().toString(), path))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list " + subfolder, failure);
        }
    }

    /** A file by its path below the folder, never above it; empty where there is none. */
    List<Recorded> file(String relative) {
        Path path = folder.resolve(relative).normalize();
        return path.startsWith(folder) && Files.isRegularFile(path)
                ? List.of(new Recorded(path.getFileName().toString(), path))
                : List.of();
    }

    /**
     * The JSON documents of a platform.
     *
     * @throws IllegalArgumentException where one is not JSON
     */
    List<JsonNode> json(String platform) {
        List<JsonNode> documents = new ArrayList<>();
        for (Recorded file : files(platform)) {
            if (file.name().endsWith(".json")) {
                documents.add(parse(file));
            }
        }
        return documents;
    }

    static JsonNode parse(Recorded file) {
        try {
            return JSON.readTree(file.bytes());
        } catch (IOException invalid) {
            throw new IllegalArgumentException(file.path() + " is not JSON: " + invalid.getMessage(), invalid);
        }
    }
}
