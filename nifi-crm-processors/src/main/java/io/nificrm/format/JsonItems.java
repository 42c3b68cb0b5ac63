package io.nificrm.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the items of a JSON stream one by one and hands each to a mapping. What cannot be parsed or mapped is invalid,
 * with its own bytes; so is what follows a break, once. Thread-safe.
 */
public final class JsonItems {
    /** No platform writes a number of more digits. */
    private static final int LONGEST_NUMBER = 1000;

    private static final ObjectReader TREES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final JsonShape shape;
    private final Mapping mapping;

    /** The last one, for the next stream: it has learnt the names of the platform's fields, and limits rarely change. */
    private final AtomicReference<Parser> parser = new AtomicReference<>();

    /** @param shape where the items are in what the platform answers */
    public JsonItems(JsonShape shape, Mapping mapping) {
        this.shape = shape;
        this.mapping = mapping;
    }

    /** Turns one item into touchpoints. */
    @FunctionalInterface
    public interface Mapping {
        /**
         * Maps one item; may emit any number of touchpoints.
         *
         * @throws UnreadableItemException when the item lacks what makes it one
         */
        void map(Fields item, Reading reading, Emitter out) throws IOException, UnreadableItemException;
    }

    /** Takes what a mapping makes of an item. */
    public interface Emitter {
        void touchpoint(Touchpoint touchpoint) throws IOException;

        void ignored(String what) throws IOException;

        /** A part of the item that could not be mapped, one item of a page for instance. */
        void invalid(Fields part, String reason) throws IOException;
    }

    /**
     * Reads all items.
     *
     * @throws IOException when the stream or the sink fails
     */
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        read(in, reading, reading.limits().itemBytes(), sink);
    }

    /** Reads all items, each as large as a document may be: for pages whose items refer to what stands beside them. */
    public void readPages(InputStream in, Reading reading, Sink sink) throws IOException {
        read(in, reading, reading.limits().documentBytes(), sink);
    }

    private void read(InputStream in, Reading reading, int itemBytes, Sink sink) throws IOException {
        ObjectReader trees = parser(reading.limits(), itemBytes);
        new JsonItemSplitter(in, shape, itemBytes, new JsonItemSplitter.Handler() {
                    @Override
                    public void item(byte[] buffer, int length) throws IOException {
                        JsonNode parsed;
                        try {
                            parsed = trees.readTree(buffer, 0, length);
                        } catch (JsonProcessingException e) {
                            sink.invalid(InvalidItem.whole(reason(e), buffer, length));
                            return;
                        }
                        map(new Fields(parsed), buffer, length, reading, sink);
                    }

                    @Override
                    public void broken(String reason, byte[] buffer, int length, boolean cut) throws IOException {
                        sink.invalid(InvalidItem.of(reason, buffer, length, cut));
                    }
                })
                .run();
    }

    private void map(Fields item, byte[] buffer, int length, Reading reading, Sink sink) throws IOException {
        try {
            mapping.map(item, reading, new Emitter() {
                @Override
                public void touchpoint(Touchpoint touchpoint) throws IOException {
                    sink.touchpoint(touchpoint);
                }

                @Override
                public void ignored(String what) throws IOException {
                    sink.ignored(what);
                }

                @Override
                public void invalid(Fields part, String reason) throws IOException {
                    byte[] bytes = part.node().toString().getBytes(StandardCharsets.UTF_8);
                    sink.invalid(InvalidItem.whole(reason, bytes, bytes.length));
                }
            });
        } catch (UnreadableItemException e) {
            sink.invalid(InvalidItem.whole(e.getMessage(), buffer, length));
        } catch (RuntimeException e) {
            // an item of a shape that nobody foresaw must not stop its neighbours
            sink.invalid(InvalidItem.whole("the item cannot be mapped: " + e, buffer, length));
        }
    }

    private record Parser(ItemLimits limits, int itemBytes, ObjectReader reader) {}

    private ObjectReader parser(ItemLimits limits, int itemBytes) {
        Parser last = parser.get();
        if (last == null || last.itemBytes() != itemBytes || !last.limits().equals(limits)) {
            last = new Parser(limits, itemBytes, reader(limits, itemBytes));
            parser.set(last);
        }
        return last.reader();
    }

    private static ObjectReader reader(ItemLimits limits, int itemBytes) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(itemBytes)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                // an error message must not carry somebody's post into a log
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return TREES.with(factory);
    }

    private static String reason(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : ", byte " + e.getLocation().getByteOffset();
        return "not JSON" + where + ": " + e.getOriginalMessage();
    }
}
