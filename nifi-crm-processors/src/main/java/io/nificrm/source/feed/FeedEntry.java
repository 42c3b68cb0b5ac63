package io.nificrm.source.feed;

import java.time.Instant;
import java.util.Optional;

/**
 * What tells an entry of a feed from the others.
 *
 * @param id the id the feed gives it: guid, Atom id, rdf:about
 * @param link where it leads
 * @param words title and text, for entries that have neither id nor link
 * @param published when it appeared
 */
record FeedEntry(Optional<String> id, Optional<String> link, String words, Optional<Instant> published) {

    /** The id; else the link; else the words. */
    String identity() {
        return id.or(() -> link).orElse(words);
    }

    /** For feeds that give several entries the same id. */
    String wholeIdentity() {
        return id.orElse("") + '\n' + link.orElse("") + '\n' + words;
    }
}
