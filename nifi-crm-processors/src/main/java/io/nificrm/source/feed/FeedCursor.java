package io.nificrm.source.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nificrm.source.Fault;
import io.nificrm.source.PlatformException;
import java.util.Optional;

/**
 * What is remembered of a feed between two readings.
 *
 * @param etag the validator of the last answer (RFC 9110, section 8.8.3)
 * @param lastModified the other one (section 8.8.2), as the server wrote it
 * @param seen {@link SeenEntries#text}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FeedCursor(
        Optional<String> etag,
        Optional<String> lastModified,
        @JsonProperty(required = true) String seen) {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    static FeedCursor parse(String text) throws PlatformException {
        try {
            return JSON.readValue(text, FeedCursor.class);
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    "the saved cursor can't be read: " + e.getOriginalMessage(),
                    "clear the state of this processor; it then starts with the initial backlog");
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }
}
