package io.nificrm.voice.persona;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.distributed.cache.client.AtomicCacheEntry;
import org.apache.nifi.distributed.cache.client.AtomicDistributedMapCacheClient;
import org.apache.nifi.distributed.cache.client.Deserializer;
import org.apache.nifi.distributed.cache.client.DistributedMapCacheClient;
import org.apache.nifi.distributed.cache.client.Serializer;

/** NiFi's map cache within one process: bytes in, bytes out, revisions that count up from 0. */
public class MapCache extends AbstractControllerService implements DistributedMapCacheClient {
    private final Map<String, Value> values = new ConcurrentHashMap<>();
    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);

    /** Equal to itself only, which is what replacing atomically needs. */
    private static final class Value {
        private final byte[] bytes;
        private final long revision;

        Value(byte[] bytes, long revision) {
            this.bytes = bytes;
            this.revision = revision;
        }
    }

    /** From then on it does not answer. */
    void failAfter(int calls) {
        callsLeft.set(calls);
    }

    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    @Override
    public <K, V> boolean putIfAbsent(K key, V value, Serializer<K> keys, Serializer<V> serializer) throws IOException {
        reach();
        return values.putIfAbsent(text(key, keys), new Value(bytes(value, serializer), 0)) == null;
    }

    @Override
    public <K, V> V getAndPutIfAbsent(
            K key, V value, Serializer<K> keys, Serializer<V> serializer, Deserializer<V> deserializer)
            throws IOException {
        V known = get(key, keys, deserializer);
        putIfAbsent(key, value, keys, serializer);
        return known;
    }

    @Override
    public <K> boolean containsKey(K key, Serializer<K> keys) throws IOException {
        reach();
        return values.containsKey(text(key, keys));
    }

    @Override
    public <K, V> void put(K key, V value, Serializer<K> keys, Serializer<V> serializer) throws IOException {
        reach();
        values.put(text(key, keys), new Value(bytes(value, serializer), 0));
    }

    @Override
    public <K, V> V get(K key, Serializer<K> keys, Deserializer<V> deserializer) throws IOException {
        reach();
        Value known = values.get(text(key, keys));
        return deserializer.deserialize(known == null ? new byte[0] : known.bytes);
    }

    @Override
    public void close() {}

    @Override
    public <K> boolean remove(K key, Serializer<K> keys) throws IOException {
        reach();
        return values.remove(text(key, keys)) != null;
    }

    void reach() throws IOException {
        if (callsLeft.getAndDecrement() <= 0) {
            throw new IOException("connection refused");
        }
    }

    private static <T> String text(T key, Serializer<T> serializer) throws IOException {
        return new String(bytes(key, serializer), StandardCharsets.UTF_8);
    }

    private static <T> byte[] bytes(T value, Serializer<T> serializer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.serialize(value, out);
        return out.toByteArray();
    }

    /** One that replaces atomically, as MapCacheClientService does. */
    public static class Atomic extends MapCache implements AtomicDistributedMapCacheClient<Long> {
        @Override
        public <K, V> AtomicCacheEntry<K, V, Long> fetch(K key, Serializer<K> keys, Deserializer<V> deserializer)
                throws IOException {
            reach();
            Value known = super.values.get(text(key, keys));
            return known == null
                    ? null
                    : new AtomicCacheEntry<>(key, deserializer.deserialize(known.bytes), known.revision);
        }

        @Override
        public <K, V> boolean replace(AtomicCacheEntry<K, V, Long> entry, Serializer<K> keys, Serializer<V> serializer)
                throws IOException {
            reach();
            String key = text(entry.getKey(), keys);
            byte[] bytes = bytes(entry.getValue(), serializer);
            Optional<Long> revision = entry.getRevision();
            if (revision.isEmpty()) {
                return super.values.putIfAbsent(key, new Value(bytes, 0)) == null;
            }
            Value known = super.values.get(key);
            return known != null
                    && known.revision == revision.get()
                    && super.values.replace(key, known, new Value(bytes, revision.get() + 1));
        }
    }
}
