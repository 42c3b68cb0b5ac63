package io.nificrm.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Cursors as JSON, the form in which they are kept in state. */
public final class CursorJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private CursorJson() {}

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws PlatformException if it is something else, with what to do about it
     */
    public static <T> T read(String text, Class<T> cursor) throws PlatformException {
        try {
            return JSON.readValue(text, cursor);
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    "the saved cursor '" + text + "' can't be read",
                    "clear the state of this processor; it then starts with the initial backlog");
        }
    }

    /** Writes a record of texts, numbers and such records. */
    public static String write(Record cursor) {
        try {
            return JSON.writeValueAsString(cursor);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts and numbers can be written", e);
        }
    }
}
