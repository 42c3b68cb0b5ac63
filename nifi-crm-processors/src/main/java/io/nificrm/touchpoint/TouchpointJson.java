package io.nificrm.touchpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The one Jackson set-up of the document, and of records that are stored beside it: snake_case, ISO-8601 UTC, absent
 * fields not written. For streams of touchpoints use {@link JsonLinesReader} and {@link JsonLinesWriter}.
 */
public final class TouchpointJson {
    /**
     * One for all: what Jackson finds out about a record by reflection costs more than a page of touchpoints, and is kept
     * by its mapper.
     */
    private static final JsonMapper MAPPER = mapper();

    private TouchpointJson() {}

    /**
     * The record of a JSON tree, such as a document that Elasticsearch returned.
     *
     * @throws IOException when the tree is not such a record; the message names the field
     */
    public static <T> T read(JsonNode tree, Class<T> type) throws IOException {
        return MAPPER.treeToValue(tree, type);
    }

    /** A record as a JSON tree. */
    public static ObjectNode write(Record value) {
        return MAPPER.valueToTree(value);
    }

    /** Reads values of a type within the limits. */
    static ObjectReader reader(Class<?> type, Limits limits) {
        ObjectReader reader = MAPPER.readerFor(type);
        return limits.equals(Limits.DEFAULT) ? reader : reader.with(factory(limits));
    }

    /** Writes values of a type. */
    static ObjectWriter writer(Class<?> type) {
        return MAPPER.writerFor(type);
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out, JsonEncoding.UTF8);
    }

    private static JsonFactory factory(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(limits.textCharacters())
                        .maxNumberLength(100)
                        .build())
                // an error message must not carry somebody's post into a log
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    static JsonMapper mapper() {
        return JsonMapper.builder(factory(Limits.DEFAULT))
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
    }
}
