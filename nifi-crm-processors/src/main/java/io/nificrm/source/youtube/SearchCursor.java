package io.nificrm.source.youtube;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a search and the comments below its finds are read.
 *
 * @param searched when the last complete search began, ISO-8601
 * @param running a search that has more pages
 * @param checked how many of the videos were asked for their number of comments in this round
 * @param videos the finds that are followed, by id, the newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SearchCursor(Optional<String> searched, Optional<Running> running, int checked, Map<String, Followed> videos) {

    /**
     * A search between two pages.
     *
     * @param began when, ISO-8601
     * @param after what it looks for is younger than this, ISO-8601
     * @param token the way to the next page
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Running(String began, String after, Optional<String> token) {}

    /**
     * A video whose comments are read.
     *
     * @param published when it appeared, ISO-8601
     * @param comments how many it had when they were read last
     * @param due whether they have to be read
     */
    record Followed(String published, long comments, boolean due, ThreadCursor threads) {}

    /** A find may be published, and a video made public, well before the search knows it. */
    private static final Duration LATE = Duration.ofHours(24);

    SearchCursor {
        videos = videos == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(videos));
    }

    static SearchCursor nothing() {
        return new SearchCursor(Optional.empty(), Optional.empty(), 0, Map.of());
    }

    boolean searchIsDue(Instant now, Duration interval) {
        return running.isPresent()
                || searched.map(last -> !Instant.parse(last).plus(interval).isAfter(now))
                        .orElse(true);
    }

    /** The search that goes on, or begins now. */
    Running search(Instant now, Duration initialBacklog) {
        return running.orElseGet(() -> new Running(
                now.toString(),
                searched.map(last -> Instant.parse(last).minus(LATE))
                        .orElseGet(() -> now.minus(initialBacklog))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                Optional.empty()));
    }

    /** The running search from its first page, because the way to the next one is no longer known. */
    SearchCursor restarted(Running page) {
        return new SearchCursor(
                searched, Optional.of(new Running(page.began(), page.after(), Optional.empty())), checked, videos);
    }

    SearchCursor withSearch(Running page, Optional<String> nextToken, Map<String, Followed> following) {
        return nextToken.isPresent()
                ? new SearchCursor(
                        searched, Optional.of(new Running(page.began(), page.after(), nextToken)), checked, following)
                : new SearchCursor(Optional.of(page.began()), Optional.empty(), checked, following);
    }

    SearchCursor withVideos(int nowChecked, Map<String, Followed> following) {
        return new SearchCursor(searched, running, nowChecked, following);
    }

    /** The ids of the next videos to ask for. */
    List<String> unchecked(int most) {
        return videos.keySet().stream().skip(checked).limit(most).toList();
    }

    /** A video whose comments have to be read. */
    Optional<String> due() {
        return videos.entrySet().stream()
                .filter(video -> video.getValue().due())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
