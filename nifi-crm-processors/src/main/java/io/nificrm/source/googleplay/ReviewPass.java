package io.nificrm.source.googleplay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nificrm.source.TimePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the reviews of an app are read, where pages have no order and reviews change while they are read.
 *
 * <p>A review that changes after its page was read is found by the next pass, for that one takes what changed since
 * this one <em>began</em>, whatever younger changes this one has seen. It looks {@link #OVERLAP} farther back, in case
 * Google shows a change later than it dates it; what was delivered of that time is remembered, so that it does not come
 * twice.
 *
 * @param since when the last whole pass began, ISO 8601
 * @param begun when the pass under way began, ISO 8601
 * @param token Google's way to the next page of the pass under way
 * @param delivered those changes of the time that is looked at again that were delivered, see {@link TimePosition}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ReviewPass(String since, Optional<String> begun, Optional<String> token, List<String> delivered) {
    /** How much later than it is dated a change may be shown. */
    static final Duration OVERLAP = Duration.ofHours(1);

    ReviewPass {
        delivered = delivered == null ? List.of() : List.copyOf(delivered);
    }

    /** The first one, which goes back to {@code floor}. */
    static ReviewPass first(Instant floor, Instant now) {
        return new ReviewPass(floor.plus(OVERLAP).toString(), Optional.of(now.toString()), Optional.empty(), List.of());
    }

    boolean underWay() {
        return begun.isPresent();
    }

    ReviewPass begin(Instant now) {
        return new ReviewPass(since, Optional.of(now.toString()), Optional.empty(), delivered);
    }

    /** When the last whole pass began. */
    Instant lastBegan() {
        return Instant.parse(since);
    }

    /** Whether a change was not delivered yet. */
    boolean isNew(String position) {
        return !TimePosition.time(position).isBefore(lastBegan().minus(OVERLAP)) && !delivered.contains(position);
    }

    /** With changes that are delivered now, on the way to the next page. */
    ReviewPass after(Collection<String> positions, Optional<String> next) {
        List<String> all = Stream.concat(delivered.stream(), positions.stream().filter(this::looksAgain))
                .toList();
        return new ReviewPass(since, begun, next, all);
    }

    /** From the first page once more. */
    ReviewPass restarted() {
        return new ReviewPass(since, begun, Optional.empty(), delivered);
    }

    /** All pages are read. */
    ReviewPass ended() {
        return new ReviewPass(
                begun.orElse(since),
                Optional.empty(),
                Optional.empty(),
                delivered.stream().filter(this::looksAgain).toList());
    }

    /** Whether the next pass looks at a change of this time again. */
    private boolean looksAgain(String position) {
        return !TimePosition.time(position)
                .isBefore(Instant.parse(begun.orElse(since)).minus(OVERLAP));
    }
}
