package io.nificrm.source.reddit;

import io.nificrm.format.Fields;
import io.nificrm.touchpoint.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pictures and videos of a post: a gallery, Reddit's own video, or the link itself where it is a picture. */
final class RedditMedia {
    private RedditMedia() {}

    static List<Media> of(Fields thing) {
        List<Media> media = new ArrayList<>();
        Map<String, String> captions = new java.util.HashMap<>();
        for (Fields item : thing.items("gallery_data", "items")) {
            item.text("media_id").ifPresent(id -> item.text("caption").ifPresent(text -> captions.put(id, text)));
        }
        thing.at("media_metadata").node().properties().forEach(entry -> {
            Fields picture = new Fields(entry.getValue());
            media.add(new Media(
                    picture.text("e").map(RedditMedia::type),
                    picture.text("s", "u")
                            .or(() -> picture.text("s", "mp4"))
                            .or(() -> picture.text("s", "gif"))
                            .map(RedditText::decoded),
                    Optional.ofNullable(captions.get(entry.getKey()))));
        });
        video(thing).ifPresent(media::add);
        if (media.isEmpty() && isPicture(thing)) {
            media.add(new Media(Optional.of("image"), thing.text("url"), Optional.empty()));
        }
        return media;
    }

    private static Optional<Media> video(Fields thing) {
        return thing.text("secure_media", "reddit_video", "fallback_url")
                .or(() -> thing.text("media", "reddit_video", "fallback_url"))
                .map(url -> new Media(Optional.of("video"), Optional.of(url), Optional.empty()));
    }

    private static boolean isPicture(Fields thing) {
        return thing.text("post_hint").filter("image"::equals).isPresent()
                || thing.text("url").filter(RedditMedia::endsLikePicture).isPresent();
    }

    private static boolean endsLikePicture(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jpg")
                || lower.endsWith(".jpeg")
                || lower.endsWith(".png")
                || lower.endsWith(".gif")
                || lower.endsWith(".webp");
    }

    private static String type(String written) {
        return switch (written) {
            case "Image" -> "image";
            case "AnimatedImage" -> "gif";
            case "RedditVideo" -> "video";
            default -> written.toLowerCase(Locale.ROOT);
        };
    }
}
