package io.nificrm.source.youtube;

import io.nificrm.source.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be listened to on YouTube. */
public sealed interface YouTubeTarget extends Target {

    /** Comments below a video, by its id. */
    record Video(String id) implements YouTubeTarget {

        @Override
        public String name() {
            return "video:" + id;
        }
    }

    /** Comments below all videos of a channel, by its id. */
    record Channel(String id) implements YouTubeTarget {

        @Override
        public String name() {
            return "channel:" + id;
        }
    }

    /** The same by the channel's handle, without {@code @}. */
    record Handle(String handle) implements YouTubeTarget {

        @Override
        public String name() {
            return "@" + handle;
        }
    }

    /** Videos that the search finds, and the comments below them. */
    record Search(String query) implements YouTubeTarget {

        @Override
        public String name() {
            return "search:" + query;
        }
    }

    /** How ids, handles and addresses look. */
    final class Syntax {
        private static final Pattern VIDEO =
                Pattern.compile("(?:video:|https?://(?:www\\.|m\\.)?youtube\\.com/(?:watch\\?(?:.*&)?v=|shorts/|live/)"
                        + "|https?://youtu\\.be/)([\\w-]{11})(?:[&?#].*)?");
        private static final Pattern CHANNEL = Pattern.compile(
                "(?:channel:|https?://(?:www\\.|m\\.)?youtube\\.com/channel/)(UC[\\w-]{22})(?:[/?#].*)?");
        private static final Pattern HANDLE =
                Pattern.compile("(?:https?://(?:www\\.|m\\.)?youtube\\.com/)?@([\\p{L}\\p{N}._·-]{3,30})(?:[/?#].*)?");
        private static final Pattern SEARCH = Pattern.compile("search:\\s*(\\S.*)");

        private Syntax() {}
    }

    /**
     * Reads one entry: {@code video:id}, {@code channel:id}, {@code @handle} or {@code search:words}; a video or channel also
     * by its address.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    static YouTubeTarget parse(String entry) {
        Matcher video = Syntax.VIDEO.matcher(entry);
        if (video.matches()) {
            return new Video(video.group(1));
        }
        Matcher channel = Syntax.CHANNEL.matcher(entry);
        if (channel.matches()) {
            return new Channel(channel.group(1));
        }
        Matcher handle = Syntax.HANDLE.matcher(entry);
        if (handle.matches()) {
            return new Handle(handle.group(1));
        }
        Matcher search = Syntax.SEARCH.matcher(entry);
        if (search.matches()) {
            return new Search(search.group(1));
        }
        throw new IllegalArgumentException("'" + entry
                + "' is nothing to listen to; write video:id (11 characters), channel:id (UC and 22 characters),"
                + " @handle or search:words");
    }
}
