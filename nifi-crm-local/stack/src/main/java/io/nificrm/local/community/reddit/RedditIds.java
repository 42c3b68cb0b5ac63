package io.nificrm.local.community.reddit;

import io.nificrm.local.community.story.Utterance;

/** Full names: {@code t3_} for posts, {@code t1_} for comments, before a number in base 36. */
public final class RedditIds {
    private static final long FIRST = 3_700_000_000L;

    private RedditIds() {}

    static String id(Utterance utterance) {
        return Long.toString(FIRST + utterance.number(), 36);
    }

    public static String fullName(Utterance utterance) {
        return (isComment(utterance) ? "t1_" : "t3_") + id(utterance);
    }

    static boolean isComment(Utterance utterance) {
        return utterance.relation().inReplyTo().isPresent();
    }

    static String permalink(Utterance utterance) {
        Utterance post = utterance.root();
        String title = post.words()
                .title()
                .orElse("post")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        String slug = title.length() > 50 ? title.substring(0, 50) : title;
        String thread = "/r/" + post.place().venue() + "/comments/" + id(post) + "/" + slug + "/";
        return isComment(utterance) ? thread + id(utterance) + "/" : thread;
    }
}
