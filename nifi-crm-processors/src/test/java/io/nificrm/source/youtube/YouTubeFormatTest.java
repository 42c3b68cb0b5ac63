package io.nificrm.source.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Touchpoint;
import org.junit.jupiter.api.Test;

class YouTubeFormatTest {
    private final YouTubeFormat format = new YouTubeFormat();

    @Test
    void commentThreadsGiveCommentsAndReplies() {
        Collected threads = Collected.of(format, """
                {"kind":"youtube#commentThreadListResponse","nextPageToken":"x","pageInfo":{"totalResults":1},"items":[
                 {"kind":"youtube#commentThread","id":"Ug1","snippet":{"channelId":"UC1","videoId":"v1","totalReplyCount":2,
                   "topLevelComment":{"kind":"youtube#comment","id":"Ug1","snippet":{"videoId":"v1","textDisplay":"The lid <b>leaks</b> &amp; burns<br>#Coffee <a href=\\"https://acme.example\\">acme</a>","authorDisplayName":"@JoB","authorChannelUrl":"http://www.youtube.com/@JoB","authorChannelId":{"value":"UCjo"},"likeCount":5,"publishedAt":"2026-11-20T08:00:00Z","updatedAt":"2026-11-20T08:00:00Z"}}},
                  "replies":{"comments":[{"kind":"youtube#comment","id":"Ug1.r","snippet":{"parentId":"Ug1","textOriginal":"a < b","textDisplay":"a &lt; b","authorDisplayName":"Kim","publishedAt":"2026-11-20T09:00:00Z","moderationStatus":"heldForReview"}}]}}]}""");

        assertThat(threads.ids()).containsExactly("youtube:Ug1", "youtube:Ug1.r");
        Touchpoint comment = threads.touchpoints().getFirst();
        assertThat(comment.kind()).isEqualTo(Touchpoint.Kind.COMMENT);
        assertThat(comment.text()).contains("The lid leaks & burns\n#Coffee acme");
        assertThat(comment.hashtags()).containsExactly("coffee");
        assertThat(comment.url()).contains("https://www.youtube.com/watch?v=v1&lc=Ug1");
        assertThat(comment.threadId()).contains("youtube:v1");
        assertThat(comment.inReplyTo()).contains("youtube:v1");
        assertThat(comment.author().orElseThrow().handle()).contains("job");
        assertThat(comment.engagement().orElseThrow().replies()).hasValue(2);
        Touchpoint reply = threads.touchpoints().getLast();
        assertThat(reply.kind()).isEqualTo(Touchpoint.Kind.REPLY);
        assertThat(reply.text()).contains("a < b");
        assertThat(reply.inReplyTo()).contains("youtube:Ug1");
        assertThat(reply.availability()).contains("held_for_review");
    }

    @Test
    void videosAndSearchResultsArePosts() {
        Collected items = Collected.of(format, """
                {"kind":"youtube#videoListResponse","items":[{"kind":"youtube#video","id":"v1","snippet":{"publishedAt":"2026-11-20T08:00:00Z","channelId":"UC1","channelTitle":"Beans","title":"Acme &amp; me","description":"#acme https://acme.example/?utm_medium=video","tags":["Lid"],"defaultAudioLanguage":"en-GB"},"statistics":{"viewCount":"12345","likeCount":"67","commentCount":"8"}}]}
                {"kind":"youtube#searchListResponse","items":[{"kind":"youtube#searchResult","id":{"kind":"youtube#video","videoId":"v2"},"snippet":{"publishedAt":"2026-11-20T08:00:00Z","channelId":"UC1","channelTitle":"Beans","title":"T"}},{"kind":"youtube#searchResult","id":{"kind":"youtube#channel","channelId":"UC"},"snippet":{}}]}
                {"kind":"youtube#commentThreadListResponse","items":[]}
                """);

        assertThat(items.ids()).containsExactly("youtube:v1", "youtube:v2");
        assertThat(items.invalid()).isEmpty();
        Touchpoint video = items.touchpoints().getFirst();
        assertThat(video.reach()).hasValue(12345);
        assertThat(video.title()).contains("Acme & me");
        assertThat(video.hashtags()).containsExactly("lid", "acme");
        assertThat(video.campaign().orElseThrow().medium()).contains("video");
        assertThat(video.author().orElseThrow().url()).contains("https://www.youtube.com/channel/UC1");
        assertThat(items.ignored()).containsExactly("search result that is no video");
    }

    @Test
    void anErrorIsInvalid() {
        assertThat(Collected.of(format, "{\"error\":{\"code\":403}}").reasons())
                .containsExactly("field 'kind' is missing");
    }
}
