package io.nificrm.source.feed;

import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RateLimit;
import io.nificrm.source.RawItems;
import io.nificrm.source.SourceClient;
import io.nificrm.source.http.HttpCall;
import io.nificrm.source.http.HttpReply;
import io.nificrm.source.http.SecretFreeUri;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Reads feeds by conditional requests, and tells new entries by what was seen before ({@link SeenEntries}). Rate limits are
 * kept per host.
 */
public final class FeedClient implements SourceClient<FeedTarget> {

    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, "
            + "application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
    private static final int NOT_MODIFIED = 304;

    /** All cursors together must stay well below the megabyte that ZooKeeper allows a component. */
    private static final int REMEMBERED_BEYOND_DOCUMENTS = 50_000;

    private static final int MOST_REMEMBERED_PER_FEED = 200;
    /** A feed that shows only the last one or two entries loses them all at each change. */
    private static final int FEW_ENTRIES = 3;

    private static final int MOST_ENTRIES = 4_000;

    private final PlatformApi api;
    private final Duration initialBacklog;
    private final int retained;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, RateLimit> limits = new HashMap<>();

    /** A client for so many {@code feeds}, which share the room for what is remembered. */
    public FeedClient(PlatformApi api, Duration initialBacklog, int feeds, Clock clock, RandomGenerator random) {
        this.api = api;
        this.initialBacklog = initialBacklog;
        this.retained = Math.min(MOST_REMEMBERED_PER_FEED, REMEMBERED_BEYOND_DOCUMENTS / Math.max(1, feeds));
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String format() {
        return "feed";
    }

    @Override
    public Instant notBefore(FeedTarget feed) {
        return limit(feed).notBefore();
    }

    private RateLimit limit(FeedTarget feed) {
        return limits.computeIfAbsent(feed.address().getHost(), host -> new RateLimit(clock, random));
    }

    @Override
    public Page fetch(FeedTarget feed, Optional<String> saved) throws PlatformException, InterruptedException {
        Optional<FeedCursor> cursor = saved.isPresent() ? Optional.of(FeedCursor.parse(saved.get())) : Optional.empty();
        HttpReply reply = api.send(conditional(feed, cursor), limit(feed));
        if (reply.status() == NOT_MODIFIED) {
            return Page.empty(saved.orElse(new FeedCursor(Optional.empty(), Optional.empty(), "").text()), false);
        }
        FeedDocument document = read(reply);
        List<FeedEntry> entries = document.entries();
        List<String> fingerprints = SeenEntries.fingerprints(entries);
        int considered = Math.min(entries.size(), MOST_ENTRIES);
        SeenEntries seen = cursor.map(known -> SeenEntries.parse(known.seen())).orElseGet(SeenEntries::none);
        boolean[] fresh = fresh(entries, fingerprints, considered, seen, cursor.isEmpty());
        String next = new FeedCursor(
                        reply.header("ETag"),
                        reply.header("Last-Modified"),
                        seen.after(fingerprints.subList(0, considered), retained)
                                .text())
                .text();
        List<String> notices = notices(reply, entries.size());
        if (seen.size() > 0
                && considered >= FEW_ENTRIES
                && fingerprints.stream().noneMatch(seen::contains)) {
            notices.add(
                    "none of the entries that were read before is in the feed any more, so others may have come and gone in"
                            + " between; read it more often, unless it has only given new ids to its entries");
        }
        return page(reply, document, fresh, next, notices);
    }

    private static HttpCall conditional(FeedTarget feed, Optional<FeedCursor> cursor) {
        HttpCall call = feed.call().header("Accept", ACCEPT);
        HttpCall withTag = cursor.flatMap(FeedCursor::etag)
                .map(etag -> call.header("If-None-Match", etag))
                .orElse(call);
        return cursor.flatMap(FeedCursor::lastModified)
                .map(time -> withTag.header("If-Modified-Since", time))
                .orElse(withTag);
    }

    private static FeedDocument read(HttpReply reply) throws PlatformException {
        try {
            return FeedDocument.read(reply.body(), reply.header("Content-Type").orElse(""));
        } catch (UnreadableFeedException e) {
            throw new PlatformException(
                    Fault.UNREADABLE, SecretFreeUri.of(reply.uri()) + ": " + e.getMessage(), e.nextStep());
        }
    }

    private boolean[] fresh(
            List<FeedEntry> entries, List<String> fingerprints, int considered, SeenEntries seen, boolean firstTime) {
        Instant floor = clock.instant().minus(initialBacklog);
        boolean[] fresh = new boolean[entries.size()];
        for (int i = 0; i < considered; i++) {
            boolean tooOld =
                    firstTime && entries.get(i).published().map(floor::isAfter).orElse(false);
            fresh[i] = !seen.contains(fingerprints.get(i)) && !tooOld;
        }
        return fresh;
    }

    private Page page(HttpReply reply, FeedDocument document, boolean[] fresh, String next, List<String> notices) {
        int count = Math.toIntExact(
                IntStream.range(0, fresh.length).filter(i -> fresh[i]).count());
        if (count == 0) {
            return new Page(Optional.empty(), next, false, notices);
        }
        RawItems items =
                new RawItems(document.keeping(i -> fresh[i]), document.mimeType(), count, reply.uri(), clock.instant());
        return new Page(Optional.of(items), next, false, notices);
    }

    private static List<String> notices(HttpReply reply, int entries) {
        List<String> notices = new ArrayList<>();
        reply.movedTo()
                .ifPresent(address ->
                        notices.add("the feed has moved for good; change its address to " + SecretFreeUri.of(address)));
        if (entries > MOST_ENTRIES) {
            notices.add("the feed has " + entries + " entries; only the first " + MOST_ENTRIES + " are read");
        }
        return notices;
    }

    @Override
    public Check verify(FeedTarget feed) throws InterruptedException {
        return Check.of("Read " + feed.name(), () -> {
            FeedDocument document = read(api.send(conditional(feed, Optional.empty()), limit(feed)));
            List<FeedEntry> entries = document.entries();
            String newest = entries.stream()
                    .flatMap(entry -> entry.published().stream())
                    .max(Instant::compareTo)
                    .map(time -> ", the newest of " + time)
                    .orElse("");
            return "It is a feed (" + document.mimeType() + ") with " + entries.size() + " entries" + newest + ".";
        });
    }

    @Override
    public void close() {
        api.close();
    }
}
