package io.nificrm.voice.duplicate;

/**
 * The first touchpoint that said something, and how often it was repeated: which touchpoints and which authors, up to 64 of each, by
 * their hashes. A touchpoint that comes again is not counted again.
 */
final class Copies {
    static final int MOST = 64;

    private final Voice first;
    private HashSample touchpoints = HashSample.EMPTY;
    private HashSample authors = HashSample.EMPTY;

    Copies(Voice first) {
        this.first = first;
        count(first);
    }

    Voice first() {
        return first;
    }

    void count(Voice voice) {
        touchpoints = touchpoints.with(Hashes.of(voice.touchpoint()), MOST);
        authors = authors.with(voice.author(), MOST);
    }

    /** How many touchpoints said it, the first among them; 64 means 64 or more. */
    int touchpoints() {
        return touchpoints.size();
    }

    /** How many authors said it; 64 means 64 or more. */
    int authors() {
        return authors.size();
    }
}
