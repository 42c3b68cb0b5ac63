package io.nificrm.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nificrm.touchpoint.Engagement;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How every format begins a mention, and the rules of handles and hashtags that they share. */
public final class Mentions {
    private static final Engagement NOTHING_KNOWN = EngagementBuilder.builder().build();

    private Mentions() {}

    /** A mention with what every mention has. */
    public static TouchpointBuilder begin(
            String platform, String nativeId, Touchpoint.Kind kind, Instant timestamp, Reading reading) {
        return TouchpointBuilder.builder()
                .id(TouchpointId.of(platform, nativeId))
                .type(Touchpoint.Type.MENTION)
                .kind(kind)
                .platform(platform)
                .timestamp(timestamp)
                .fetchedAt(reading.fetchedAt());
    }

    /** The native item, where the operator wants it kept. */
    public static Optional<JsonNode> raw(Fields item, Reading reading) {
        return reading.keepRaw() ? Optional.of(item.node()) : Optional.empty();
    }

    /** Lower case, without the leading {@code @}. */
    public static Optional<String> handle(Optional<String> written) {
        return written.map(handle -> withoutMark(handle, '@')).filter(handle -> !handle.isEmpty());
    }

    /** Lower case, without {@code #}, each once. */
    public static List<String> hashtags(Collection<String> written) {
        return written.stream()
                .map(tag -> withoutMark(tag, '#'))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    private static String withoutMark(String written, char mark) {
        String bare = written.strip();
        if (!bare.isEmpty() && bare.charAt(0) == mark) {
            bare = bare.substring(1);
        }
        return bare.toLowerCase(Locale.ROOT);
    }

    /** Engagement of which something is known. */
    public static Optional<Engagement> known(Engagement engagement) {
        return engagement.equals(NOTHING_KNOWN) ? Optional.empty() : Optional.of(engagement);
    }

    /** The additional fields of a touchpoint: what the platform knows and the document has no field for. */
    public static Map<String, JsonNode> extra(String name, Optional<String> value) {
        return value.map(text -> Map.<String, JsonNode>of(name, TextNode.valueOf(text)))
                .orElse(Map.of());
    }

    /** A number of stars; absent where it is not between 1 and 5. */
    public static OptionalDouble rating(OptionalDouble stars) {
        return stars.isPresent() && stars.getAsDouble() >= 1 && stars.getAsDouble() <= 5
                ? stars
                : OptionalDouble.empty();
    }

    /** A platform's own word as the document writes its words: {@code heldForReview} becomes {@code held_for_review}. */
    public static String word(String platforms) {
        return platforms.replaceAll("(\\p{Lower})(\\p{Upper})", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
