package io.nificrm.local.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;

/** How a flow definition is kept in the repository: indented, keys in order, so that a change can be read. */
public final class FlowFormat {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private FlowFormat() {}

    /** The same definition in that form. */
    public static byte[] readable(byte[] definition) throws IOException {
        return JSON.writeValueAsBytes(JSON.readValue(definition, Object.class));
    }
}
