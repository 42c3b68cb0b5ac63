package io.nificrm.source.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nificrm.format.Fields;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.Timestamps;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Engagement;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The values that a mapping found in one item, by field. */
record MappedItem(String platform, Map<String, List<String>> values) {

    Touchpoint toTouchpoint(Fields item, Reading reading) throws UnreadableItemException {
        Touchpoint.Kind kind = word(required("kind"), Touchpoint.Kind.values(), "kind");
        Optional<String> text = text("text");
        Links links = new Links().addAll(all("links")).addFromText(text);
        return TouchpointBuilder.builder()
                .id(TouchpointId.of(platform, required("id")))
                .type(kind.type())
                .kind(kind)
                .platform(platform)
                .timestamp(time("timestamp")
                        .orElseThrow(() -> new UnreadableItemException("field 'timestamp' is missing or no time")))
                .timestampOf(timestampOf())
                .fetchedAt(reading.fetchedAt())
                .channel(channel())
                .url(text("url"))
                .title(text("title"))
                .text(text)
                .lang(text("lang"))
                .hashtags(Mentions.hashtags(all("hashtags")))
                .mentions(all("mentions").stream()
                        .flatMap(handle -> Mentions.handle(Optional.of(handle)).stream())
                        .distinct()
                        .toList())
                .links(links.list())
                .campaign(links.campaign())
                .media(all("media").stream()
                        .map(url -> new Media(Optional.empty(), Optional.of(url), Optional.empty()))
                        .toList())
                .threadId(id("thread_id"))
                .inReplyTo(id("in_reply_to"))
                .repostOf(id("repost_of"))
                .author(author())
                .outlet(text("outlet"))
                .community(text("community"))
                .rating(Mentions.rating(number("rating")))
                .availability(text("availability").map(Mentions::word))
                .engagement(Mentions.known(engagement()))
                .reach(count("reach"))
                .email(email())
                .extra(extra())
                .raw(Mentions.raw(item, reading))
                .build();
    }

    private Optional<Touchpoint.TimestampOf> timestampOf() throws UnreadableItemException {
        Optional<String> of = text("timestamp_of");
        return of.isEmpty()
                ? Optional.empty()
                : Optional.of(word(of.get(), Touchpoint.TimestampOf.values(), "timestamp_of"));
    }

    private Optional<Touchpoint.Channel> channel() throws UnreadableItemException {
        Optional<String> channel = text("channel");
        return channel.isEmpty()
                ? Optional.empty()
                : Optional.of(word(channel.get(), Touchpoint.Channel.values(), "channel"));
    }

    private Optional<Author> author() {
        Author author = AuthorBuilder.builder()
                .id(text("author.id"))
                .handle(Mentions.handle(text("author.handle")))
                .name(text("author.name"))
                .url(text("author.url"))
                .bio(text("author.bio"))
                .followers(count("author.followers"))
                .accountCreatedAt(time("author.account_created_at"))
                .verified(text("author.verified").map(Boolean::parseBoolean))
                .bot(text("author.bot").map(Boolean::parseBoolean))
                .build();
        return author.equals(AuthorBuilder.builder().build()) ? Optional.empty() : Optional.of(author);
    }

    private Engagement engagement() {
        return EngagementBuilder.builder()
                .likes(count("engagement.likes"))
                .reposts(count("engagement.reposts"))
                .replies(count("engagement.replies"))
                .quotes(count("engagement.quotes"))
                .views(count("engagement.views"))
                .score(count("engagement.score"))
                .build();
    }

    private Optional<EmailDetails> email() throws UnreadableItemException {
        Optional<String> type = text("email.bounce.type");
        Optional<Bounce.Type> bounceType = type.isEmpty()
                ? Optional.empty()
                : Optional.of(word(type.get(), Bounce.Type.values(), "email.bounce.type"));
        Optional<String> code = text("email.bounce.code");
        EmailDetails email = EmailDetailsBuilder.builder()
                .messageId(text("email.message_id"))
                .subject(text("email.subject"))
                .recipient(text("email.recipient").map(address -> address.toLowerCase(Locale.ROOT)))
                .provider(text("email.provider"))
                .reason(text("email.reason"))
                .userAgent(text("email.user_agent"))
                .ip(text("email.ip"))
                .template(text("email.template"))
                .list(text("email.list"))
                .bounce(
                        bounceType.isEmpty() && code.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Bounce(bounceType, code)))
                .build();
        return email.equals(EmailDetailsBuilder.builder().build()) ? Optional.empty() : Optional.of(email);
    }

    private Map<String, JsonNode> extra() {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        values.forEach((field, found) -> {
            if (field.startsWith("extra.")) {
                extra.put(field.substring("extra.".length()), TextNode.valueOf(String.join(", ", found)));
            }
        });
        return extra;
    }

    private String required(String field) throws UnreadableItemException {
        return text(field).orElseThrow(() -> new UnreadableItemException("field '" + field + "' is missing"));
    }

    private Optional<String> text(String field) {
        return all(field).stream().findFirst();
    }

    private List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    private Optional<Instant> time(String field) {
        return text(field).flatMap(Timestamps::parse);
    }

    private Optional<String> id(String field) {
        return text(field).map(nativeId -> TouchpointId.of(platform, nativeId));
    }

    private OptionalLong count(String field) {
        OptionalDouble number = number(field);
        return number.isPresent() ? OptionalLong.of(Math.round(number.getAsDouble())) : OptionalLong.empty();
    }

    private OptionalDouble number(String field) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.get()));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static <E extends Enum<E>> E word(String written, E[] known, String field) throws UnreadableItemException {
        for (E value : known) {
            if (value.name().equalsIgnoreCase(written)) {
                return value;
            }
        }
        String words = String.join(
                ", ",
                Arrays.stream(known)
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .toList());
        throw new UnreadableItemException("field '" + field + "': '" + written + "' is none of " + words);
    }
}
