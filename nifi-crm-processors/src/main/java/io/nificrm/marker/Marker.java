package io.nificrm.marker;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A release, a campaign or an incident, as boards draw it.
 *
 * @param id the same for the same kind, time and title
 * @param timestamp when it began
 * @param endedAt when it was over; empty for a moment, or while it lasts
 * @param kind a {@link MarkerKind#value()}
 * @param title what people read on the board, e.g. {@code new cap shipped}; 1 to 200 characters
 * @param topic ids of topics that it concerns; none: all
 * @param brand ids of brands that it concerns; none: all
 * @param who the person or component that marked it
 */
public record Marker(
        String id,
        @JsonProperty("@timestamp") Instant timestamp,
        Optional<Instant> endedAt,
        String kind,
        String title,
        List<String> topic,
        List<String> brand,
        String who) {
    private static final int LONGEST_TITLE = 200;

    public Marker {
        endedAt = Objects.requireNonNullElse(endedAt, Optional.empty());
        topic = topic == null ? List.of() : List.copyOf(topic);
        brand = brand == null ? List.of() : List.copyOf(brand);
    }

    /**
     * A new marker.
     *
     * @throws IllegalArgumentException when the title is blank or longer than 200 characters, nobody is named, or it
     *     ends before it begins
     */
    public static Marker of(
            MarkerKind kind,
            String title,
            Instant at,
            Optional<Instant> endedAt,
            List<String> topics,
            List<String> brands,
            String who) {
        String text = title.strip();
        if (text.isEmpty() || text.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException(
                    "a marker needs a title of 1 to " + LONGEST_TITLE + " characters, such as 'new cap shipped'");
        }
        if (who.isBlank()) {
            throw new IllegalArgumentException("a marker needs somebody who set it");
        }
        if (endedAt.filter(end -> end.isBefore(at)).isPresent()) {
            throw new IllegalArgumentException("it would end before it begins, at " + at);
        }
        return new Marker(
                id(kind.value() + '\n' + at + '\n' + text),
                at,
                endedAt,
                kind.value(),
                text,
                present(topics),
                present(brands),
                who.strip());
    }

    private static List<String> present(List<String> ids) {
        return ids.stream()
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static String id(String facts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(facts.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
