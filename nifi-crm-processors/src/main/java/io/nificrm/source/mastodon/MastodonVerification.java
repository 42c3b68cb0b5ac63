package io.nificrm.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.JsonReply;
import io.nificrm.source.PlatformException;
import io.nificrm.source.mastodon.MastodonTimeline.Search;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Tries a server, the token and each timeline, and says what came of it. */
final class MastodonVerification {

    /** A GET request to the server. */
    interface Getter {
        JsonReply get(String path, Map<String, String> parameters) throws PlatformException, InterruptedException;
    }

    /** Asks for the newest post of a timeline, and says how many came. */
    interface Newest {
        int count(MastodonTimeline timeline) throws PlatformException, InterruptedException;
    }

    private static final String SERVER = "Reach the server";
    private static final String TOKEN = "Check the access token";

    private final boolean hasToken;
    private final Getter getter;
    private final Newest newest;

    MastodonVerification(boolean hasToken, Getter getter, Newest newest) {
        this.hasToken = hasToken;
        this.getter = getter;
        this.newest = newest;
    }

    /** The server, and the token if the server answers. */
    List<Check> settings() throws InterruptedException {
        Check server = server();
        return server.outcome() == Check.Outcome.FAILED ? List.of(server) : List.of(server, token());
    }

    private Check server() throws InterruptedException {
        return Check.of(SERVER, () -> {
            JsonNode instance = instance();
            return "'" + instance.path("title").asText("a server without a title") + "' answers, version "
                    + instance.path("version").asText("unknown") + ".";
        });
    }

    /** Version 2 exists since Mastodon 4.0; other servers know only version 1. */
    private JsonNode instance() throws PlatformException, InterruptedException {
        try {
            return getter.get("/api/v2/instance", Map.of()).root();
        } catch (PlatformException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
            return getter.get("/api/v1/instance", Map.of()).root();
        }
    }

    private Check token() throws InterruptedException {
        if (!hasToken) {
            return Check.skipped(TOKEN, "None is set: only what the server shows to everybody can be read, no search.");
        }
        return Check.of(TOKEN, () -> {
            JsonNode application =
                    getter.get("/api/v1/apps/verify_credentials", Map.of()).root();
            String scopes = String.join(
                    " ",
                    StreamSupport.stream(application.path("scopes").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
            return "It belongs to the application '" + application.path("name").asText() + "'"
                    + (scopes.isEmpty()
                            ? "; the server does not tell its scopes."
                            : ", with the scopes: " + scopes + ".");
        });
    }

    Check timeline(MastodonTimeline timeline) throws InterruptedException {
        String step = "Read " + timeline.name();
        if (timeline instanceof Search && !hasToken) {
            return Check.failed(step, "Search needs an access token with the scope read:search. Set Access Token.");
        }
        return Check.of(
                step,
                () -> newest.count(timeline) == 0
                        ? "It can be read; there is no post yet."
                        : "It can be read; it has posts.");
    }
}
