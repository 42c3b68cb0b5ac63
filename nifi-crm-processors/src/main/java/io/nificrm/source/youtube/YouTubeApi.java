package io.nificrm.source.youtube;

import io.nificrm.source.Budget;
import io.nificrm.source.Fault;
import io.nificrm.source.JsonReply;
import io.nificrm.source.PlatformApi;
import io.nificrm.source.PlatformException;
import io.nificrm.source.RateLimit;
import io.nificrm.source.http.HttpCall;
import java.net.URI;
import java.util.Map;

/**
 * Calls of the <a href="https://developers.google.com/youtube/v3/docs">YouTube Data API v3</a>, each paid from the budget by its
 * <a href="https://developers.google.com/youtube/v3/determine_quota_cost">quota cost</a>. Google charges refused requests
 * too, so a call is paid before it is made.
 *
 * <p>The key goes in the header that <a
 * href="https://cloud.google.com/docs/authentication/api-keys-use#using-with-rest">Google documents for keys</a>, so that no
 * address ever holds it.
 */
final class YouTubeApi {

    static final int SEARCH_COST = 100;
    private static final int LIST_COST = 1;

    private final PlatformApi http;
    private final URI service;
    private final String key;
    private final Budget budget;
    private final RateLimit limit;

    YouTubeApi(PlatformApi http, YouTubeSettings settings, Budget budget, RateLimit limit) {
        this.http = http.understanding(YouTubeRefusals::read);
        this.service = settings.api();
        this.key = settings.key();
        this.budget = budget;
        this.limit = limit;
    }

    /** Whether a page of search is within what is left of the budget. */
    boolean affordsSearch() {
        return budget.left() >= SEARCH_COST;
    }

    JsonReply search(Map<String, String> parameters) throws PlatformException, InterruptedException {
        return call("search", SEARCH_COST, parameters);
    }

    /** The {@code list} of a resource other than search. */
    JsonReply list(String resource, Map<String, String> parameters) throws PlatformException, InterruptedException {
        return call(resource, LIST_COST, parameters);
    }

    private JsonReply call(String resource, int cost, Map<String, String> parameters)
            throws PlatformException, InterruptedException {
        if (budget.left() < cost) {
            throw new PlatformException(
                    Fault.RATE_LIMITED,
                    "the daily budget has " + budget.left() + " units left, and this request costs " + cost,
                    "nothing to do, it goes on after midnight Pacific time; or raise Daily Budget");
        }
        budget.spend(cost);
        HttpCall call = HttpCall.get(HttpCall.withQuery(service.resolve("/youtube/v3/" + resource), parameters));
        try {
            return http.json(call.header("X-Goog-Api-Key", key), limit);
        } catch (PlatformException e) {
            if (e.reason().filter(YouTubeRefusals.QUOTA_EXCEEDED::equals).isPresent()) {
                // others may use the same project: its count is the one that matters
                budget.exhaust();
            }
            throw e;
        }
    }
}
