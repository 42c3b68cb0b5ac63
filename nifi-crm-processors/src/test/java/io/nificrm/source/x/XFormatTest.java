package io.nificrm.source.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class XFormatTest {
    private final XFormat format = new XFormat();

    @Test
    void aPageIsReadWithItsExpansions() {
        Collected page = Collected.of(format, """
                {"data":[
                  {"id":"20","text":"@acme the lid leaks &amp; burns https://t.co/a https://t.co/m #Coffee","created_at":"2026-11-20T08:00:00.000Z","author_id":"7","conversation_id":"19","lang":"en",
                   "referenced_tweets":[{"type":"replied_to","id":"19"}],"public_metrics":{"retweet_count":1,"reply_count":2,"like_count":3,"quote_count":4,"impression_count":500},
                   "entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://acme.example/?utm_source=x"},{"url":"https://t.co/m","expanded_url":"https://x.com/p/photo/1","media_key":"3_1"}],"hashtags":[{"tag":"Coffee"}],"mentions":[{"username":"Acme","id":"1"}]},
                   "attachments":{"media_keys":["3_1"],"poll_ids":["9"]}},
                  {"id":"21","text":"RT @jo: the lid…","author_id":"8","created_at":"2026-11-20T09:00:00.000Z","referenced_tweets":[{"type":"retweeted","id":"18"}],"public_metrics":{"retweet_count":1}},
                  {"id":"22","text":"look","author_id":"8","created_at":"2026-11-20T09:00:00.000Z","referenced_tweets":[{"type":"quoted","id":"18"}]},
                  {"text":"no id"}],
                 "includes":{"users":[{"id":"7","name":"Jo","username":"JoB","description":"barista","created_at":"2010-01-01T00:00:00.000Z","verified":true,"public_metrics":{"followers_count":120}},{"id":"8","username":"kim","name":"Kim","protected":true,"public_metrics":{"followers_count":9}}],
                   "tweets":[{"id":"18","text":"the lid is the best in the world"}],"media":[{"media_key":"3_1","type":"photo","url":"https://img.example/1.jpg","alt_text":"a lid"}],"polls":[{"id":"9","options":[{"position":1,"label":"yes"},{"position":2,"label":"no"}]}]},
                 "errors":[{"title":"Not Found Error","resource_id":"5"}],"meta":{"result_count":4}}""");

        assertThat(page.ids()).containsExactly("x:20", "x:21", "x:22");
        assertThat(page.reasons()).containsExactly("field 'id' is missing");
        assertThat(page.ignored()).containsExactly("post that X does not give: Not Found Error");
        Touchpoint reply = page.touchpoints().get(0);
        assertThat(reply.kind()).isEqualTo(Touchpoint.Kind.REPLY);
        assertThat(reply.text())
                .contains("@acme the lid leaks & burns https://t.co/a https://t.co/m #Coffee\n- yes\n- no");
        assertThat(reply.links()).extracting(Link::url).containsExactly("https://acme.example/?utm_source=x");
        assertThat(reply.media().getFirst().alt()).contains("a lid");
        assertThat(reply.inReplyTo()).contains("x:19");
        assertThat(reply.threadId()).contains("x:19");
        assertThat(reply.mentions()).containsExactly("acme");
        assertThat(reply.hashtags()).containsExactly("coffee");
        assertThat(reply.reach()).hasValue(500);
        assertThat(reply.url()).contains("https://x.com/JoB/status/20");
        assertThat(reply.author().orElseThrow().followers()).hasValue(120);
        Touchpoint repost = page.touchpoints().get(1);
        assertThat(repost.kind()).isEqualTo(Touchpoint.Kind.REPOST);
        assertThat(repost.text()).contains("the lid is the best in the world");
        assertThat(repost.repostOf()).contains("x:18");
        assertThat(repost.availability()).contains("private");
        assertThat(page.touchpoints().get(2).repostOf()).contains("x:18");
        assertThat(page.touchpoints().get(2).kind()).isEqualTo(Touchpoint.Kind.POST);
    }

    @Test
    void withoutExpansionsTheIdTellsTheTime() {
        Touchpoint post = Collected.of(format, "{\"data\":{\"id\":\"1578516068309794817\",\"text\":\"x\"}}")
                .only();

        assertThat(post.timestamp()).isEqualTo(Instant.ofEpochMilli((1578516068309794817L >> 22) + 1288834974657L));
        assertThat(post.url()).contains("https://x.com/i/status/1578516068309794817");
    }

    @Test
    void anEmptyPageHoldsNothingAndAnErrorIsInvalid() {
        assertThat(Collected.of(format, "{\"meta\":{\"result_count\":0}}").invalid())
                .isEmpty();
        assertThat(Collected.of(format, "{\"title\":\"Unauthorized\",\"status\":401}")
                        .reasons())
                .hasSize(1);
    }
}
