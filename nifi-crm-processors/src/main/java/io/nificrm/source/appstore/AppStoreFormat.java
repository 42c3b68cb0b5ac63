package io.nificrm.source.appstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Customer reviews as the JSON feed of Apple's store has them: a page, or one review. */
public final class AppStoreFormat implements Format {
    static final String PLATFORM = "appstore";

    private static final JsonItems ITEMS = new JsonItems(JsonShape.pages("feed/entry"), AppStoreFormat::map);
    private static final Pattern APP = Pattern.compile("[?&]id=(\\d+)|/id(\\d+)");
    private static final Pattern COUNTRY = Pattern.compile("apple\\.com/([a-z]{2})/");
    private static final Pattern REVIEWER = Pattern.compile("/id(\\d+)$");

    @Override
    public String name() {
        return PLATFORM;
    }

    @Override
    public String description() {
        return "Customer reviews of Apple's App Store: pages of its JSON feed";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (item.has("feed", "entry")) {
            map(item.at("feed", "entry"), reading, out); // a single review has no list around it
        } else if (item.has("feed")) {
            out.ignored("page without a review");
        } else if (item.has("im:rating")) {
            out.touchpoint(review(item, reading));
        } else if (item.has("im:name")) {
            out.ignored("the app itself, which heads its reviews");
        } else {
            throw new UnreadableItemException("field 'im:rating' is missing: this is no review");
        }
    }

    private static Touchpoint review(Fields review, Reading reading) throws UnreadableItemException {
        String id = review.required("id", "label");
        Optional<Instant> time = review.time("updated", "label");
        Optional<String> text = review.text("content", "label");
        Links links = new Links().addFromText(text);
        Optional<String> page = review.text("link", "attributes", "href");
        Optional<String> reviewer = review.text("author", "uri", "label");
        return Mentions.begin(PLATFORM, id, Touchpoint.Kind.REVIEW, time.orElse(reading.fetchedAt()), reading)
                .timestampOf(time.isPresent() ? Touchpoint.TimestampOf.LAST_CHANGE : Touchpoint.TimestampOf.FETCH)
                .channel(Touchpoint.Channel.REVIEW)
                .url(page)
                .title(review.text("title", "label"))
                .text(text.or(() -> review.text("title", "label")))
                .links(links.list())
                .campaign(links.campaign())
                .outlet("App Store")
                .rating(rating(review))
                .author(AuthorBuilder.builder()
                        .id(reviewer.flatMap(address -> group(REVIEWER, address)))
                        .name(review.text("author", "name", "label"))
                        .url(reviewer)
                        .build())
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .likes(review.countOfMany("im:voteSum", "label"))
                        .build()))
                .extra(extra(review, page, reviewer))
                .raw(Mentions.raw(review, reading))
                .build();
    }

    private static OptionalDouble rating(Fields review) {
        OptionalLong stars = review.count("im:rating", "label");
        return Mentions.rating(
                stars.isPresent() ? OptionalDouble.of((double) stars.getAsLong()) : OptionalDouble.empty());
    }

    private static Map<String, JsonNode> extra(Fields review, Optional<String> page, Optional<String> reviewer) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        page.flatMap(address -> group(APP, address)).ifPresent(app -> extra.put("app", TextNode.valueOf(app)));
        review.text("im:version", "label").ifPresent(version -> extra.put("app_version", TextNode.valueOf(version)));
        page.or(() -> reviewer)
                .flatMap(address -> group(COUNTRY, address))
                .ifPresent(country -> extra.put("country", TextNode.valueOf(country)));
        return extra;
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.group(1)).or(() -> Optional.ofNullable(found.group(found.groupCount())));
    }
}
