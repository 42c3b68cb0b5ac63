package io.nificrm.source.reddit;

import io.nificrm.source.Target;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listing of Reddit, newest first.
 *
 * @param name as the operator wrote it
 * @param path where it is
 * @param parameters what it is asked with
 * @param needsAccount whether it is about the account that is logged in
 */
public record RedditListing(String name, String path, Map<String, String> parameters, boolean needsAccount)
        implements Target {

    private static final Pattern SUBREDDIT = Pattern.compile("r/(\\w+(?:\\+\\w+)*)(/comments)?");
    private static final Pattern SEARCH = Pattern.compile("(?:r/(\\w+(?:\\+\\w+)*)/)?search:\\s*(\\S.*)");
    private static final Pattern ACCOUNT = Pattern.compile("u/([\\w-]+)");

    public RedditListing {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads one entry: {@code r/name}, {@code r/name/comments}, {@code search:words}, {@code r/name/search:words},
     * {@code u/name} or {@code mentions}.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    public static RedditListing parse(String entry) {
        Matcher subreddit = SUBREDDIT.matcher(entry);
        if (subreddit.matches()) {
            String kind = subreddit.group(2) == null ? "/new" : "/comments";
            return new RedditListing(entry, "/r/" + subreddit.group(1) + kind, Map.of(), false);
        }
        Matcher search = SEARCH.matcher(entry);
        if (search.matches()) {
            Map<String, String> everywhere = Map.of("q", search.group(2), "sort", "new", "type", "link", "t", "all");
            return search.group(1) == null
                    ? new RedditListing(entry, "/search", everywhere, false)
                    : new RedditListing(entry, "/r/" + search.group(1) + "/search", within(everywhere), false);
        }
        Matcher account = ACCOUNT.matcher(entry);
        if (account.matches()) {
            return new RedditListing(entry, "/user/" + account.group(1) + "/overview", Map.of("sort", "new"), false);
        }
        if (entry.equals("mentions")) {
            return new RedditListing(entry, "/message/mentions", Map.of("mark", "false"), true);
        }
        throw new IllegalArgumentException(
                "'" + entry + "' is no listing; write r/name, r/name/comments, search:words, "
                        + "r/name/search:words, u/name or mentions");
    }

    private static Map<String, String> within(Map<String, String> search) {
        return Map.of("q", search.get("q"), "sort", "new", "type", "link", "t", "all", "restrict_sr", "true");
    }
}
