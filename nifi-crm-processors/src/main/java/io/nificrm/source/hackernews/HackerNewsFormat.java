package io.nificrm.source.hackernews;

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
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Touchpoint.Kind;
import io.nificrm.touchpoint.TouchpointId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Hacker News: pages of Algolia's search, items of its item API with their comments, and items of the official Firebase
 * API.
 *
 * @see <a href="https://hn.algolia.com/api">Algolia's API</a>, <a href="https://github.com/HackerNews/API">Firebase API</a>
 */
public final class HackerNewsFormat implements Format {
    private static final String PLATFORM = "hackernews";
    private static final String SITE = "https://news.ycombinator.com/";

    private static final JsonItems ITEMS = new JsonItems(JsonShape.pages("hits"), HackerNewsFormat::map);

    @Override
    public String name() {
        return PLATFORM;
    }

    @Override
    public String description() {
        return "Stories and comments of Hacker News: Algolia search results and items, Firebase items";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        ITEMS.read(in, reading, sink);
    }

    private static void map(Fields item, Reading reading, JsonItems.Emitter out)
            throws IOException, UnreadableItemException {
        Deque<Fields> items = new ArrayDeque<>();
        items.add(item);
        while (!items.isEmpty()) {
            Fields next = items.removeFirst();
            if (next.is("deleted") && !next.has("by")) {
                out.ignored("deleted item");
            } else if (next.text("type").filter("pollopt"::equals).isPresent() || tagged(next, "pollopt")) {
                out.ignored("choice of a poll");
            } else {
                out.touchpoint(item(next, reading));
            }
            next.items("children").reversed().forEach(items::addFirst);
        }
    }

    private static Touchpoint item(Fields item, Reading reading) throws UnreadableItemException {
        Optional<String> objectId = item.text("objectID");
        String id = objectId.isPresent() ? objectId.get() : item.required("id");
        Optional<String> parent = item.text("parent_id").or(() -> item.text("parent"));
        Optional<String> story = item.text("story_id");
        Optional<String> html =
                item.text("comment_text").or(() -> item.text("story_text")).or(() -> item.text("text"));
        HtmlText text = HtmlText.of(html.orElse(""));
        Links links = new Links()
                .add(item.text("url"))
                .addAll(text.links().stream().map(HtmlText.Anchor::href).toList());
        return Mentions.begin(PLATFORM, id, kind(parent, story), time(item), reading)
                .channel(Touchpoint.Channel.FORUM)
                .url(SITE + "item?id=" + id)
                .title(item.text("title").map(HtmlText::text))
                .text(text.text().isBlank() ? Optional.empty() : Optional.of(text.text()))
                .links(links.list())
                .campaign(links.campaign())
                .threadId(story.or(() -> parent.isEmpty() ? Optional.of(id) : Optional.empty())
                        .map(HackerNewsFormat::id))
                .inReplyTo(parent.map(HackerNewsFormat::id))
                .author(author(item))
                .engagement(Mentions.known(EngagementBuilder.builder()
                        .score(item.has("points") ? item.count("points") : item.count("score"))
                        .replies(
                                item.has("num_comments")
                                        ? item.countOfMany("num_comments")
                                        : item.countOfMany("descendants"))
                        .build()))
                .availability(item.is("dead") ? Optional.of("removed") : Optional.empty())
                .raw(Mentions.raw(item, reading))
                .build();
    }

    /** A story answers nothing; what answers the story is a comment, what answers a comment a reply. */
    private static Kind kind(Optional<String> parent, Optional<String> story) {
        if (parent.isEmpty()) {
            return Kind.POST;
        }
        return story.isPresent() && !story.equals(parent) ? Kind.REPLY : Kind.COMMENT;
    }

    private static Instant time(Fields item) throws UnreadableItemException {
        Optional<Instant> time =
                item.time("created_at_i").or(() -> item.time("created_at")).or(() -> item.time("time"));
        return time.isPresent() ? time.get() : item.requiredTime("created_at");
    }

    private static Optional<Author> author(Fields item) {
        return item.text("author")
                .or(() -> item.text("by"))
                .map(name -> AuthorBuilder.builder()
                        .id(name)
                        .handle(name.toLowerCase(Locale.ROOT))
                        .name(name)
                        .url(SITE + "user?id=" + name)
                        .build());
    }

    private static boolean tagged(Fields item, String tag) {
        return item.texts("_tags").contains(tag);
    }

    private static String id(String number) {
        return TouchpointId.of(PLATFORM, number);
    }
}
