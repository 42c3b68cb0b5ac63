package io.nificrm.source.mastodon;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.Engagement;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Statuses of Mastodon's REST API: a status, a timeline, a search result, a thread's context, notifications and
 * conversations. Each status is one mention; a boost is a mention of its own, of kind repost.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Status/">Status</a>
 */
public final class MastodonFormat implements Format {
    /** The platform's name in ids and in the document. */
    static final String PLATFORM = "mastodon";

    private static final JsonItems ITEMS =
            new JsonItems(JsonShape.pages("statuses", "ancestors", "descendants"), MastodonFormat::map);

    @Override
    public String name() {
        return PLATFORM;
    }

    @Override
    public String description() {
        return "Statuses of Mastodon's API: a status, a timeline, a search result, a thread, notifications";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        if (item.has("uri")) {
            out.touchpoint(status(item, reading));
        } else if (item.has("status", "uri")) {
            out.touchpoint(status(item.at("status"), reading));
        } else if (item.has("last_status", "uri")) {
            out.touchpoint(status(item.at("last_status"), reading));
        } else if (item.has("type") && item.has("account")) {
            out.ignored("notification without a status");
        } else {
            throw new UnreadableItemException("field 'uri' is missing: this is not a status");
        }
    }

    private static Touchpoint status(Fields status, Reading reading) throws UnreadableItemException {
        Fields boosted = status.at("reblog");
        boolean boost = boosted.has("uri");
        Fields said = boost ? boosted : status;
        HtmlText content = HtmlText.of(said.text("content").orElse(""));
        Links links = new Links()
                .addAll(content.links().stream()
                        .filter(link -> !link.hasClass("mention") && !link.hasClass("hashtag"))
                        .map(HtmlText.Anchor::href)
                        .toList())
                .add(said.text("card", "url"));
        return Mentions.begin(
                        PLATFORM,
                        status.required("uri"),
                        kind(status, boost),
                        status.requiredTime("created_at"),
                        reading)
                .channel(Touchpoint.Channel.SOCIAL)
                .url(url(status))
                .title(said.text("spoiler_text"))
                .text(text(said, content.text()))
                .lang(said.text("language"))
                .hashtags(Mentions.hashtags(said.items("tags").stream()
                        .flatMap(tag -> tag.text("name").stream())
                        .toList()))
                .mentions(said.items("mentions").stream()
                        .flatMap(mention -> MastodonAccount.handle(mention).stream())
                        .distinct()
                        .toList())
                .links(links.list())
                .campaign(links.campaign())
                .media(media(said))
                .inReplyTo(MastodonParent.uri(status).map(MastodonFormat::id))
                .repostOf(repostOf(status, boost))
                .author(MastodonAccount.author(status.at("account")))
                .engagement(boost ? Optional.empty() : Mentions.known(engagement(status)))
                .reach(status.countOfMany("account", "followers_count"))
                .community(status.text("account", "url").flatMap(Links::authority))
                .availability(availability(status))
                .raw(Mentions.raw(status, reading))
                .build();
    }

    private static String id(String uri) {
        return TouchpointId.of(PLATFORM, uri);
    }

    private static Kind kind(Fields status, boolean boost) {
        if (boost) {
            return Kind.REPOST;
        }
        return status.has("in_reply_to_id") ? Kind.REPLY : Kind.POST;
    }

    /** A boost has no page of its own; some servers give the address of its ActivityPub object. */
    private static Optional<String> url(Fields status) {
        Optional<String> own = status.text("url");
        if (own.isPresent()) {
            return own;
        }
        return status.text("reblog", "url").or(() -> status.text("uri").filter(uri -> uri.startsWith("http")));
    }

    /** The content warning, what was written, and the choices of a poll. */
    private static Optional<String> text(Fields status, String content) {
        StringBuilder text = new StringBuilder();
        status.text("spoiler_text").ifPresent(warning -> text.append(warning).append("\n\n"));
        text.append(content);
        List<Fields> choices = status.items("poll", "options");
        if (!choices.isEmpty()) {
            text.append("\n\n");
            choices.forEach(choice -> choice.text("title")
                    .ifPresent(title -> text.append("- ").append(title).append('\n')));
        }
        String whole = text.toString().strip();
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }

    private static List<Media> media(Fields status) {
        return status.items("media_attachments").stream()
                .map(media -> new Media(
                        media.text("type").map(MastodonFormat::mediaType),
                        media.text("url").or(() -> media.text("remote_url")),
                        media.text("description")))
                .toList();
    }

    private static String mediaType(String native_) {
        return switch (native_.toLowerCase(Locale.ROOT)) {
            case "gifv" -> "gif";
            case "unknown" -> "file";
            default -> native_.toLowerCase(Locale.ROOT);
        };
    }

    /** What a boost repeats, or what a quote quotes; a quote that its author has not approved is not told. */
    private static Optional<String> repostOf(Fields status, boolean boost) {
        if (boost) {
            return status.text("reblog", "uri").map(MastodonFormat::id);
        }
        return status.text("quote", "quoted_status", "uri").map(MastodonFormat::id);
    }

    private static Engagement engagement(Fields status) {
        return EngagementBuilder.builder()
                .likes(status.countOfMany("favourites_count"))
                .reposts(status.countOfMany("reblogs_count"))
                .replies(status.countOfMany("replies_count"))
                .quotes(status.countOfMany("quotes_count"))
                .build();
    }

    private static Optional<String> availability(Fields status) {
        if (status.is("account", "suspended")) {
            return Optional.of("suspended");
        }
        return status.text("visibility")
                .filter(visibility -> visibility.equals("private") || visibility.equals("direct"));
    }
}
