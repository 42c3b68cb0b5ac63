package io.nificrm.source.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedditFormatTest {
    private final RedditFormat format = new RedditFormat();

    @Test
    void everyFieldOfAPostIsMapped() {
        Touchpoint post = Collected.of(format, """
                {"kind":"t3","data":{"subreddit":"Coffee","subreddit_subscribers":900000,"selftext":"It leaks &amp; burns, u/Acme_Help","selftext_html":"&lt;div class=\\"md\\"&gt;&lt;p&gt;It leaks &amp;amp; burns, u/Acme_Help&lt;/p&gt;\\n\\n&lt;p&gt;&lt;a href=\\"https://acme.example\\"&gt;shop&lt;/a&gt;&lt;/p&gt;\\n&lt;/div&gt;",
                 "title":"Acme lid &gt; everything?","name":"t3_abc","id":"abc","author":"JoBarista","author_fullname":"t2_9","score":-4,"ups":0,
                 "num_comments":7,"num_crossposts":2,"is_self":true,"permalink":"/r/Coffee/comments/abc/acme_lid/","url":"https://www.reddit.com/r/Coffee/comments/abc/acme_lid/",
                 "created":1795341600.0,"created_utc":1795341600.0,"over_18":false}}
                """).only();

        assertThat(post.id()).isEqualTo("reddit:t3_abc");
        assertThat(post.kind()).isEqualTo(Touchpoint.Kind.POST);
        assertThat(post.channel()).contains(Touchpoint.Channel.FORUM);
        assertThat(post.timestamp()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(post.title()).contains("Acme lid > everything?");
        assertThat(post.text()).contains("It leaks & burns, u/Acme_Help\n\nshop");
        assertThat(post.links()).extracting(Link::url).containsExactly("https://acme.example");
        assertThat(post.mentions()).containsExactly("acme_help");
        assertThat(post.url()).contains("https://www.reddit.com/r/Coffee/comments/abc/acme_lid/");
        assertThat(post.threadId()).contains("reddit:t3_abc");
        assertThat(post.author().orElseThrow().handle()).contains("jobarista");
        assertThat(post.author().orElseThrow().id()).contains("t2_9");
        assertThat(post.engagement().orElseThrow().score()).hasValue(-4);
        assertThat(post.engagement().orElseThrow().replies()).hasValue(7);
        assertThat(post.engagement().orElseThrow().reposts()).hasValue(2);
        assertThat(post.reach()).hasValue(900000);
        assertThat(post.community()).contains("r/Coffee");
    }

    @Test
    void aCommentPageGivesThePostAndItsNestedComments() {
        Collected page = Collected.of(format, """
                [{"kind":"Listing","data":{"children":[{"kind":"t3","data":{"name":"t3_p","title":"T","created_utc":1,"is_self":false,"url":"https://i.example/x.PNG"}}]}},
                 {"kind":"Listing","data":{"after":null,"children":[
                   {"kind":"t1","data":{"name":"t1_a","body":"first","link_id":"t3_p","parent_id":"t3_p","created_utc":2,"score":1,"score_hidden":true,
                     "replies":{"kind":"Listing","data":{"children":[
                       {"kind":"t1","data":{"name":"t1_b","body":"second","link_id":"t3_p","parent_id":"t1_a","created_utc":3,"replies":""}},
                       {"kind":"more","data":{"count":3,"children":["c","d","e"]}}]}}}},
                   {"kind":"t1","data":{"name":"t1_f","body":"third","link_id":"t3_p","parent_id":"t3_p","created_utc":4,"replies":""}}]}}]
                """);

        assertThat(page.ids()).containsExactly("reddit:t3_p", "reddit:t1_a", "reddit:t1_b", "reddit:t1_f");
        assertThat(page.invalid()).isEmpty();
        assertThat(page.ignored()).containsExactly("comments that are not included (more)");
        Touchpoint first = page.touchpoints().get(1);
        Touchpoint second = page.touchpoints().get(2);
        assertThat(first.kind()).isEqualTo(Touchpoint.Kind.COMMENT);
        assertThat(first.engagement()).as("Reddit hides the score").isEmpty();
        assertThat(second.kind()).isEqualTo(Touchpoint.Kind.REPLY);
        assertThat(second.inReplyTo()).contains("reddit:t1_a");
        assertThat(second.threadId()).contains("reddit:t3_p");
        assertThat(second.url()).isEmpty();
        assertThat(page.touchpoints().getFirst().media().getFirst().type()).contains("image");
    }

    @Test
    void deletedAndRemovedAreSaidAndNotTakenForText() {
        Collected listing = Collected.of(format, """
                {"kind":"Listing","data":{"children":[
                  {"kind":"t1","data":{"id":"a","author":"[deleted]","body":"[deleted]","body_html":"<div class=\\"md\\"><p>[deleted]</p></div>","created_utc":1}},
                  {"kind":"t3","data":{"id":"b","author":"x","title":"T","selftext":"[removed]","removed_by_category":"moderator","created_utc":1}}]}}
                """);

        assertThat(listing.ids()).containsExactly("reddit:t1_a", "reddit:t3_b");
        assertThat(listing.touchpoints()).allMatch(thing -> thing.text().isEmpty());
        assertThat(listing.touchpoints())
                .extracting(thing -> thing.availability().orElse(""))
                .containsExactly("deleted", "removed");
        assertThat(listing.touchpoints().getFirst().author()).isEmpty();
    }

    @Test
    void crosspostsMessagesGalleriesAndMoreChildren() {
        Collected collected = Collected.of(format, """
                {"kind":"t3","data":{"id":"x","title":"T","crosspost_parent":"t3_o","created_utc":1,
                  "gallery_data":{"items":[{"media_id":"m","caption":"lid"}]},"media_metadata":{"m":{"e":"Image","s":{"u":"https://p.example/a?x=1&amp;y=2"}}}}}
                {"kind":"t4","data":{"name":"t4_m","subject":"Help","body":"my order","author":"kim","dest":"AcmeCoffee","created_utc":5}}
                {"json":{"errors":[],"data":{"things":[{"kind":"t1","data":{"id":"z","body":"late &lt;3","created_utc":1}}]}}}
                {"kind":"t5","data":{"display_name":"Coffee"}}
                """);

        assertThat(collected.ids()).containsExactly("reddit:t3_x", "reddit:t4_m", "reddit:t1_z");
        Touchpoint crosspost = collected.touchpoints().getFirst();
        assertThat(crosspost.kind()).isEqualTo(Touchpoint.Kind.REPOST);
        assertThat(crosspost.repostOf()).contains("reddit:t3_o");
        assertThat(crosspost.media().getFirst().url()).contains("https://p.example/a?x=1&y=2");
        assertThat(crosspost.media().getFirst().alt()).contains("lid");
        Touchpoint message = collected.touchpoints().get(1);
        assertThat(message.kind()).isEqualTo(Touchpoint.Kind.MESSAGE);
        assertThat(message.title()).contains("Help");
        assertThat(message.mentions()).containsExactly("acmecoffee");
        assertThat(collected.touchpoints().get(2).text()).contains("late <3");
        assertThat(collected.ignored()).containsExactly("subreddit");
    }

    @Test
    void whatIsNoThingIsInvalid() {
        assertThat(Collected.of(format, "{\"message\":\"Forbidden\",\"error\":403}{\"kind\":\"t9\",\"data\":{}}")
                        .reasons())
                .containsExactly("field 'kind' is missing", "field 'kind' is 't9', which is no kind of thing");
    }
}
