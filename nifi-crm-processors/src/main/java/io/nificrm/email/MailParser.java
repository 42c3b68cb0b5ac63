package io.nificrm.email;

import io.nificrm.format.ItemLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/**
 * Reads a mail into its parts: texts whole up to a limit, attachments only by name, type and size. Memory is bounded by
 * the texts. Thread-safe.
 */
final class MailParser {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_HEADERS = 5_000;
    private static final int LONGEST_HEADER = 256 << 10;

    /** Of the texts of one mail together, this much is read. */
    private static final int LONGEST_TEXTS = 4 << 20;

    private static final int DEEPEST = 20;

    private final MimeConfig config;
    private final int deepest;

    MailParser(ItemLimits limits) {
        this.config = MimeConfig.custom()
                .setMaxLineLen(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxHeaderLen(LONGEST_HEADER)
                .setMaxContentLen(limits.documentBytes())
                .build();
        this.deepest = Math.min(DEEPEST, limits.nesting());
    }

    /**
     * @throws MimeException when it is no mail at all or beyond a limit
     * @throws IOException when the stream fails, or {@link org.apache.james.mime4j.MimeIOException} for a limit
     */
    MailPart parse(InputStream in) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(config);
        tokens.parse(in);
        Reader reader = new Reader(tokens, deepest);
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            reader.take(state);
        }
        return reader.mail();
    }

    /** One run over one mail. */
    private static final class Reader {
        private final MimeTokenStream tokens;
        private final int deepest;
        private final Deque<Open> open = new ArrayDeque<>();
        private MailPart mail =
                new MailPart(new MailHeaders(List.of()), ContentHeader.of("text/plain"), "", 0, List.of());
        private int textsLeft = LONGEST_TEXTS;

        Reader(MimeTokenStream tokens, int deepest) {
            this.tokens = tokens;
            this.deepest = deepest;
        }

        MailPart mail() {
            while (!open.isEmpty()) {
                close();
            }
            return mail;
        }

        void take(EntityState state) throws IOException {
            switch (state) {
                case T_START_MESSAGE, T_START_BODYPART -> {
                    open.push(new Open());
                    tokens.setRecursionMode(
                            open.size() < deepest ? RecursionMode.M_RECURSE : RecursionMode.M_NO_RECURSE);
                }
                case T_FIELD ->
                    open.element().fields.add(field(tokens.getField().getRaw()));
                case T_BODY -> body(open.element());
                case T_PREAMBLE, T_EPILOGUE -> open.element().append(text(tokens.getInputStream(), "us-ascii"));
                case T_END_MESSAGE, T_END_BODYPART -> close();
                default -> {
                    // starts and ends of headers and multiparts follow from these
                }
            }
        }

        private void close() {
            MailPart part = open.pop().part();
            if (open.isEmpty()) {
                mail = part;
            } else {
                open.element().children.add(part);
            }
        }

        private void body(Open part) throws IOException {
            ContentHeader type = part.type();
            InputStream content = tokens.getDecodedInputStream();
            String kind = type.value();
            boolean text = kind.startsWith("text/")
                    || kind.startsWith("message/")
                    || kind.startsWith("multipart/")
                    || kind.isEmpty();
            if (text) {
                part.append(text(content, type.parameter("charset").orElse("")));
            }
            part.size += skip(content);
        }

        private String text(InputStream in, String charset) throws IOException {
            byte[] bytes = in.readNBytes(textsLeft);
            textsLeft -= bytes.length;
            return MailCharset.text(
                    bytes,
                    bytes.length,
                    charset.isBlank() ? java.util.Optional.empty() : java.util.Optional.of(charset));
        }

        private static long skip(InputStream in) throws IOException {
            byte[] chunk = new byte[8 << 10];
            long size = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                size += read;
            }
            return size;
        }

        private static MailHeaders.Field field(ByteSequence raw) {
            byte[] bytes = raw.toByteArray();
            int colon = 0;
            while (colon < bytes.length && bytes[colon] != ':') {
                colon++;
            }
            String name =
                    MailCharset.text(bytes, colon, java.util.Optional.empty()).strip();
            byte[] rest = Arrays.copyOfRange(bytes, Math.min(bytes.length, colon + 1), bytes.length);
            String value = MailCharset.text(rest, rest.length, java.util.Optional.empty());
            return new MailHeaders.Field(name, unfolded(value));
        }

        private static String unfolded(String value) {
            return value.indexOf('\n') < 0
                    ? value.strip()
                    : value.replaceAll("\\s*\r?\n\\s*", " ").strip();
        }
    }

    /** A part of which the end has not come yet. */
    private static final class Open {
        private final List<MailHeaders.Field> fields = new ArrayList<>();
        private final List<MailPart> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private long size;

        ContentHeader type() {
            String type = new MailHeaders(fields).first("Content-Type").orElse("");
            return ContentHeader.of(type.isBlank() ? "text/plain" : type);
        }

        void append(String more) {
            size += more.length();
            text.append(more);
        }

        MailPart part() {
            return new MailPart(new MailHeaders(fields), type(), text.toString(), size, children);
        }
    }
}
