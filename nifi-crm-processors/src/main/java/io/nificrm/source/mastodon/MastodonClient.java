package io.nificrm.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.GapCursor;
import io.nificrm.source.GapStep;
import io.nificrm.source.ItemPage;
import io.nificrm.source.JsonReply;
import io.nificrm.source.Page;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RateLimit;
import io.nificrm.source.RawItems;
import io.nificrm.source.SourceClient;
import io.nificrm.source.http.HttpCall;
import io.nificrm.source.mastodon.MastodonTimeline.Account;
import io.nificrm.source.mastodon.MastodonTimeline.Hashtag;
import io.nificrm.source.mastodon.MastodonTimeline.Public;
import io.nificrm.source.mastodon.MastodonTimeline.Search;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Reads timelines by the <a href="https://docs.joinmastodon.org/methods/timelines/">Mastodon API</a>.
 *
 * <p>The first reading of a timeline goes back from its newest post to the initial backlog ({@code max_id}). From then on it
 * is read forwards, oldest first ({@code min_id}), so that the cursor is simply the last post delivered. Search has no
 * forward order, so every reading of it goes back from the newest find to the last one delivered.
 */
public final class MastodonClient implements SourceClient<MastodonTimeline> {

    private final MastodonSettings settings;
    private final PlatformApi api;
    private final Clock clock;
    private final RateLimit limit;
    private final Map<String, String> accountIds = new HashMap<>();
    private final Set<String> endedOnce = new HashSet<>();
    private final MastodonParents parents = new MastodonParents(this::getWithPatience);

    public MastodonClient(MastodonSettings settings, PlatformApi api, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
        this.limit = new RateLimit(clock, random);
    }

    @Override
    public String format() {
        return "mastodon";
    }

    @Override
    public Instant notBefore(MastodonTimeline timeline) {
        return limit.notBefore();
    }

    @Override
    public Page fetch(MastodonTimeline timeline, Optional<String> saved)
            throws PlatformException, InterruptedException {
        GapCursor cursor = GapCursor.of(saved, clock.instant().minus(settings.initialBacklog()));
        boolean readsForwards =
                !(timeline instanceof Search) && cursor.delivered().isPresent() && !cursor.passing();
        return readsForwards ? younger(timeline, cursor, cursor.delivered().get()) : older(timeline, cursor);
    }

    /** The posts right after the last one delivered. */
    private Page younger(MastodonTimeline timeline, GapCursor cursor, String delivered)
            throws PlatformException, InterruptedException {
        ItemPage page = request(timeline, Map.of("min_id", delivered), settings.pageSize());
        List<String> ids = ids(page);
        // a server that does not know min_id answers with its newest posts
        BitSet fresh = IntStream.range(0, ids.size())
                .filter(i -> StatusId.BY_AGE.compare(ids.get(i), delivered) > 0)
                .collect(BitSet::new, BitSet::set, BitSet::or);
        if (fresh.isEmpty()) {
            return Page.empty(cursor.text(), false);
        }
        String youngest = ids.stream().max(StatusId.BY_AGE).orElseThrow();
        return page(page, fresh, cursor.at(youngest).text(), page.links("prev"));
    }

    /** The next posts on the way back from the newest one to the last one delivered, or to the initial backlog. */
    private Page older(MastodonTimeline timeline, GapCursor cursor) throws PlatformException, InterruptedException {
        ItemPage page = request(timeline, from(timeline, cursor), settings.pageSize());
        if (timeline instanceof Search
                && cursor.passing()
                && !page.items().isEmpty()
                && step(timeline, cursor, page).fresh().isEmpty()) {
            // nothing but the second of the overlap: what is older comes without it
            page = request(timeline, Map.of("max_id", cursor.resumeAt().orElseThrow()), settings.pageSize());
        }
        if (page.items().isEmpty()
                && timeline instanceof Search
                && cursor.passing()
                && endedOnce.add(timeline.stateKey())) {
            // a server whose search is out of order says the same, so this end is believed when it is there in the next
            // run
            return Page.empty(cursor.text(), false);
        }
        endedOnce.remove(timeline.stateKey());
        GapStep step = step(timeline, cursor, page);
        return page(page, step.fresh(), step.next().text(), step.more());
    }

    /** The fresh posts, their parents looked up where that is wanted. */
    private Page page(ItemPage page, BitSet fresh, String cursor, boolean more)
            throws PlatformException, InterruptedException {
        if (fresh.isEmpty()) {
            return Page.empty(cursor, more);
        }
        MastodonParents.Outcome outcome = settings.parents()
                ? parents.complete(fresh.stream().mapToObj(page.items()::get).toList())
                : new MastodonParents.Outcome(false, Optional.empty());
        RawItems items =
                outcome.changed() ? page.rewritten(fresh, clock.instant()) : page.keeping(fresh, clock.instant());
        return new Page(
                Optional.of(items), cursor, more, outcome.notice().stream().toList());
    }

    private static GapStep step(MastodonTimeline timeline, GapCursor cursor, ItemPage page) throws PlatformException {
        Instant floor = cursor.oldest();
        boolean hasMore = timeline instanceof Search || page.links("next");
        return GapStep.byId(
                cursor, ids(page), StatusId.BY_AGE, i -> isBefore(page.items().get(i), floor), hasMore);
    }

    private static List<String> ids(ItemPage page) throws PlatformException {
        List<String> ids =
                page.items().stream().map(post -> post.path("id").asText()).toList();
        if (ids.contains("")) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    "the server answered with posts that have no id",
                    "check that Instance URL is the address of a Mastodon server");
        }
        return ids;
    }

    /** A post whose time can't be read counts as a new one, so that it isn't lost. */
    private static boolean isBefore(JsonNode post, Instant floor) {
        try {
            return OffsetDateTime.parse(post.path("created_at").asText())
                    .toInstant()
                    .isBefore(floor);
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /**
     * Search takes {@code max_id} only to the second ({@code StatusesSearchService}), so it is asked from the end of that
     * second, and what was delivered is cut out.
     */
    private static Map<String, String> from(MastodonTimeline timeline, GapCursor cursor) {
        return cursor.resumeAt()
                .map(resume -> timeline instanceof Search
                        ? StatusId.firstOfNextSecond(resume).orElse(resume)
                        : resume)
                .map(id -> Map.of("max_id", id))
                .orElse(Map.of());
    }

    private ItemPage request(MastodonTimeline timeline, Map<String, String> position, int count)
            throws PlatformException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        String path = switch (timeline) {
            case Public all -> {
                switch (all.origin()) {
                    case LOCAL -> parameters.put("local", "true");
                    case REMOTE -> parameters.put("remote", "true");
                    case ANYWHERE -> {}
                }
                yield "/api/v1/timelines/public";
            }
            case Hashtag hashtag -> "/api/v1/timelines/tag/" + HttpCall.encode(hashtag.tag());
            case Account account -> {
                parameters.put("exclude_replies", Boolean.toString(!settings.replies()));
                parameters.put("exclude_reblogs", Boolean.toString(!settings.boosts()));
                yield "/api/v1/accounts/" + HttpCall.encode(accountId(account)) + "/statuses";
            }
            case Search search -> {
                parameters.put("type", "statuses");
                parameters.put("q", search.query());
                yield "/api/v2/search";
            }
        };
        parameters.put("limit", Integer.toString(count));
        parameters.putAll(position);
        return ItemPage.at(get(path, parameters), timeline instanceof Search ? "/statuses" : "");
    }

    private String accountId(Account account) throws PlatformException, InterruptedException {
        String known = accountIds.get(account.address());
        if (known != null) {
            return known;
        }
        JsonReply found;
        try {
            found = get("/api/v1/accounts/lookup", Map.of("acct", account.address()));
        } catch (PlatformException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
            throw new PlatformException(
                    Fault.NOT_FOUND,
                    settings.instance().getHost() + " knows no account " + account.name(),
                    "check its spelling; if it lives on another server, look it up once on "
                            + settings.instance().getHost() + " while logged in, or listen on its own server");
        }
        String id = found.root().path("id").asText();
        if (id.isEmpty()) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    settings.instance() + " answered the look-up of " + account.name() + " without an id");
        }
        accountIds.put(account.address(), id);
        return id;
    }

    private JsonReply get(String path, Map<String, String> parameters) throws PlatformException, InterruptedException {
        return get(HttpCall.withQuery(settings.instance().resolve(path), parameters));
    }

    /** A request that a page needs besides its own; the page waits where the server has no more to give. */
    private JsonReply getWithPatience(String pathAndQuery) throws PlatformException, InterruptedException {
        if (clock.instant().isBefore(limit.notBefore())) {
            throw new PlatformException(
                    Fault.RATE_LIMITED,
                    "the rate limit leaves no room to look up what the replies of this page answer");
        }
        return get(settings.instance().resolve(pathAndQuery));
    }

    private JsonReply get(URI address) throws PlatformException, InterruptedException {
        HttpCall call = HttpCall.get(address);
        return api.json(
                settings.token()
                        .map(token -> call.header("Authorization", "Bearer " + token))
                        .orElse(call),
                limit);
    }

    @Override
    public List<Check> verifySettings() throws InterruptedException {
        return verification().settings();
    }

    @Override
    public Check verify(MastodonTimeline timeline) throws InterruptedException {
        return verification().timeline(timeline);
    }

    private MastodonVerification verification() {
        return new MastodonVerification(settings.token().isPresent(), this::get, this::newest);
    }

    private int newest(MastodonTimeline timeline) throws PlatformException, InterruptedException {
        return request(timeline, Map.of(), 1).items().size();
    }

    @Override
    public void close() {
        api.close();
    }
}
