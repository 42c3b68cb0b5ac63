package io.nificrm.local.community.bluesky;

import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Utterance;

/**
 * DIDs, record keys and addresses.
 *
 * @see <a href="https://atproto.com/specs/tid">TID: microseconds and a clock id in sortable base 32</a>
 * @see <a href="https://atproto.com/specs/did">DIDs in atproto</a>
 */
public final class BlueskyIds {
    private static final String SORTABLE = "234567abcdefghijklmnopqrstuvwxyz";
    private static final String RFC_4648 = "abcdefghijklmnopqrstuvwxyz234567";

    private BlueskyIds() {}

    static String did(Person person) {
        return "did:plc:" + letters(RFC_4648, person.number() * 0x9E3779B97F4A7C15L, 12)
                + letters(RFC_4648, (person.number() + 7_919L) * 0xC2B2AE3D27D4EB4FL, 12);
    }

    /** The handle, for example {@code acmecoffee.bsky.example}. */
    public static String handle(Person person) {
        return person.handle().replace("_", "").toLowerCase(java.util.Locale.ROOT) + ".bsky.example";
    }

    /** The address of the record, also of a repost. */
    public static String uri(Utterance utterance) {
        String collection = utterance.relation().repostOf().isPresent() ? "app.bsky.feed.repost" : "app.bsky.feed.post";
        return "at://" + did(utterance.author()) + "/" + collection + "/" + key(utterance);
    }

    /** A content id: not computed from the record, but as long and as unique as one. */
    static String cid(Utterance utterance) {
        StringBuilder cid = new StringBuilder("bafyrei");
        for (int part = 1; part <= 4; part++) {
            cid.append(letters(RFC_4648, (utterance.number() * 31 + part) * 0x9E3779B97F4A7C15L, 13));
        }
        return cid.toString();
    }

    private static String key(Utterance utterance) {
        long microseconds = utterance.at().toEpochMilli() * 1_000 + utterance.number() % 1_000;
        return letters(SORTABLE, (microseconds << 10) | (utterance.number() & 0x3ff), 13);
    }

    private static String letters(String alphabet, long bits, int count) {
        char[] letters = new char[count];
        long rest = bits;
        for (int index = count - 1; index >= 0; index--) {
            letters[index] = alphabet.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(letters);
    }
}
