package io.nificrm.normalize;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Answers of real servers and real mails, which lie beside the project on some machines and are never part of it. */
public final class SharedSamples {
    private SharedSamples() {}

    /** A folder of samples; the test is skipped where it is missing. */
    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("nificrm.shared", "absent"), "samples", name);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "skipped: no samples in " + folder + "; set -Dnificrm.shared to the folder that holds them");
        return folder;
    }

    /** The files of a folder, by name. */
    public static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's bytes. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
