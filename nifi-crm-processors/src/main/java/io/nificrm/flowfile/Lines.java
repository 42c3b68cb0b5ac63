package io.nificrm.flowfile;

import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One touchpoint as the bytes of its line. */
final class Lines {
    private Lines() {}

    static byte[] bytes(Touchpoint touchpoint) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(line);
        writer.write(touchpoint);
        writer.flush();
        return line.toByteArray();
    }
}
