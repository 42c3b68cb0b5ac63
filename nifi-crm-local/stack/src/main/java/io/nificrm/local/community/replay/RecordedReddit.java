package io.nificrm.local.community.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recorded listings as Reddit's: newest posts and comments of a subreddit, page by page. */
public final class RecordedReddit implements Endpoint {
    private static final Pattern LISTING = Pattern.compile("(?:/reddit)?/r/([\\w+]+)/(new|comments)(?:\\.json)?");

    private final List<JsonNode> newestFirst;

    public RecordedReddit(ReplayFolder folder) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode document : folder.json("reddit")) {
            document.path("data")
                    .path("children")
                    .forEach(thing ->
                            byName.putIfAbsent(thing.path("data").path("name").asText(), thing));
        }
        this.newestFirst = byName.values().stream()
                .sorted((one, other) -> Double.compare(created(other), created(one)))
                .toList();
    }

    @Override
    public Optional<Answer> answer(Request request) {
        Matcher listing = LISTING.matcher(request.path());
        if (!listing.matches()) {
            return Optional.empty();
        }
        List<String> subreddits = List.of(listing.group(1).split("\\+", -1));
        String kind = listing.group(2).equals("new") ? "t3" : "t1";
        Predicate<JsonNode> shown = thing -> thing.path("kind").asText().equals(kind)
                && subreddits.stream()
                        .anyMatch(name -> name.equals("all")
                                || name.equalsIgnoreCase(
                                        thing.path("data").path("subreddit").asText()));
        return Optional.of(page(request, newestFirst.stream().filter(shown).toList()));
    }

    private static Answer page(Request request, List<JsonNode> things) {
        int limit = (int) Math.min(Math.max(request.number("limit").orElse(25), 1), 100);
        Optional<String> before = request.parameter("before").filter(name -> !name.isEmpty());
        Optional<String> after = request.parameter("after").filter(name -> !name.isEmpty());
        int end;
        int start;
        if (before.isPresent()) {
            end = position(things, before.get()).orElse(0);
            start = Math.max(0, end - limit);
        } else {
            start = after.map(name ->
                            position(things, name).map(index -> index + 1).orElse(things.size()))
                    .orElse(0);
            end = Math.min(things.size(), start + limit);
        }
        List<JsonNode> page = things.subList(start, end);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("after", end < things.size() && !page.isEmpty() ? name(page.getLast()) : null);
        data.put("dist", page.size()).put("modhash", "");
        ArrayNode children = data.putArray("children");
        page.forEach(children::add);
        data.put("before", start > 0 && !page.isEmpty() ? name(page.getFirst()) : null);
        ObjectNode listing = JsonNodeFactory.instance.objectNode().put("kind", "Listing");
        return Answer.json(listing.set("data", data));
    }

    private static Optional<Integer> position(List<JsonNode> things, String name) {
        return IntStream.range(0, things.size())
                .boxed()
                .filter(index -> name(things.get(index)).equals(name))
                .findFirst();
    }

    private static String name(JsonNode thing) {
        return thing.path("data").path("name").asText();
    }

    private static double created(JsonNode thing) {
        return thing.path("data").path("created_utc").asDouble();
    }
}
