package io.nificrm.local.community.mastodon;

import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which part of a timeline a request asks for. {@code since_id} gives the newest above it, {@code min_id} those right
 * above it, so that a reader who follows {@code min_id} misses nothing while others go on posting.
 *
 * @see <a href="https://github.com/mastodon/mastodon/blob/main/app/models/concerns/paginable.rb">Mastodon, Paginable</a>
 */
record Window(OptionalLong maxId, OptionalLong sinceId, OptionalLong minId, int limit) {
    private static final int USUAL = 20;

    static Window of(Request request) {
        long asked = request.number("limit").orElse(USUAL);
        return new Window(request.number("max_id"), request.number("since_id"), request.number("min_id"), (int)
                Math.min(asked, USUAL * 2));
    }

    /**
     * The page, newest first.
     *
     * @param timeline oldest first
     */
    List<Utterance> of(List<Utterance> timeline) {
        List<Utterance> page = new ArrayList<>();
        if (minId.isPresent()) {
            for (Utterance utterance : timeline) {
                long id = MastodonIds.status(utterance);
                if (page.size() < limit && id > minId.getAsLong() && below(id)) {
                    page.addFirst(utterance);
                }
            }
            return page;
        }
        for (Utterance utterance : timeline.reversed()) {
            long id = MastodonIds.status(utterance);
            if (page.size() < limit && below(id) && (sinceId.isEmpty() || id > sinceId.getAsLong())) {
                page.add(utterance);
            }
        }
        return page;
    }

    private boolean below(long id) {
        return maxId.isEmpty() || id < maxId.getAsLong();
    }

    /** The Link header: {@code next} leads to older statuses, {@code prev} to newer ones. */
    static String links(String base, Request request, List<Utterance> page, boolean older) {
        String next = link(base, request, "max_id", MastodonIds.status(page.getLast()), "next");
        String previous = link(base, request, "min_id", MastodonIds.status(page.getFirst()), "prev");
        return older ? next + ", " + previous : previous;
    }

    private static String link(String base, Request request, String parameter, long id, String relation) {
        Map<String, String> changes = new java.util.LinkedHashMap<>();
        List.of("max_id", "since_id", "min_id").forEach(name -> changes.put(name, ""));
        changes.put(parameter, Long.toString(id));
        return "<" + base + request.path() + "?" + request.queryWith(changes) + ">; rel=\"" + relation + "\"";
    }
}
