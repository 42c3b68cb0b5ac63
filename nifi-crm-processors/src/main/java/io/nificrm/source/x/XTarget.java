package io.nificrm.source.x;

import io.nificrm.source.Target;
import java.util.regex.Pattern;

/** What can be listened to on X. */
public sealed interface XTarget extends Target {

    /** Posts of the last seven days that a <a href="https://docs.x.com/x-api/posts/search/integrate/build-a-query">query</a> finds. */
    record Search(String query) implements XTarget {

        @Override
        public String name() {
            return "search:" + query;
        }
    }

    /** Posts that name an account. */
    record Mentions(String user) implements XTarget {

        @Override
        public String name() {
            return "mentions:@" + user;
        }
    }

    /** Posts of an account. */
    record Account(String user) implements XTarget {

        @Override
        public String name() {
            return "@" + user;
        }
    }

    /** The alphabet of account names. */
    final class Syntax {
        private static final Pattern USER = Pattern.compile("@\\w{1,15}");

        private Syntax() {}
    }

    /**
     * Reads one entry: {@code search:query}, {@code mentions:@user} or {@code @user}.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    static XTarget parse(String entry) {
        if (entry.startsWith("search:") && !entry.substring("search:".length()).isBlank()) {
            return new Search(entry.substring("search:".length()).strip());
        }
        String user = entry.startsWith("mentions:") ? entry.substring("mentions:".length()) : entry;
        if (!Syntax.USER.matcher(user).matches()) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is nothing to listen to; write search:query, mentions:@user or @user");
        }
        return entry.startsWith("mentions:") ? new Mentions(user.substring(1)) : new Account(user.substring(1));
    }
}
