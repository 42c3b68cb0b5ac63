package io.nificrm.insight.features;

/**
 * The hash functions behind every feature: FNV-1a over UTF-16 units, finished with MurmurHash3's 32-bit finaliser.
 *
 * <p>They are part of the model format: a trained table is only readable with the functions it was trained with.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv">FNV</a>
 */
public final class Hashes {
    static final int FNV_OFFSET = 0x811c9dc5;
    static final int FNV_PRIME = 0x01000193;

    private Hashes() {}

    /** Hash of a whole string; never 0, so that 0 can mark an empty slot. */
    public static int of(CharSequence text) {
        int hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return finish(hash);
    }

    static int of(char[] text, int start, int end) {
        int hash = FNV_OFFSET;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text[i]) * FNV_PRIME;
        }
        return finish(hash);
    }

    static int finish(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        h ^= h >>> 16;
        return h == 0 ? 1 : h;
    }

    /** Hash of an ordered pair, for features made of two parts. */
    public static int pair(int first, int second) {
        return finish(first * 0x9E3779B1 + second);
    }
}
