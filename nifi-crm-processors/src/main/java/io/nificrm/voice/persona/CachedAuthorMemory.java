package io.nificrm.voice.persona;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.nifi.distributed.cache.client.AtomicCacheEntry;
import org.apache.nifi.distributed.cache.client.AtomicDistributedMapCacheClient;
import org.apache.nifi.distributed.cache.client.DistributedMapCacheClient;

/**
 * Histories in NiFi's cache service: shared by the nodes of a cluster, kept over restarts as far as the cache is. Where the service
 * can replace a value only if nobody else did meanwhile ({@link AtomicDistributedMapCacheClient}), no evidence is lost to
 * concurrent writers; with others the last writer wins.
 */
public final class CachedAuthorMemory implements AuthorMemory {
    private static final int MOST_TRIES = 20;

    private final DistributedMapCacheClient cache;

    public CachedAuthorMemory(DistributedMapCacheClient cache) {
        this.cache = cache;
    }

    @Override
    public AuthorHistory update(String author, UnaryOperator<AuthorHistory> change) throws IOException {
        return cache instanceof AtomicDistributedMapCacheClient<?> atomic
                ? replace(atomic, author, change)
                : overwrite(author, change);
    }

    private static <R> AuthorHistory replace(
            AtomicDistributedMapCacheClient<R> atomic, String author, UnaryOperator<AuthorHistory> change)
            throws IOException {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<AtomicCacheEntry<String, AuthorHistory, R>> found = Optional.ofNullable(
                    atomic.fetch(author, CachedAuthorMemory::writeKey, CachedAuthorMemory::readValue));
            AuthorHistory known = found.map(AtomicCacheEntry::getValue).orElse(AuthorHistory.NONE);
            AuthorHistory changed = change.apply(known);
            if (changed.equals(known)) {
                return known;
            }
            AtomicCacheEntry<String, AuthorHistory, R> entry = new AtomicCacheEntry<>(
                    author,
                    changed,
                    found.flatMap(AtomicCacheEntry::getRevision).orElse(null));
            if (atomic.replace(entry, CachedAuthorMemory::writeKey, HistoryFormat::write)) {
                return changed;
            }
        }
        throw new IOException("Others changed the history of one author " + MOST_TRIES + " times in a row");
    }

    private AuthorHistory overwrite(String author, UnaryOperator<AuthorHistory> change) throws IOException {
        AuthorHistory known = Optional.ofNullable(
                        cache.get(author, CachedAuthorMemory::writeKey, CachedAuthorMemory::readValue))
                .orElse(AuthorHistory.NONE);
        AuthorHistory changed = change.apply(known);
        if (!changed.equals(known)) {
            cache.put(author, changed, CachedAuthorMemory::writeKey, HistoryFormat::write);
        }
        return changed;
    }

    private static void writeKey(String key, OutputStream out) throws IOException {
        out.write(key.getBytes(StandardCharsets.UTF_8));
    }

    /** A cache answers with no bytes, or none at all, for what it does not have: so the interface wants it. */
    private static AuthorHistory readValue(byte[] bytes) throws IOException {
        return bytes == null || bytes.length == 0 ? AuthorHistory.NONE : HistoryFormat.read(bytes);
    }
}
