package io.nificrm.source.bluesky;

import io.nificrm.format.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Links, mentions and tags of a post, which its record gives as ranges of bytes in its text.
 *
 * @param mentions the handles as the author wrote them
 * @see <a href="https://docs.bsky.app/docs/advanced-guides/post-richtext">Rich text</a>
 */
record BlueskyFacets(List<String> links, List<String> mentions, List<String> tags) {

    static BlueskyFacets of(Fields record) {
        List<String> links = new ArrayList<>();
        List<String> mentions = new ArrayList<>();
        List<String> tags = new ArrayList<>(record.texts("tags"));
        byte[] text = record.has("facets")
                ? record.at("text").node().asText("").getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        for (Fields facet : record.items("facets")) {
            for (Fields feature : facet.items("features")) {
                switch (feature.text("$type").orElse("")) {
                    case "app.bsky.richtext.facet#link" -> feature.text("uri").ifPresent(links::add);
                    case "app.bsky.richtext.facet#tag" -> feature.text("tag").ifPresent(tags::add);
                    case "app.bsky.richtext.facet#mention" -> {
                        String written =
                                slice(text, facet.count("index", "byteStart"), facet.count("index", "byteEnd"));
                        if (written.startsWith("@") && written.length() > 1) {
                            mentions.add(written.substring(1).toLowerCase(Locale.ROOT));
                        }
                    }
                    default -> {
                        // a feature of another application
                    }
                }
            }
        }
        return new BlueskyFacets(links, mentions.stream().distinct().toList(), tags);
    }

    private static String slice(byte[] text, OptionalLong from, OptionalLong to) {
        if (from.isEmpty()
                || to.isEmpty()
                || from.getAsLong() < 0
                || to.getAsLong() > text.length
                || from.getAsLong() >= to.getAsLong()) {
            return "";
        }
        return new String(
                Arrays.copyOfRange(text, (int) from.getAsLong(), (int) to.getAsLong()), StandardCharsets.UTF_8);
    }
}
