package io.nificrm.source.jetstream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Unpacks messages that an instance compressed with <a
 * href="https://github.com/bluesky-social/jetstream">Jetstream's own dictionary</a>, each a zstd frame (RFC 8878), never beyond a
 * limit. Not thread-safe.
 */
final class ZstdFrames implements AutoCloseable {

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] buffer;

    /** @param dictionary as {@link #isDictionary} tells */
    ZstdFrames(byte[] dictionary, int maxBytes) {
        this.buffer = new byte[maxBytes];
        context.loadDict(dictionary);
    }

    /** Whether the bytes are a zstd dictionary (RFC 8878, section 5), which names itself by a number. */
    static boolean isDictionary(byte[] bytes) {
        return Zstd.getDictIdFromDict(bytes) != 0;
    }

    /**
     * The message in a frame.
     *
     * @throws TooLargeException if it is larger than the limit
     * @throws IOException if it is no frame, or one of another dictionary, or this was closed meanwhile
     */
    byte[] unpack(byte[] frame) throws IOException {
        long announced = Zstd.getFrameContentSize(frame, 0, frame.length);
        if (announced > buffer.length) {
            throw new TooLargeException();
        }
        try {
            int length = context.decompressByteArray(buffer, 0, buffer.length, frame, 0, frame.length);
            return Arrays.copyOf(buffer, length);
        } catch (ZstdException | IllegalStateException e) {
            throw new IOException("a compressed message can't be unpacked: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** More than the limit. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
