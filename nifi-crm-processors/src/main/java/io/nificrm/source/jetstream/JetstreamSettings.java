package io.nificrm.source.jetstream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to follow, and how.
 *
 * @param instances addresses of the endpoint {@code subscribe}, tried in turn
 * @param collections collections of records (NSIDs, or prefixes that end in {@code .*}); all when empty, at most 100
 * @param accounts DIDs; everybody when empty, at most 10,000
 * @param keywords of which an event must hold one to be kept; all are kept when empty
 * @param maxMessageBytes larger events are left out, by the instance and here
 * @param dictionary Jetstream's zstd dictionary, with which messages are asked for compressed; uncompressed when absent
 * @param initialBacklog how far back to begin when nothing is known; an instance keeps about a day
 * @param overlap how far before the cursor to begin after an interruption
 * @param idleTimeout a connection on which nothing comes for so long, not even a ping, is given up
 * @param queueEvents how many events may wait to be taken before the connection is read no further
 * @param queueBytes how many bytes they may have together
 */
public record JetstreamSettings(
        List<URI> instances,
        List<String> collections,
        List<String> accounts,
        List<String> keywords,
        int maxMessageBytes,
        Optional<byte[]> dictionary,
        Duration initialBacklog,
        Duration overlap,
        Duration idleTimeout,
        int queueEvents,
        long queueBytes) {

    public JetstreamSettings {
        instances = List.copyOf(instances);
        collections = List.copyOf(collections);
        accounts = List.copyOf(accounts);
        keywords = List.copyOf(keywords);
    }

    /** The same of other instances. */
    JetstreamSettings at(List<URI> others) {
        return new JetstreamSettings(
                others,
                collections,
                accounts,
                keywords,
                maxMessageBytes,
                dictionary,
                initialBacklog,
                overlap,
                idleTimeout,
                queueEvents,
                queueBytes);
    }

    /** The address to connect to. */
    URI subscription(URI instance, long cursorMicros) {
        Stream<String> parameters = Stream.of(
                        collections.stream().map(name -> "wantedCollections=" + encoded(name)),
                        accounts.stream().map(did -> "wantedDids=" + encoded(did)),
                        Stream.of("maxMessageSizeBytes=" + maxMessageBytes, "cursor=" + cursorMicros),
                        dictionary.stream().map(present -> "compress=true"))
                .flatMap(part -> part);
        return URI.create(instance + "?" + parameters.collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
