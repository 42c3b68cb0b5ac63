package io.nificrm.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.source.Fault;
import io.nificrm.source.JsonReply;
import io.nificrm.source.PlatformException;
import io.nificrm.source.http.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says of replies what they answer. The API names the parent by the server's own id ({@code in_reply_to_id}), which means
 * nothing anywhere else; so the parent is looked up, and its id and URI are put into the reply as {@code
 * in_reply_to_status}, where Friendica's API has the parent, too.
 *
 * <p>Posts that were read are remembered, the last {@value #REMEMBERED}, since most answers follow what they answer. What is
 * not remembered is asked for, {@value #BATCH} at once (<a href="https://docs.joinmastodon.org/methods/statuses/#index">since
 * Mastodon 4.3</a>), or one by one where the server does not know that. Not thread-safe.
 */
final class MastodonParents {

    /** A GET request to the server. */
    interface Getter {
        JsonReply get(String pathAndQuery) throws PlatformException, InterruptedException;
    }

    /** Mastodon refuses more with status 422. */
    static final int BATCH = 20;

    private static final int REMEMBERED = 5_000;
    private static final String STATUSES = "/api/v1/statuses";
    private static final String PARENT = "in_reply_to_status";

    private final Getter getter;
    private final Map<String, Optional<String>> uris = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private boolean knowsBatches = true;
    private boolean refused;
    private boolean failedBefore;

    MastodonParents(Getter getter) {
        this.getter = getter;
    }

    /**
     * What became of the replies.
     *
     * @param changed whether any of the posts was
     * @param notice what the operator should know
     */
    record Outcome(boolean changed, Optional<String> notice) {}

    /**
     * Completes posts in place.
     *
     * @throws PlatformException if the server asks for patience, or fails for the first time: the page is to be read again later
     */
    Outcome complete(List<JsonNode> posts) throws PlatformException, InterruptedException {
        posts.forEach(post -> {
            remember(post);
            remember(post.path("reblog"));
        });
        Optional<String> notice = lookUp(unknown(posts));
        boolean changed = false;
        for (JsonNode post : posts) {
            Optional<String> uri = parent(post)
                    .flatMap(id -> Optional.ofNullable(uris.get(id)))
                    .flatMap(known -> known);
            if (uri.isPresent() && post instanceof ObjectNode reply) {
                reply.putObject(PARENT).put("id", parent(post).orElseThrow()).put("uri", uri.get());
                changed = true;
            }
        }
        return new Outcome(changed, notice);
    }

    private void remember(JsonNode post) {
        text(post, "id").ifPresent(id -> text(post, "uri").ifPresent(uri -> uris.put(id, Optional.of(uri))));
    }

    /** The parent's id on this server, where its URI is not there yet. */
    private static Optional<String> parent(JsonNode post) {
        return text(post, "in_reply_to_id")
                .filter(id -> post.path(PARENT).path("uri").asText().isEmpty());
    }

    private Set<String> unknown(List<JsonNode> posts) {
        return posts.stream()
                .flatMap(post -> parent(post).stream())
                .filter(id -> !uris.containsKey(id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<String> lookUp(Set<String> ids) throws PlatformException, InterruptedException {
        if (ids.isEmpty() || refused) {
            return Optional.empty();
        }
        try {
            ask(new ArrayList<>(ids));
            failedBefore = false;
            return Optional.empty();
        } catch (PlatformException e) {
            if (e.fault() == Fault.RATE_LIMITED || (e.fault().passing() && !failedBefore)) {
                failedBefore = e.fault() != Fault.RATE_LIMITED;
                throw e;
            }
            // somebody has to mend it, or it lasts: the posts themselves can be read, and must not wait for it
            refused = !e.fault().passing();
            failedBefore = false;
            return Optional.of("What " + ids.size() + " replies answer was not found out: " + e.getMessage()
                    + (refused ? "; it is not tried again until this processor is restarted" : "")
                    + ". Next step: " + e.nextStep() + ", or set Look Up Parents to false.");
        }
    }

    private void ask(List<String> ids) throws PlatformException, InterruptedException {
        for (int from = 0; from < ids.size() && knowsBatches; from += BATCH) {
            askBatch(ids.subList(from, Math.min(from + BATCH, ids.size())));
        }
        if (!knowsBatches) {
            for (String id : ids) {
                askOne(id);
            }
        }
    }

    private void askBatch(List<String> ids) throws PlatformException, InterruptedException {
        String query = ids.stream().map(id -> "id%5B%5D=" + HttpCall.encode(id)).collect(Collectors.joining("&"));
        try {
            JsonNode found = getter.get(STATUSES + "?" + query).root();
            knowsBatches = found.isArray();
            found.forEach(this::remember);
        } catch (PlatformException e) {
            if (e.fault() != Fault.NOT_FOUND && e.fault() != Fault.REQUEST_REFUSED) {
                throw e;
            }
            // a server that speaks an older API, or only a part of it
            knowsBatches = false;
        }
        if (knowsBatches) {
            // deleted, or not for us: the server leaves them out
            ids.forEach(id -> uris.putIfAbsent(id, Optional.empty()));
        }
    }

    private void askOne(String id) throws PlatformException, InterruptedException {
        if (uris.containsKey(id)) {
            return;
        }
        try {
            remember(getter.get(STATUSES + "/" + HttpCall.encode(id)).root());
        } catch (PlatformException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
        uris.putIfAbsent(id, Optional.empty());
    }

    private static Optional<String> text(JsonNode post, String field) {
        return Optional.of(post.path(field).asText()).filter(text -> !text.isEmpty() && !text.equals("null"));
    }
}
