package io.nificrm.email.mailbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nificrm.source.Fault;
import io.nificrm.source.PlatformException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a folder. UIDs grow and are never used twice as long as the folder's UIDVALIDITY stays (RFC 3501, 2.3.1.1).
 *
 * @param validity the UIDVALIDITY under which the UIDs count
 * @param delivered the message of this UID and all before are done
 * @param settled up to this UID {@link AfterReading} was done too
 * @param kept UIDs after {@code settled} of messages that were not read whole and therefore stay on the server
 * @param newest when the youngest message so far arrived, ISO-8601
 * @param floor messages that arrived earlier are not wanted, ISO-8601; counts up to {@code floorUntil}
 * @param floorUntil the last UID that there was when the folder was first read
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record FolderCursor(
        long validity,
        long delivered,
        long settled,
        List<Long> kept,
        Optional<String> newest,
        Optional<String> floor,
        long floorUntil) {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final ObjectReader READER = JSON.readerFor(FolderCursor.class);
    private static final ObjectWriter WRITER = JSON.writerFor(FolderCursor.class);

    FolderCursor {
        kept = kept == null ? List.of() : List.copyOf(kept);
    }

    /** Begins with the messages after a UID; those that are there already only if they arrived since {@code floor}. */
    static FolderCursor startingAfter(long validity, long uid, Instant floor, long lastUid) {
        return new FolderCursor(
                validity, uid, uid, List.of(), Optional.empty(), Optional.of(floor.toString()), lastUid);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws PlatformException if it is something else, with what to do about it
     */
    static FolderCursor parse(String text) throws PlatformException {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    "the saved cursor '" + text + "' can't be read",
                    "clear the state of this processor; it then starts with the initial backlog");
        }
    }

    /** The form in which it is kept in state. */
    String text() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers and texts can be written", e);
        }
    }

    /** Whether a message was there before the folder was first read, and is older than wanted. */
    boolean tooOld(long uid, Instant received) {
        return uid <= floorUntil
                && floor.map(Instant::parse).filter(received::isBefore).isPresent();
    }

    /** Everything up to a message is handed over. */
    FolderCursor reached(long uid, Optional<Instant> received) {
        Optional<String> youngest = received.map(Instant::toString)
                .filter(time -> newest.isEmpty() || Instant.parse(time).isAfter(Instant.parse(newest.get())))
                .or(() -> newest);
        return new FolderCursor(validity, uid, settled, kept, youngest, floor, floorUntil);
    }

    /** A message was handed over without its content: nothing may happen to it on the server. */
    FolderCursor keeping(long uid) {
        List<Long> more = new ArrayList<>(kept);
        more.add(uid);
        return new FolderCursor(validity, delivered, settled, more, newest, floor, floorUntil);
    }

    /** {@link AfterReading} is done up to a UID. */
    FolderCursor settledUpTo(long uid) {
        List<Long> still = kept.stream().filter(one -> one > uid).toList();
        return new FolderCursor(validity, delivered, uid, still, newest, floor, floorUntil);
    }
}
