package io.nificrm.source.mastodon;

import io.nificrm.source.Target;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be listened to on a Mastodon server. */
public sealed interface MastodonTimeline extends Target {

    /** The host of the server; positions of one server mean nothing on another. */
    String instance();

    @Override
    default String stateKey() {
        return instance() + " " + name();
    }

    /** All public posts that the server knows of, or those of its own users, or those of other servers. */
    record Public(String instance, Origin origin) implements MastodonTimeline {

        @Override
        public String name() {
            return switch (origin) {
                case ANYWHERE -> "public";
                case LOCAL -> "public:local";
                case REMOTE -> "public:remote";
            };
        }
    }

    enum Origin {
        ANYWHERE,
        LOCAL,
        REMOTE
    }

    /** Public posts with a hashtag, given without its mark. */
    record Hashtag(String instance, String tag) implements MastodonTimeline {

        @Override
        public String name() {
            return "#" + tag;
        }
    }

    /** Posts of an account, {@code user} or {@code user@server}. */
    record Account(String instance, String address) implements MastodonTimeline {

        @Override
        public String name() {
            return "@" + address;
        }
    }

    /** Posts that the full-text search of the server finds; only with a token, and only where the server has that search. */
    record Search(String instance, String query) implements MastodonTimeline {

        @Override
        public String name() {
            return "search:" + query;
        }
    }

    /**
     * Reads one entry of the list of timelines.
     *
     * @throws IllegalArgumentException with the reason, in words for the operator
     */
    static MastodonTimeline parse(String instance, String entry) {
        String lower = entry.toLowerCase(Locale.ROOT);
        if (lower.startsWith("search:")) {
            String query = entry.substring("search:".length()).strip();
            require(!query.isEmpty(), entry, "has no words to search for, as in search:\"acme coffee\"");
            return new Search(instance, query);
        }
        if (entry.startsWith("#")) {
            String tag = lower.substring(1);
            require(
                    Tokens.TAG.matcher(tag).matches(),
                    entry,
                    "is no hashtag; a hashtag has letters, digits and _ only");
            return new Hashtag(instance, tag);
        }
        if (entry.startsWith("@")) {
            String address = entry.substring(1);
            require(Tokens.ACCOUNT.matcher(address).matches(), entry, "is no account; write @user or @user@server");
            return new Account(instance, address);
        }
        return switch (lower) {
            case "public" -> new Public(instance, Origin.ANYWHERE);
            case "public:local" -> new Public(instance, Origin.LOCAL);
            case "public:remote" -> new Public(instance, Origin.REMOTE);
            default ->
                throw new IllegalArgumentException("'" + entry + "' is no timeline; write public, public:local, "
                        + "public:remote, #hashtag, @user@server or search:words");
        };
    }

    private static void require(boolean fulfilled, String entry, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException("'" + entry + "' " + otherwise);
        }
    }

    /** The alphabets of names. */
    final class Tokens {
        private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{M}\\p{N}_·・]+");
        private static final Pattern ACCOUNT = Pattern.compile("[\\p{L}\\p{N}_.-]+(@[\\p{L}\\p{N}.:-]+)?");

        private Tokens() {}
    }
}
