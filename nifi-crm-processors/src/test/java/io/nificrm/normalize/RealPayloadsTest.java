package io.nificrm.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Engagement;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing that real servers answered is invalid, and nothing of it is missing. */
class RealPayloadsTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void mastodonTimelines() throws IOException {
        for (Path file : SharedSamples.files("mastodon")) {
            Collected collected = normalize("mastodon", file);
            JsonNode statuses = json.readTree(file.toFile());

            assertThat(collected.reasons()).as("%s", file).isEmpty();
            assertThat(collected.ids()).hasSize(statuses.size()).doesNotHaveDuplicates();
            assertThat(collected.touchpoints())
                    .allMatch(status -> status.author().isPresent());
        }
    }

    @Test
    void redditListings() throws IOException {
        for (Path file : SharedSamples.files("reddit")) {
            Collected collected = normalize("reddit", file);
            JsonNode children = json.readTree(file.toFile()).at("/data/children");

            assertThat(collected.reasons()).as("%s", file).isEmpty();
            assertThat(collected.ids()).hasSize(children.size()).doesNotHaveDuplicates();
            assertThat(collected.touchpoints())
                    .allMatch(thing -> thing.kind() == Touchpoint.Kind.POST
                            || thing.threadId().isPresent());
        }
    }

    /**
     * {@code file | kinds | first … last | authors | with: text, links, media, an answered one | likes, reposts, replies, score}.
     * Counts and times alone, nothing of what people wrote; each can be counted in the file.
     */
    private static final String GOLDEN = """
            bluesky/extended_post_record.json | {post=1} | 2023-07-21T01:33:51.481951Z … 2023-07-21T01:33:51.481951Z | 1 authors | 1 text, 0 links, 0 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            bluesky/post_record.json | {post=1} | 2024-02-22T19:58:13.903293Z … 2024-02-22T19:58:13.903293Z | 1 authors | 1 text, 0 links, 0 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            bluesky/thread_view_post_with_embed_media.json | {post=1} | 2023-09-28T12:49:36.735Z … 2023-09-28T12:49:36.735Z | 1 authors | 0 text, 0 links, 1 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            mastodon/public-timeline.json | {post=8} | 2026-08-01T13:51:05.238Z … 2026-08-01T13:55:46.609Z | 2 authors | 8 text, 0 links, 0 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            mastodon/tag-timeline.json | {post=1} | 2026-08-01T13:55:55.867Z … 2026-08-01T13:55:55.867Z | 1 authors | 1 text, 0 links, 0 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            reddit/r-askreddit-comments.json | {comment=45, reply=55} | 2016-07-04T00:03:54Z … 2016-07-04T00:04:50Z | 97 authors | 100 text, 4 links, 0 media, 100 answers | 0 likes, 0 reposts, 0 replies, score 0
            reddit/r-askreddit-new.json | {post=100} | 2016-03-01T07:44:02Z … 2016-03-01T08:37:38Z | 89 authors | 1 text, 0 links, 0 media, 0 answers | 0 likes, 0 reposts, 631 replies, score 0
            x/search-recent.json | {post=10} | 2022-10-07T22:24:12.742Z … 2022-10-07T22:42:12.752Z | 0 authors | 10 text, 0 links, 0 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            x/users-mentions.json | {post=10} | 2022-10-07T22:42:22.167Z … 2022-10-07T22:43:06.945Z | 0 authors | 10 text, 4 links, 0 media, 0 answers | 0 likes, 0 reposts, 0 replies, score 0
            """;

    @Test
    void everyFileComesOutAsAPersonCountsIt() {
        List<String> summary = new ArrayList<>();
        for (String format : List.of("bluesky", "mastodon", "reddit", "x")) {
            for (Path file : SharedSamples.files(format)) {
                Collected collected = normalize(format, file);
                assertThat(collected.reasons()).as("%s", file).isEmpty();
                assertThat(collected.ignored()).as("%s", file).isEmpty();
                summary.add(format + '/' + file.getFileName() + " | " + summary(collected.touchpoints()));
            }
        }

        assertThat(String.join("\n", summary)).isEqualTo(GOLDEN.strip());
    }

    private static String summary(List<Touchpoint> mentions) {
        Map<String, Long> kinds = mentions.stream()
                .collect(Collectors.groupingBy(m -> m.kind().value(), TreeMap::new, Collectors.counting()));
        List<Instant> times =
                mentions.stream().map(Touchpoint::timestamp).sorted().toList();
        long authors = mentions.stream()
                .flatMap(m -> m.author().flatMap(Author::id).or(() -> m.author().flatMap(Author::handle)).stream())
                .distinct()
                .count();
        return String.join(
                " | ",
                kinds.toString(),
                times.getFirst() + " … " + times.getLast(),
                authors + " authors",
                count(mentions, m -> m.text().isPresent()) + " text, "
                        + count(mentions, m -> !m.links().isEmpty())
                        + " links, " + count(mentions, m -> !m.media().isEmpty()) + " media, "
                        + count(mentions, m -> m.inReplyTo().isPresent()) + " answers",
                sum(mentions, Engagement::likes) + " likes, " + sum(mentions, Engagement::reposts) + " reposts, "
                        + sum(mentions, Engagement::replies) + " replies, score " + sum(mentions, Engagement::score));
    }

    private static long count(List<Touchpoint> mentions, Predicate<Touchpoint> wanted) {
        return mentions.stream().filter(wanted).count();
    }

    private static long sum(List<Touchpoint> mentions, Function<Engagement, OptionalLong> number) {
        return mentions.stream()
                .flatMap(m -> m.engagement().stream())
                .mapToLong(engagement -> number.apply(engagement).orElse(0))
                .sum();
    }

    @Test
    void mails() {
        for (Path file : SharedSamples.files("email")) {
            Collected collected = normalize("mime", file);

            assertThat(collected.reasons()).as("%s", file).isEmpty();
            assertThat(collected.touchpoints()).as("%s", file).isNotEmpty();
        }
    }

    private static Collected normalize(String format, Path file) {
        return Collected.of(Formats.named(format).orElseThrow(), SharedSamples.bytes(file));
    }
}
