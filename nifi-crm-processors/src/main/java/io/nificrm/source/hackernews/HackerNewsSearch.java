package io.nificrm.source.hackernews;

import io.nificrm.source.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search on Hacker News.
 *
 * @param name as the operator wrote it
 * @param query the words to find; empty for everything of an author or below a story
 * @param tag a further restriction, {@code author_…} or {@code story_…}; empty for none
 */
public record HackerNewsSearch(String name, String query, String tag) implements Target {

    private static final Pattern RESTRICTION = Pattern.compile("(author):([\\w-]+)|(story):(\\d+)");

    /** Reads an entry of the list of searches: words, {@code author:name} or {@code story:id}. */
    public static HackerNewsSearch parse(String entry) {
        Matcher restriction = RESTRICTION.matcher(entry);
        return restriction.matches()
                ? new HackerNewsSearch(entry, "", entry.replace(':', '_'))
                : new HackerNewsSearch(entry, entry, "");
    }
}
