package io.nificrm.local.community.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Recorded statuses as Mastodon's timelines. The public timeline holds all of them, since whoever recorded them saw them
 * in public; hashtag, account and search choose among them.
 */
public final class RecordedMastodon implements Endpoint {
    private static final Pattern TAG = Pattern.compile("/api/v1/timelines/tag/([^/]+)");
    private static final Pattern STATUSES_OF = Pattern.compile("/api/v1/accounts/(\\d+)/statuses");

    private final List<JsonNode> newestFirst;
    private final Supplier<String> base;

    public RecordedMastodon(ReplayFolder folder, Supplier<String> base) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        for (JsonNode document : folder.json("mastodon")) {
            JsonNode statuses = document.isArray() ? document : document.path("statuses");
            statuses.forEach(status -> byId.putIfAbsent(status.path("id").asText(), status));
        }
        this.newestFirst = byId.values().stream()
                .sorted(Comparator.comparing(RecordedMastodon::id).reversed())
                .toList();
        this.base = base;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        Matcher tag = TAG.matcher(request.path());
        Matcher statusesOf = STATUSES_OF.matcher(request.path());
        if (tag.matches()) {
            return Optional.of(timeline(request, status -> has(status.path("tags"), "name", tag.group(1))));
        }
        if (statusesOf.matches()) {
            return Optional.of(timeline(
                    request,
                    status -> status.path("account").path("id").asText().equals(statusesOf.group(1))));
        }
        return switch (request.path()) {
            case "/api/v1/timelines/public" -> Optional.of(timeline(request, status -> true));
            case "/api/v1/statuses" -> Optional.of(statuses(request.query().getOrDefault("id[]", List.of())));
            case "/api/v1/accounts/lookup" ->
                Optional.of(lookup(request.parameter("acct").orElse("")));
            case "/api/v2/search" -> Optional.of(search(request));
            default -> Optional.empty();
        };
    }

    private Answer statuses(List<String> ids) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        newestFirst.stream()
                .filter(status -> ids.contains(status.path("id").asText()))
                .forEach(array::add);
        return Answer.json(array);
    }

    private Answer lookup(String account) {
        String wanted = account.replaceFirst("^@", "");
        return newestFirst.stream()
                .map(status -> status.path("account"))
                .filter(known -> known.path("acct").asText().equalsIgnoreCase(wanted))
                .findFirst()
                .map(Answer::json)
                .orElse(Answer.error(404, "Record not found"));
    }

    private Answer search(Request request) {
        String query = request.parameter("q").orElse("").toLowerCase(java.util.Locale.ROOT);
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        found.putArray("accounts");
        ArrayNode statuses = found.putArray("statuses");
        found.putArray("hashtags");
        newestFirst.stream()
                .filter(status -> status.path("content")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(query))
                .skip(request.number("offset").orElse(0))
                .limit(Math.min(request.number("limit").orElse(20), 40))
                .forEach(statuses::add);
        return Answer.json(found);
    }

    private Answer timeline(Request request, Predicate<JsonNode> shown) {
        int limit = (int) Math.min(request.number("limit").orElse(20), 40);
        Optional<BigInteger> most = bound(request, "max_id");
        Optional<BigInteger> since = bound(request, "since_id");
        Optional<BigInteger> least = bound(request, "min_id");
        List<JsonNode> within = newestFirst.stream()
                .filter(shown)
                .filter(status ->
                        most.filter(bound -> id(status).compareTo(bound) >= 0).isEmpty())
                .filter(status -> since.or(() -> least)
                        .filter(bound -> id(status).compareTo(bound) <= 0)
                        .isEmpty())
                .toList();
        List<JsonNode> page = least.isPresent()
                ? within.subList(Math.max(0, within.size() - limit), within.size())
                : within.subList(0, Math.min(limit, within.size()));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        page.forEach(array::add);
        Answer answer = Answer.json(array);
        return page.isEmpty() ? answer : answer.with("Link", links(request, page));
    }

    private String links(Request request, List<JsonNode> page) {
        List<String> links = new ArrayList<>();
        links.add(link(request, "max_id", page.getLast(), "next"));
        links.add(link(request, "min_id", page.getFirst(), "prev"));
        return String.join(", ", links);
    }

    private String link(Request request, String parameter, JsonNode status, String relation) {
        Map<String, String> changes = new LinkedHashMap<>();
        List.of("max_id", "since_id", "min_id").forEach(name -> changes.put(name, ""));
        changes.put(parameter, status.path("id").asText());
        return "<" + base.get() + request.path() + "?" + request.queryWith(changes) + ">; rel=\"" + relation + "\"";
    }

    private static Optional<BigInteger> bound(Request request, String parameter) {
        return request.parameter(parameter)
                .filter(value -> value.matches("\\d+"))
                .map(BigInteger::new);
    }

    private static BigInteger id(JsonNode status) {
        String id = status.path("id").asText();
        return id.matches("\\d+") ? new BigInteger(id) : BigInteger.ZERO;
    }

    private static boolean has(JsonNode array, String member, String value) {
        return StreamSupport.stream(array.spliterator(), false)
                .anyMatch(element -> element.path(member).asText().equalsIgnoreCase(value));
    }
}
