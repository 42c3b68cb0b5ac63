package io.nificrm.source.youtube;

import io.nificrm.source.PlatformStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The YouTube Data API as it answers: threads newest first with five replies at most, replies by their parent without the
 * video, search, videos with counts as texts, page tokens, errors with reasons.
 */
final class YouTubeServer implements AutoCloseable {

    static final String VIDEO = "video000001";
    static final String CHANNEL = "UC0123456789012345678901";
    private static final int INLINED = 5;

    private record Comment(String id, Instant published) {}

    private static final class Conversation {
        private final Comment top;
        private final String video;
        private final List<Comment> replies = new ArrayList<>();

        private Conversation(Comment top, String video) {
            this.top = top;
            this.video = video;
        }
    }

    private final PlatformStub stub = new PlatformStub();
    private final Map<String, Conversation> threads = new LinkedHashMap<>();
    private final Map<String, Instant> videos = new LinkedHashMap<>();

    private String mark = "p";

    YouTubeServer() {
        stub.on("/youtube/v3/commentThreads", this::threads);
        stub.on("/youtube/v3/comments", this::replies);
        stub.on("/youtube/v3/search", this::search);
        stub.on("/youtube/v3/videos", this::videos);
        stub.on(
                "/youtube/v3/channels",
                request -> PlatformStub.json(
                        request.query().get("forHandle").equals("@acme")
                                ? "{\"kind\":\"youtube#channelListResponse\",\"items\":[{\"id\":\"" + CHANNEL + "\"}]}"
                                : "{\"kind\":\"youtube#channelListResponse\",\"pageInfo\":{\"totalResults\":0}}"));
    }

    PlatformStub stub() {
        return stub;
    }

    /** The page tokens that were handed out are no longer valid. */
    void endTokens() {
        mark += "p";
    }

    /** A thread below {@link #VIDEO}. */
    String thread(Instant published) {
        return thread(VIDEO, published);
    }

    String thread(String video, Instant published) {
        String id = "Ug%04d".formatted(threads.size());
        threads.put(id, new Conversation(new Comment(id, published), video));
        return id;
    }

    List<String> threads(int count, Instant last, int secondsApart) {
        List<String> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(thread(last.minusSeconds((long) i * secondsApart)));
        }
        return ids;
    }

    String reply(String thread, Instant published) {
        List<Comment> replies = threads.get(thread).replies;
        String id = thread + ".r%04d".formatted(replies.size());
        replies.add(new Comment(id, published));
        return id;
    }

    String video(Instant published) {
        String id = "found%06d".formatted(videos.size());
        videos.put(id, published);
        return id;
    }

    /** An error as the API words it. */
    static PlatformStub.Answer error(int status, String reason) {
        return PlatformStub.text(
                status,
                "application/json",
                ("{\"error\":{\"code\":%d,\"message\":\"The request cannot be completed because of <code>%s</code>.\","
                                + "\"errors\":[{\"domain\":\"youtube\",\"reason\":\"%s\",\"message\":\"no\"}]}}")
                        .formatted(status, reason, reason));
    }

    /** How Google refuses a key: the list of errors says only that the request is bad. */
    static PlatformStub.Answer wrongKey() {
        return PlatformStub.text(400, "application/json", """
            {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","errors":[{"message":"API key not valid.","domain":"global","reason":"badRequest"}],"status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com","metadata":{"service":"youtube.googleapis.com"}}]}}\
            """);
    }

    private PlatformStub.Answer threads(PlatformStub.Request request) {
        String video = request.query().getOrDefault("videoId", "");
        if (video.equals("gone0000000")) {
            return error(404, "videoNotFound");
        }
        if (video.equals("silent00000")) {
            return error(403, "commentsDisabled");
        }
        List<Conversation> found = threads.values().stream()
                .filter(thread -> video.isEmpty() || thread.video.equals(video))
                .sorted(Comparator.comparing((Conversation thread) -> thread.top.published)
                        .thenComparing(thread -> thread.top.id)
                        .reversed())
                .toList();
        return list(request, "commentThread", found, YouTubeServer::thread);
    }

    private static String thread(Conversation thread) {
        List<Comment> newest = thread.replies.reversed().stream().limit(INLINED).toList();
        String replies = newest.isEmpty()
                ? ""
                : newest.stream()
                        .map(reply -> comment(
                                reply, ",\"videoId\":\"" + thread.video + "\",\"parentId\":\"" + thread.top.id + '"'))
                        .collect(Collectors.joining(",", ",\"replies\":{\"comments\":[", "]}"));
        return ("{\"kind\":\"youtube#commentThread\",\"id\":\"%s\",\"snippet\":{\"videoId\":\"%s\",\"topLevelComment\":%s,"
                        + "\"totalReplyCount\":%d}%s}")
                .formatted(
                        thread.top.id,
                        thread.video,
                        comment(thread.top, ",\"videoId\":\"" + thread.video + '"'),
                        thread.replies.size(),
                        replies);
    }

    private static String comment(Comment comment, String more) {
        return ("{\"kind\":\"youtube#comment\",\"id\":\"%s\",\"snippet\":{\"textDisplay\":\"I like coffee\","
                        + "\"authorDisplayName\":\"@ann\",\"publishedAt\":\"%s\"%s}}")
                .formatted(comment.id, comment.published, more);
    }

    private PlatformStub.Answer replies(PlatformStub.Request request) {
        Conversation thread = threads.get(request.query().get("parentId"));
        if (thread == null) {
            return error(404, "parentCommentNotFound");
        }
        return list(
                request, "comment", thread.replies, reply -> comment(reply, ",\"parentId\":\"" + thread.top.id + '"'));
    }

    private PlatformStub.Answer search(PlatformStub.Request request) {
        String after = request.query().getOrDefault("publishedAfter", "1970-01-01T00:00:00Z");
        if (!after.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
            return error(400, "invalidSearchFilter");
        }
        List<String> found = videos.keySet().stream()
                .filter(id -> videos.get(id).isAfter(Instant.parse(after)))
                .sorted(Comparator.comparing(videos::get).reversed())
                .toList();
        return list(
                request,
                "searchResult",
                found,
                id -> "{\"kind\":\"youtube#searchResult\",\"id\":{\"kind\":\"youtube#video\",\"videoId\":\"" + id
                        + "\"}}");
    }

    private PlatformStub.Answer videos(PlatformStub.Request request) {
        if (request.query().containsKey("maxResults")) {
            // not together with ids, says the documentation
            return error(400, "invalidParameter");
        }
        List<String> asked = Arrays.stream(request.query().get("id").split(","))
                .filter(videos::containsKey)
                .toList();
        return list(request, "video", asked, id -> {
            long comments = threads.values().stream()
                    .filter(thread -> thread.video.equals(id))
                    .mapToLong(thread -> 1 + thread.replies.size())
                    .sum();
            return "{\"kind\":\"youtube#video\",\"id\":\"" + id + "\",\"snippet\":{\"publishedAt\":\"" + videos.get(id)
                    + "\",\"title\":\"Coffee\"},\"statistics\":{\"viewCount\":\"10\",\"commentCount\":\"" + comments
                    + "\"}}";
        });
    }

    private <T> PlatformStub.Answer list(
            PlatformStub.Request request, String kind, List<T> all, Function<T, String> json) {
        String token = request.query().getOrDefault("pageToken", mark + "0");
        if (!token.matches(mark + "\\d+")) {
            return error(400, "invalidPageToken");
        }
        int from = Integer.parseInt(token.substring(mark.length()));
        int size = Integer.parseInt(request.query().getOrDefault("maxResults", "50"));
        int to = Math.min(all.size(), from + size);
        String next = to < all.size() ? "\"nextPageToken\":\"" + mark + to + "\"," : "";
        return PlatformStub.json("{\"kind\":\"youtube#" + kind + "ListResponse\"," + next
                + "\"pageInfo\":{\"totalResults\":"
                + all.size() + "},\"items\":"
                + all.subList(Math.min(from, to), to).stream().map(json).collect(Collectors.joining(",", "[", "]"))
                + "}");
    }

    @Override
    public void close() {
        stub.close();
    }
}
