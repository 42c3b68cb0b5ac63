package io.nificrm.voice.persona;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An {@link AuthorHistory} as bytes for a cache: version, moment in milliseconds, personas with their weights, hashes of touchpoints.
 * About 100 bytes for somebody with two personas; never more than 11 KB.
 */
final class HistoryFormat {
    private static final int VERSION = 1;

    private HistoryFormat() {}

    static void write(AuthorHistory history, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(VERSION);
        data.writeLong(history.asOf().toEpochMilli());
        data.writeByte(history.weights().size());
        for (Map.Entry<String, Double> weight : new TreeMap<>(history.weights()).entrySet()) {
            data.writeUTF(weight.getKey());
            data.writeFloat(weight.getValue().floatValue());
        }
        data.writeByte(history.counted().size());
        for (long touchpoint : history.counted()) {
            data.writeLong(touchpoint);
        }
        data.flush();
    }

    /** @throws IOException when the bytes are not a history that this version can read */
    static AuthorHistory read(byte[] bytes) throws IOException {
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = data.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("an author's history of version " + version + ", not " + VERSION);
            }
            Instant asOf = Instant.ofEpochMilli(data.readLong());
            Map<String, Double> weights = new TreeMap<>();
            int personas = data.readUnsignedByte();
            for (int i = 0; i < personas; i++) {
                weights.put(data.readUTF(), (double) data.readFloat());
            }
            List<Long> counted = new ArrayList<>();
            int touchpoints = data.readUnsignedByte();
            for (int i = 0; i < touchpoints; i++) {
                counted.add(data.readLong());
            }
            return new AuthorHistory(asOf, weights, counted);
        }
    }
}
