package io.nificrm.source.bluesky;

import io.nificrm.source.Target;
import java.util.regex.Pattern;

/** What can be listened to on Bluesky. */
public sealed interface BlueskyTarget extends Target {

    /** Posts that the search finds, by <a href="https://bsky.social/about/blog/05-31-2024-search">its syntax</a>. */
    record Search(String query) implements BlueskyTarget {

        @Override
        public String name() {
            return query.startsWith("#") ? query : "search:" + query;
        }
    }

    /** Posts, replies and reposts of an account, by its handle or DID. */
    record Author(String actor) implements BlueskyTarget {

        @Override
        public String name() {
            return actor.startsWith("did:") ? actor : "@" + actor;
        }
    }

    /** The alphabet of handles and DIDs (AT Protocol). */
    final class Syntax {
        private static final Pattern HANDLE = Pattern.compile("([a-zA-Z0-9-]+\\.)+[a-zA-Z][a-zA-Z0-9-]*");
        private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]+");

        private Syntax() {}
    }

    /**
     * Reads one entry: {@code @handle}, a DID, {@code #hashtag} or {@code search:words}.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    static BlueskyTarget parse(String entry) {
        if (entry.startsWith("@")) {
            String handle = entry.substring(1);
            if (!Syntax.HANDLE.matcher(handle).matches()) {
                throw new IllegalArgumentException(
                        "'" + entry + "' is no handle; write it in full, as in @acme.bsky.social");
            }
            return new Author(handle);
        }
        if (Syntax.DID.matcher(entry).matches()) {
            return new Author(entry);
        }
        if (entry.startsWith("#") && entry.length() > 1 && entry.indexOf(' ') < 0) {
            return new Search(entry);
        }
        if (entry.startsWith("search:") && !entry.substring("search:".length()).isBlank()) {
            return new Search(entry.substring("search:".length()).strip());
        }
        throw new IllegalArgumentException(
                "'" + entry + "' is nothing to listen to; write search:words, #hashtag, @handle or a DID");
    }
}
