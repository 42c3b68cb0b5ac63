package io.nificrm.source.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.format.Digests;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * An entry of a feed of any kind, before it becomes a mention.
 *
 * @param id guid, atom:id or JSON Feed id
 * @param html content as HTML, or as text where it has no markup
 * @param published when it was published
 * @param changed when it was last changed
 * @param answers the id of the entry to which this one is a comment (RFC 4685)
 * @param stars the rating of a review, 1 to 5
 */
@RecordBuilder
@RecordBuilder.Options(
        emptyDefaultForOptional = true,
        addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
        useImmutableCollections = true,
        enableWither = false)
record FeedItem(
        FeedSource feed,
        Optional<String> id,
        Optional<String> link,
        Optional<String> externalLink,
        Optional<String> title,
        Optional<String> html,
        Optional<Instant> published,
        Optional<Instant> changed,
        Optional<String> language,
        Optional<String> authorName,
        Optional<String> authorUrl,
        List<String> categories,
        List<Media> media,
        Optional<String> answers,
        OptionalLong replies,
        OptionalLong likes,
        OptionalLong views,
        OptionalDouble stars,
        boolean video,
        Optional<JsonNode> raw) {
    static final String PLATFORM = "feed";

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+", Pattern.DOTALL);
    private static final Pattern COMMENT_ANCHOR = Pattern.compile(".*#(?:div-)?comment-\\w+$");

    Touchpoint toTouchpoint(Reading reading) throws UnreadableItemException {
        HtmlText content = HtmlText.of(html.orElse(""));
        Links links = new Links()
                .add(externalLink)
                .addAll(content.links().stream().map(HtmlText.Anchor::href).toList());
        if (!html.orElse("").contains("<")) {
            links.addFromText(Optional.of(content.text()));
        }
        Optional<String> plainTitle = title.map(HtmlText::text).filter(text -> !text.isBlank());
        return Mentions.begin(
                        PLATFORM,
                        nativeId(plainTitle, content.text()),
                        kind(),
                        published.or(() -> changed).orElse(reading.fetchedAt()),
                        reading)
                .timestampOf(timestampOf())
                .channel(channel())
                .url(link.or(() -> id.filter(value -> value.startsWith("http"))))
                .title(plainTitle)
                .text(content.text().isBlank() ? plainTitle : Optional.of(content.text()))
                .lang(language.or(feed::language))
                .hashtags(Mentions.hashtags(categories))
                .links(links.list())
                .campaign(links.campaign())
                .media(media(content))
                .inReplyTo(answers.map(parent -> TouchpointId.of(PLATFORM, parent)))
                .threadId(answers.map(parent -> TouchpointId.of(PLATFORM, parent)))
                .author(AuthorBuilder.builder()
                        .id(authorUrl)
                        .name(authorName.or(feed::author).or(feed::title))
                        .url(authorUrl.or(() -> authorName.isPresent() ? Optional.empty() : feed.link()))
                        .build())
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .likes(likes)
                        .replies(replies)
                        .views(views)
                        .build()))
                .reach(views)
                .outlet(feed.title())
                .rating(stars)
                .raw(reading.keepRaw() ? raw : Optional.empty())
                .build();
    }

    private Optional<Touchpoint.TimestampOf> timestampOf() {
        if (published.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(changed.isPresent() ? Touchpoint.TimestampOf.LAST_CHANGE : Touchpoint.TimestampOf.FETCH);
    }

    /** The guid, else the link; a guid that is no URI is only unique within its feed. */
    private String nativeId(Optional<String> plainTitle, String text) throws UnreadableItemException {
        if (id.isPresent()) {
            String value = id.get();
            return SCHEME.matcher(value).matches()
                    ? value
                    : feed.link().map(home -> home + '#' + value).orElse(value);
        }
        if (link.isPresent()) {
            return link.get();
        }
        if (plainTitle.isEmpty() && text.isBlank()) {
            throw new UnreadableItemException("the entry has neither id, link, title nor text");
        }
        return feed.link().or(feed::title).orElse("unknown") + "#sha256-"
                + Digests.sha256(plainTitle.orElse("") + '\n' + text);
    }

    private Kind kind() {
        if (stars.isPresent()) {
            return Kind.REVIEW;
        }
        if (answers.isPresent() || isCommentAddress(link) || isCommentAddress(id)) {
            return Kind.COMMENT;
        }
        return video ? Kind.POST : Kind.ARTICLE;
    }

    private static boolean isCommentAddress(Optional<String> address) {
        return address.filter(value -> COMMENT_ANCHOR.matcher(value).matches()).isPresent();
    }

    private Touchpoint.Channel channel() {
        if (stars.isPresent()) {
            return Touchpoint.Channel.REVIEW;
        }
        return video ? Touchpoint.Channel.VIDEO : feed.channel();
    }

    private List<Media> media(HtmlText content) {
        List<Media> all = new ArrayList<>(media);
        for (HtmlText.Image image : content.images()) {
            boolean known = all.stream()
                    .anyMatch(m -> m.url().filter(image.source()::equals).isPresent());
            if (image.source().startsWith("http") && !known) {
                all.add(new Media(Optional.of("image"), Optional.of(image.source()), image.alt()));
            }
        }
        return all;
    }
}
