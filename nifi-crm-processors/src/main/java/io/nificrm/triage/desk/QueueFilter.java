package io.nificrm.triage.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of the queue to show. It lives in the page's address, so that a view can be kept as a bookmark or sent to a
 * colleague.
 *
 * @param terms exact values by parameter: queue, priority, platform, brand, topic, persona, lang, assignee
 * @param state open (default), of these those that are waiting for us or answered, closed, all, or one status
 * @param words to search for in the texts
 * @param page from 1
 */
public record QueueFilter(Map<String, String> terms, String state, Optional<String> words, int page) {
    static final String OPEN = "open";
    static final String WAITING = "waiting";
    static final String ANSWERED = "answered";
    static final String CLOSED = "closed";
    static final String ALL = "all";

    /** Parameter → field. */
    static final Map<String, String> FIELDS = fields();

    private static final int LONGEST = 200;
    private static final int LAST_PAGE = 100;

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("queue", "triage.queue");
        fields.put("priority", "triage.priority");
        fields.put("platform", "platform");
        fields.put("brand", "brands");
        fields.put("topic", "topics");
        fields.put("persona", "personas");
        fields.put("lang", "lang");
        fields.put("assignee", "triage.assignee");
        return java.util.Collections.unmodifiableMap(fields);
    }

    /** The filter of a page's address; what makes no sense there is left out. */
    static QueueFilter of(DeskRequest request) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (String parameter : FIELDS.keySet()) {
            request.parameter(parameter)
                    .filter(value -> value.length() <= LONGEST)
                    .ifPresent(value -> terms.put(parameter, value));
        }
        int page = request.parameter("page")
                .filter(text -> text.matches("[1-9]\\d{0,2}"))
                .map(Integer::parseInt)
                .orElse(1);
        return new QueueFilter(
                terms,
                request.parameter("state").filter(s -> s.length() <= LONGEST).orElse(OPEN),
                request.parameter("words").map(w -> w.substring(0, Math.min(w.length(), LONGEST))),
                Math.min(page, LAST_PAGE));
    }

    /** The same of other states, from the first page. */
    QueueFilter with(String otherState) {
        return new QueueFilter(terms, otherState, words, 1);
    }

    /** As the query of an address, of another page. */
    String query(int otherPage) {
        Map<String, String> all = new LinkedHashMap<>(terms);
        if (!state.equals(OPEN)) {
            all.put("state", state);
        }
        words.ifPresent(text -> all.put("words", text));
        if (otherPage > 1) {
            all.put("page", Integer.toString(otherPage));
        }
        return all.entrySet().stream()
                .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
