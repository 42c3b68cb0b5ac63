package io.nificrm.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A place in a list that a platform pages through newest first, exact across restarts.
 *
 * <p>Reading such a list opens a gap between what was delivered before and the newest item, and closes it from its young end.
 * A cursor that only remembered the newest item delivered would lose the middle if a restart came before the gap is closed;
 * so this one remembers both ends of the gap:
 *
 * <pre>
 *   newest ── delivered in this pass ── resumeAt ── still missing ── delivered ── older
 * </pre>
 *
 * Items that appear during a pass are younger than {@code newest} and wait for the next one.
 *
 * @param floor before the first pass has ended: how far back it goes, ISO-8601
 * @param delivered this item and all older ones are done
 * @param newest during a pass: the item that becomes {@code delivered} when the pass ends
 * @param resumeAt during a pass: the oldest item delivered in it
 * @param token during a pass: the platform's own way to the next page, where it gives one
 * @param overlapping where the token leads through what was delivered in this pass, because the one before it was lost
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record GapCursor(
        Optional<String> floor,
        Optional<String> delivered,
        Optional<String> newest,
        Optional<String> resumeAt,
        Optional<String> token,
        Optional<Boolean> overlapping) {

    /** The saved cursor; without one, the start at {@code floor}. */
    public static GapCursor of(Optional<String> saved, Instant floor) throws PlatformException {
        return saved.isPresent() ? parse(saved.get()) : startingAt(floor);
    }

    /** Nothing was read yet, and items older than {@code floor} are not wanted. */
    public static GapCursor startingAt(Instant floor) {
        return new GapCursor(
                Optional.of(floor.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws PlatformException if it is something else, with what to do about it
     */
    public static GapCursor parse(String text) throws PlatformException {
        return CursorJson.read(text, GapCursor.class);
    }

    /** The form in which it is kept in state. */
    public String text() {
        return CursorJson.write(this);
    }

    /** The same place, to be reached by another token, or by none because the platform no longer knows it. */
    public GapCursor withToken(Optional<String> another) {
        return new GapCursor(floor, delivered, newest, resumeAt, another, overlapping);
    }

    /** The same place, on the way to which pages come that were delivered already. */
    public GapCursor through(Optional<String> another) {
        return new GapCursor(floor, delivered, newest, resumeAt, another, Optional.of(true));
    }

    /** Whether the next page follows exactly the last one. */
    boolean followsExactly() {
        return token.isPresent() && overlapping.isEmpty();
    }

    /** How far back the first pass goes; without end once something was delivered. */
    public Instant oldest() {
        return floor.map(Instant::parse).orElse(Instant.EPOCH);
    }

    public boolean passing() {
        return newest.isPresent();
    }

    /** The pass has got as far as {@code oldest}; its first page named the {@code youngest}. */
    public GapCursor reached(String youngest, String oldest) {
        return new GapCursor(
                floor,
                delivered,
                newest.or(() -> Optional.of(youngest)),
                Optional.of(oldest),
                Optional.empty(),
                Optional.empty());
    }

    /** The gap is closed. */
    public GapCursor closed() {
        return newest.isPresent() ? at(newest.get()) : this;
    }

    /** Everything up to this item is delivered. */
    public GapCursor at(String item) {
        return new GapCursor(
                Optional.empty(),
                Optional.of(item),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
