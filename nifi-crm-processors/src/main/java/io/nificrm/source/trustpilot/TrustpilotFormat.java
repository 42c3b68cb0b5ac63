package io.nificrm.source.trustpilot;

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
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reviews as Trustpilot's API has them, and the businesses' answers to them: a page, or one review.
 *
 * @see <a href="https://developers.trustpilot.com/business-units-api">Business Units API</a>
 */
public final class TrustpilotFormat implements Format {
    static final String PLATFORM = "trustpilot";

    private static final JsonItems ITEMS = new JsonItems(JsonShape.pages("reviews"), TrustpilotFormat::map);

    @Override
    public String name() {
        return PLATFORM;
    }

    @Override
    public String description() {
        return "Reviews of Trustpilot's API and the answers to them: pages, single reviews";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields review, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (!review.has("id") || !review.has("stars")) {
            throw new UnreadableItemException("fields 'id' and 'stars' are missing: this is no review");
        }
        String id = review.required("id");
        out.touchpoint(review(review, id, reading));
        if (review.has("companyReply", "text")) {
            out.touchpoint(answer(review, id, reading));
        }
    }

    private static Touchpoint review(Fields review, String id, Reading reading) throws UnreadableItemException {
        OptionalLong stars = review.count("stars");
        Optional<String> text = review.text("text");
        Links links = new Links().addFromText(text);
        Optional<String> author = review.text("consumer", "id");
        return begin(review, id, Touchpoint.Kind.REVIEW, review, id, reading)
                .title(review.text("title"))
                .text(text.or(() -> review.text("title")))
                .lang(review.text("language"))
                .links(links.list())
                .campaign(links.campaign())
                .rating(Mentions.rating(
                        stars.isPresent() ? OptionalDouble.of((double) stars.getAsLong()) : OptionalDouble.empty()))
                .author(AuthorBuilder.builder()
                        .id(author)
                        .name(review.text("consumer", "displayName"))
                        .url(author.map(consumer -> "https://www.trustpilot.com/users/" + consumer))
                        .build())
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .likes(review.countOfMany("numberOfLikes"))
                        .build()))
                .availability(review.text("status").map(Mentions::word).filter(status -> !status.equals("active")))
                .build();
    }

    /** The API does not say whether the business is ours: the listening profile does, by the author's handle. */
    private static Touchpoint answer(Fields review, String id, Reading reading) throws UnreadableItemException {
        Fields reply = review.at("companyReply");
        Optional<String> text = reply.text("text");
        Links links = new Links().addFromText(text);
        return begin(reply, id + "#reply", Touchpoint.Kind.REPLY, review, id, reading)
                .inReplyTo(TouchpointId.of(PLATFORM, id))
                .text(text)
                .links(links.list())
                .campaign(links.campaign())
                .author(AuthorBuilder.builder()
                        .id(review.text("businessUnit", "id"))
                        .handle(Mentions.handle(review.text("businessUnit", "identifyingName")))
                        .name(review.text("businessUnit", "displayName"))
                        .build())
                .build();
    }

    private static TouchpointBuilder begin(
            Fields said, String nativeId, Touchpoint.Kind kind, Fields review, String id, Reading reading)
            throws UnreadableItemException {
        return Mentions.begin(PLATFORM, nativeId, kind, said.requiredTime("createdAt"), reading)
                .channel(Touchpoint.Channel.REVIEW)
                .url("https://www.trustpilot.com/reviews/" + id)
                .threadId(TouchpointId.of(PLATFORM, id))
                .outlet("Trustpilot")
                .extra(extra(review))
                .raw(Mentions.raw(review, reading));
    }

    private static Map<String, JsonNode> extra(Fields review) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        review.text("businessUnit", "identifyingName")
                .ifPresent(business -> extra.put("business", TextNode.valueOf(business)));
        review.text("location", "name").ifPresent(location -> extra.put("location", TextNode.valueOf(location)));
        return extra;
    }
}
