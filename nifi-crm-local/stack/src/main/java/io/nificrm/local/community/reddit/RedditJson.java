package io.nificrm.local.community.reddit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Things and listings. Numbers of seconds are floating-point, as Reddit writes them. */
final class RedditJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RedditJson() {}

    static ObjectNode listing(List<Utterance> page, Optional<String> after, Optional<String> before, Snapshot now) {
        ObjectNode data = JSON.objectNode();
        data.put("after", after.orElse(null));
        data.put("dist", page.size());
        data.put("modhash", "");
        data.put("geo_filter", "");
        ArrayNode children = data.putArray("children");
        page.forEach(utterance -> children.add(thing(utterance, now)));
        data.put("before", before.orElse(null));
        ObjectNode listing = JSON.objectNode().put("kind", "Listing");
        return listing.set("data", data);
    }

    private static ObjectNode thing(Utterance utterance, Snapshot now) {
        boolean comment = RedditIds.isComment(utterance);
        ObjectNode thing = JSON.objectNode().put("kind", comment ? "t1" : "t3");
        return thing.set("data", comment ? comment(utterance, now) : post(utterance, now));
    }

    private static ObjectNode post(Utterance utterance, Snapshot now) {
        ObjectNode post = common(utterance, now);
        String permalink = RedditIds.permalink(utterance);
        post.put("title", utterance.words().title().orElse("Untitled"));
        post.put("selftext", utterance.words().text());
        post.put("selftext_html", "<!-- SC_OFF --><div class=\"md\">" + html(utterance) + "</div><!-- SC_ON -->");
        post.put("is_self", true);
        post.put("domain", "self." + utterance.place().venue());
        post.put("url", "https://www.reddit.com" + permalink);
        post.put("num_comments", now.replies(utterance));
        post.put("num_crossposts", 0);
        post.put("upvote_ratio", 0.91);
        post.put("over_18", false);
        post.put("spoiler", false);
        post.put("is_video", false);
        post.putNull("link_flair_text");
        post.put("thumbnail", "self");
        post.putNull("media");
        post.put("hide_score", false);
        post.put("subreddit_subscribers", subscribers(utterance.place().venue()));
        return post;
    }

    private static ObjectNode comment(Utterance utterance, Snapshot now) {
        ObjectNode comment = common(utterance, now);
        Utterance post = utterance.root();
        comment.put("body", utterance.words().text());
        comment.put("body_html", "<div class=\"md\">" + html(utterance) + "</div>");
        comment.put(
                "parent_id",
                utterance.relation().inReplyTo().map(RedditIds::fullName).orElseThrow());
        comment.put("link_id", RedditIds.fullName(post));
        comment.put("link_title", post.words().title().orElse("Untitled"));
        comment.put("link_author", post.author().handle());
        comment.put("link_permalink", "https://www.reddit.com" + RedditIds.permalink(post));
        comment.put("is_submitter", post.author().equals(utterance.author()));
        comment.put("replies", "");
        comment.put("score_hidden", false);
        comment.put("controversiality", 0);
        comment.put("depth", 0);
        return comment;
    }

    private static ObjectNode common(Utterance utterance, Snapshot now) {
        String subreddit = utterance.place().venue();
        int score = 1 + now.likes(utterance);
        double seconds = (double) utterance.at().getEpochSecond();
        ObjectNode data = JSON.objectNode();
        data.put("id", RedditIds.id(utterance));
        data.put("name", RedditIds.fullName(utterance));
        data.put("subreddit", subreddit);
        data.put("subreddit_name_prefixed", "r/" + subreddit);
        data.put("subreddit_id", "t5_" + Integer.toString(Math.floorMod(subreddit.hashCode(), 60_000_000), 36));
        data.put("subreddit_type", "public");
        data.put("author", utterance.author().handle());
        data.put(
                "author_fullname",
                "t2_" + Long.toString(100_000_000L + utterance.author().number(), 36));
        data.putNull("author_flair_text");
        data.put("permalink", RedditIds.permalink(utterance));
        data.put("created", seconds);
        data.put("created_utc", seconds);
        data.put("edited", false);
        data.put("score", score);
        data.put("ups", score);
        data.put("downs", 0);
        data.put("gilded", 0);
        data.put("stickied", false);
        data.put("locked", false);
        data.put("archived", false);
        data.putNull("distinguished");
        data.putNull("likes");
        data.putNull("removal_reason");
        return data;
    }

    private static int subscribers(String subreddit) {
        return switch (subreddit.toLowerCase(Locale.ROOT)) {
            case "coffee" -> 1_840_000;
            case "espresso" -> 610_000;
            case "buyitforlife" -> 2_300_000;
            default -> 9_700_000;
        };
    }

    /** Reddit escapes its HTML members once more where raw_json=1 is not asked for; this is the raw form. */
    private static String html(Utterance utterance) {
        return "<p>"
                + utterance
                        .words()
                        .text()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\n\n", "</p>\n\n<p>")
                + "</p>\n";
    }
}
