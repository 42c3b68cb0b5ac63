package io.nificrm.source.youtube;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Resources of the YouTube Data API v3: comment threads with their replies, comments, videos, search results, playlist
 * items, alone or in a list response.
 *
 * @see <a href="https://developers.google.com/youtube/v3/docs/commentThreads">CommentThreads</a>, <a
 *     href="https://developers.google.com/youtube/v3/docs/comments">Comments</a>
 */
public final class YouTubeFormat implements Format {
    private static final String PLATFORM = "youtube";
    private static final Pattern HASHTAG = Pattern.compile("(?<![\\w&])#([\\p{L}\\p{N}_]{2,100})");

    private static final JsonItems ITEMS = new JsonItems(JsonShape.pages("items"), YouTubeFormat::map);

    @Override
    public String name() {
        return PLATFORM;
    }

    @Override
    public String description() {
        return "Resources of the YouTube Data API: comment threads, comments, videos, search results";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        String kind = item.required("kind");
        switch (kind) {
            case "youtube#commentThread" -> thread(item, reading, out);
            case "youtube#comment" -> out.touchpoint(comment(item, Optional.empty(), OptionalLong.empty(), reading));
            case "youtube#video" -> out.touchpoint(video(item, item.required("id"), reading));
            case "youtube#searchResult" -> {
                if (item.has("id", "videoId")) {
                    out.touchpoint(video(item, item.required("id", "videoId"), reading));
                } else {
                    out.ignored("search result that is no video");
                }
            }
            case "youtube#playlistItem" ->
                out.touchpoint(video(item, item.required("snippet", "resourceId", "videoId"), reading));
            case "youtube#channel", "youtube#playlist", "youtube#activity", "youtube#subscription" ->
                out.ignored("resource of another sort (" + kind + ")");
            default -> {
                if (!kind.endsWith("ListResponse")) {
                    throw new UnreadableItemException("unknown kind '" + kind + "'");
                }
                // a page without items
            }
        }
    }

    private static void thread(Fields thread, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        Optional<String> video = thread.text("snippet", "videoId");
        out.touchpoint(comment(
                thread.at("snippet", "topLevelComment"),
                video,
                thread.countOfMany("snippet", "totalReplyCount"),
                reading));
        for (Fields reply : thread.items("replies", "comments")) {
            out.touchpoint(comment(reply, video, OptionalLong.empty(), reading));
        }
    }

    private static Touchpoint comment(
            Fields comment, Optional<String> threadVideo, OptionalLong replies, Reading reading)
            throws UnreadableItemException {
        String id = comment.required("id");
        Fields snippet = comment.at("snippet");
        Optional<String> video = snippet.text("videoId").or(() -> threadVideo);
        Optional<String> parent = snippet.text("parentId");
        HtmlText shown = HtmlText.of(snippet.text("textDisplay").orElse(""));
        Optional<String> text = snippet.text("textOriginal")
                .or(() -> shown.text().isBlank() ? Optional.empty() : Optional.of(shown.text()));
        Links links = new Links()
                .addFromText(text)
                .addAll(shown.links().stream().map(HtmlText.Anchor::href).toList());
        return Mentions.begin(
                        PLATFORM,
                        id,
                        parent.isPresent() ? Kind.REPLY : Kind.COMMENT,
                        snippet.requiredTime("publishedAt"),
                        reading)
                .channel(Touchpoint.Channel.VIDEO)
                .url(video.map(on -> "https://www.youtube.com/watch?v=" + on + "&lc=" + id))
                .text(text)
                .hashtags(hashtags(text))
                .links(links.list())
                .campaign(links.campaign())
                .threadId(video.map(YouTubeFormat::id))
                .inReplyTo(parent.or(() -> video).map(YouTubeFormat::id))
                .author(AuthorBuilder.builder()
                        .id(snippet.text("authorChannelId", "value"))
                        .handle(Mentions.handle(
                                snippet.text("authorDisplayName").filter(name -> name.startsWith("@"))))
                        .name(snippet.text("authorDisplayName"))
                        .url(snippet.text("authorChannelUrl"))
                        .build())
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .likes(snippet.countOfMany("likeCount"))
                        .replies(replies)
                        .build()))
                .availability(snippet.text("moderationStatus")
                        .filter(status -> !status.equals("published"))
                        .map(Mentions::word))
                .raw(Mentions.raw(comment, reading))
                .build();
    }

    private static Touchpoint video(Fields video, String id, Reading reading) throws UnreadableItemException {
        Fields snippet = video.at("snippet");
        Optional<String> text = snippet.text("description");
        Links links = new Links().addFromText(text);
        List<String> tags = new ArrayList<>(snippet.texts("tags"));
        tags.addAll(hashtags(text));
        return Mentions.begin(
                        PLATFORM,
                        id,
                        Kind.POST,
                        video.time("contentDetails", "videoPublishedAt").isPresent()
                                ? video.requiredTime("contentDetails", "videoPublishedAt")
                                : snippet.requiredTime("publishedAt"),
                        reading)
                .channel(Touchpoint.Channel.VIDEO)
                .url("https://www.youtube.com/watch?v=" + id)
                .title(snippet.text("title").map(HtmlText::text))
                .text(text)
                .lang(snippet.text("defaultAudioLanguage").or(() -> snippet.text("defaultLanguage")))
                .hashtags(Mentions.hashtags(tags))
                .links(links.list())
                .campaign(links.campaign())
                .media(snippet
                        .text("thumbnails", "high", "url")
                        .map(url -> new Media(Optional.of("image"), Optional.of(url), Optional.empty()))
                        .stream()
                        .toList())
                .threadId(id(id))
                .author(AuthorBuilder.builder()
                        .id(owner(snippet, "ChannelId"))
                        .name(owner(snippet, "ChannelTitle"))
                        .url(owner(snippet, "ChannelId").map(channel -> "https://www.youtube.com/channel/" + channel))
                        .build())
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .views(video.countOfMany("statistics", "viewCount"))
                        .likes(video.countOfMany("statistics", "likeCount"))
                        .replies(video.countOfMany("statistics", "commentCount"))
                        .build()))
                .reach(video.countOfMany("statistics", "viewCount"))
                .outlet(owner(snippet, "ChannelTitle"))
                .availability(video.text("status", "privacyStatus").filter(status -> !status.equals("public")))
                .raw(Mentions.raw(video, reading))
                .build();
    }

    /** In a playlist, channel is who made the list, and videoOwnerChannel who made the video. */
    private static Optional<String> owner(Fields snippet, String field) {
        return snippet.text("videoOwner" + field)
                .or(() -> snippet.text(Character.toLowerCase(field.charAt(0)) + field.substring(1)));
    }

    private static List<String> hashtags(Optional<String> text) {
        return text.filter(written -> written.indexOf('#') >= 0)
                .map(written -> Mentions.hashtags(HASHTAG.matcher(written)
                        .results()
                        .map(match -> match.group(1))
                        .toList()))
                .orElse(List.of());
    }

    private static String id(String nativeId) {
        return TouchpointId.of(PLATFORM, nativeId);
    }
}
