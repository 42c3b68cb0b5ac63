package io.nificrm.source.googleplay;

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
import io.nificrm.source.http.HttpCall;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reviews as Google Play's API has them, and the developer's answers to them: a page, or one review.
 *
 * @see <a href="https://developers.google.com/android-publisher/api-ref/rest/v3/reviews">reviews</a>
 */
public final class GooglePlayFormat implements Format {
    static final String PLATFORM = "googleplay";

    private static final JsonItems ITEMS = new JsonItems(JsonShape.ITEMS, GooglePlayFormat::map);

    @Override
    public String name() {
        return PLATFORM;
    }

    @Override
    public String description() {
        return "Reviews of Google Play's API and the answers to them: pages, single reviews";
    }

    /** A page names its app beside the reviews, so it is read as a whole. */
    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.readPages(in, reading, sink);
    }

    private static void map(Fields document, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        Optional<String> app = document.text("packageName");
        if (document.has("reviewId")) {
            review(document, app, reading, out);
        } else if (document.at("reviews").node().isArray()) {
            for (Fields review : document.items("reviews")) {
                try {
                    review(review, app, reading, out);
                } catch (UnreadableItemException e) {
                    out.invalid(review, e.getMessage());
                }
            }
        } else if (document.has("pageInfo")
                || document.has("tokenPagination")
                || document.node().isEmpty()) {
            out.ignored("page without a review");
        } else {
            throw new UnreadableItemException("this is no review: it has neither 'reviewId' nor 'reviews'");
        }
    }

    private static void review(Fields review, Optional<String> app, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        String id = review.required("reviewId");
        boolean written = false;
        for (Fields comment : review.items("comments")) {
            if (comment.has("userComment")) {
                written = true;
                out.touchpoint(written(review, comment.at("userComment"), id, app, reading));
            } else if (comment.has("developerComment")) {
                out.touchpoint(answer(comment.at("developerComment"), id, app, reading));
            }
        }
        if (!written) {
            throw new UnreadableItemException("field 'comments' has no 'userComment'");
        }
    }

    private static Touchpoint written(Fields review, Fields comment, String id, Optional<String> app, Reading reading)
            throws UnreadableItemException {
        String whole =
                comment.text("originalText").or(() -> comment.text("text")).orElse("");
        // older reviews have a title, before a tab
        int tab = whole.indexOf('\t');
        Optional<String> title = tab > 0 ? Optional.of(whole.substring(0, tab).strip()) : Optional.empty();
        Optional<String> text = Optional.of(whole.substring(tab + 1).strip());
        OptionalLong stars = comment.count("starRating");
        return begin(comment, id, Touchpoint.Kind.REVIEW, id, app, text, reading)
                .title(title)
                .lang(comment.text("reviewerLanguage").map(language -> language.replace('_', '-')))
                .rating(Mentions.rating(
                        stars.isPresent() ? OptionalDouble.of((double) stars.getAsLong()) : OptionalDouble.empty()))
                .author(review.text("authorName")
                        .map(name -> AuthorBuilder.builder().name(name).build()))
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .likes(comment.countOfMany("thumbsUpCount"))
                        .build()))
                .extra(extra(comment, app))
                .raw(Mentions.raw(review, reading))
                .build();
    }

    private static Touchpoint answer(Fields comment, String review, Optional<String> app, Reading reading)
            throws UnreadableItemException {
        return begin(comment, review + "#reply", Touchpoint.Kind.REPLY, review, app, comment.text("text"), reading)
                .inReplyTo(TouchpointId.of(PLATFORM, review))
                .author(AuthorBuilder.builder().ours(true).build())
                .raw(Mentions.raw(comment, reading))
                .build();
    }

    private static TouchpointBuilder begin(
            Fields comment,
            String id,
            Touchpoint.Kind kind,
            String review,
            Optional<String> app,
            Optional<String> text,
            Reading reading)
            throws UnreadableItemException {
        Links links = new Links().addFromText(text);
        return Mentions.begin(PLATFORM, id, kind, time(comment), reading)
                .timestampOf(Touchpoint.TimestampOf.LAST_CHANGE)
                .channel(Touchpoint.Channel.REVIEW)
                .url(app.map(name -> "https://play.google.com/store/apps/details?id=" + name + "&reviewId="
                        + HttpCall.encode(review)))
                .text(text)
                .links(links.list())
                .campaign(links.campaign())
                .threadId(TouchpointId.of(PLATFORM, review))
                .outlet("Google Play");
    }

    private static Instant time(Fields comment) throws UnreadableItemException {
        OptionalLong seconds = comment.count("lastModified", "seconds");
        if (seconds.isEmpty()) {
            throw new UnreadableItemException("field 'lastModified.seconds' is missing");
        }
        try {
            return Instant.ofEpochSecond(
                    seconds.getAsLong(), comment.count("lastModified", "nanos").orElse(0));
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableItemException("field 'lastModified.seconds' is not a time");
        }
    }

    private static Map<String, JsonNode> extra(Fields comment, Optional<String> app) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        app.ifPresent(name -> extra.put("app", TextNode.valueOf(name)));
        comment.text("appVersionName").ifPresent(version -> extra.put("app_version", TextNode.valueOf(version)));
        comment.text("deviceMetadata", "productName")
                .or(() -> comment.text("device"))
                .ifPresent(device -> extra.put("device", TextNode.valueOf(device)));
        return extra;
    }
}
