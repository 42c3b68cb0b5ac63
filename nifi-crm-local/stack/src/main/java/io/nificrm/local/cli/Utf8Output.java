package io.nificrm.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 on their way to a writer, line by line. */
final class Utf8Output extends OutputStream {
    private final Writer writer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Utf8Output(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        writer.write(line.toString(StandardCharsets.UTF_8));
        line.reset();
        writer.flush();
    }
}
