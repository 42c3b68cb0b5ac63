package io.nificrm.local.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the streaming commands read and write. */
final class Input {

    private static final int BUFFER = 1 << 16;
    private static final String STANDARD_INPUT = "-";

    private Input() {}

    /**
     * Opens a file, or standard input for {@code -}.
     *
     * @throws CommandFailure when it is a folder
     * @throws NoSuchFileException when it isn't there
     */
    static InputStream open(String name) throws IOException, CommandFailure {
        if (name.equals(STANDARD_INPUT)) {
            return new FileInputStream(FileDescriptor.in);
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new CommandFailure(name + " is a folder; name a file, or - for standard input");
        }
        return Files.newInputStream(file);
    }

    /** Standard output for results: buffered, and with its errors, unlike {@link System#out}. */
    static OutputStream results() {
        return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
    }
}
