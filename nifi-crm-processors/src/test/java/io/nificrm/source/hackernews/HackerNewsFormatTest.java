package io.nificrm.source.hackernews;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HackerNewsFormatTest {
    private final HackerNewsFormat format = new HackerNewsFormat();

    @Test
    void searchResultsAreStoriesCommentsAndReplies() {
        Collected hits = Collected.of(format, """
                {"hits":[{"objectID":"10","created_at":"2026-11-20T08:00:00.000Z","created_at_i":1795341600,"author":"JoB","title":"Acme &amp; lids","url":"https://acme.example/lids","points":42,"num_comments":7,"_tags":["story","author_JoB","story_10"]},
                         {"objectID":"11","created_at":"2026-11-20T09:00:00.000Z","author":"kim","comment_text":"It&#x27;s leaking<p>See <a href=\\"https:&#x2F;&#x2F;acme.example&#x2F;x\\">x</a>","story_id":10,"parent_id":10,"_tags":["comment"]},
                         {"objectID":"12","created_at":"2026-11-20T09:00:00.000Z","author":"lee","comment_text":"Yes","story_id":10,"parent_id":11,"_tags":["comment"]}],
                 "nbHits":3,"page":0}""");

        assertThat(hits.ids()).containsExactly("hackernews:10", "hackernews:11", "hackernews:12");
        assertThat(hits.invalid()).isEmpty();
        Touchpoint story = hits.touchpoints().get(0);
        assertThat(story.title()).contains("Acme & lids");
        assertThat(story.timestamp()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(story.url()).contains("https://news.ycombinator.com/item?id=10");
        assertThat(story.links()).extracting(Link::url).containsExactly("https://acme.example/lids");
        assertThat(story.engagement().orElseThrow().score()).hasValue(42);
        assertThat(story.engagement().orElseThrow().replies()).hasValue(7);
        assertThat(story.author().orElseThrow().handle()).contains("job");
        Touchpoint comment = hits.touchpoints().get(1);
        assertThat(comment.kind()).isEqualTo(Touchpoint.Kind.COMMENT);
        assertThat(comment.text()).contains("It's leaking\n\nSee x");
        assertThat(comment.inReplyTo()).contains("hackernews:10");
        assertThat(comment.threadId()).contains("hackernews:10");
        assertThat(hits.touchpoints().get(2).kind()).isEqualTo(Touchpoint.Kind.REPLY);
    }

    @Test
    void itemsOfBothApisAreRead() {
        Collected items = Collected.of(format, """
                {"id":1,"created_at":"2026-11-20T08:00:00.000Z","type":"story","author":"jo","title":"T","children":[{"id":2,"created_at":"2026-11-20T09:00:00.000Z","type":"comment","author":"kim","text":"c","parent_id":1,"story_id":1,"children":[]}]}
                {"by":"lee","id":3,"parent":2,"text":"r","time":1795341600,"type":"comment","dead":true}
                {"id":4,"deleted":true,"time":1795341600,"type":"comment"}
                {"id":5,"by":"x","type":"pollopt","time":1795341600}
                """);

        assertThat(items.ids()).containsExactly("hackernews:1", "hackernews:2", "hackernews:3");
        assertThat(items.touchpoints().getLast().availability()).contains("removed");
        assertThat(items.ignored()).containsExactly("deleted item", "choice of a poll");
    }
}
