package io.nificrm.local.community.hackernews;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.TextQuery;
import io.nificrm.local.community.story.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code /api/v1/search_by_date}: query, tags, numeric filters, pages; shows at most 1,000 finds. */
public final class HackerNewsApi implements Endpoint {
    private static final Pattern FILTER = Pattern.compile("\\s*(\\w+)\\s*(<=|>=|<|>|=)\\s*(-?\\d+)\\s*");
    private static final long FIRST = 45_000_000L;
    private static final int MOST = 1_000;

    private final Supplier<Snapshot> community;

    public HackerNewsApi(Supplier<Snapshot> community) {
        this.community = community;
    }

    /** The id of a story or comment: {@code objectID}. */
    public static String id(Utterance utterance) {
        return Long.toString(FIRST + utterance.number());
    }

    @Override
    public Optional<Answer> answer(Request request) {
        return request.path().equals("/api/v1/search_by_date") ? Optional.of(search(request)) : Optional.empty();
    }

    private Answer search(Request request) {
        Snapshot now = community.get();
        Predicate<Utterance> filters = utterance -> true;
        for (String filter : split(request, "numericFilters")) {
            Matcher condition = FILTER.matcher(filter);
            if (!condition.matches()) {
                return Answer.json(
                        400,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("message", "invalid numericFilters: " + filter)
                                .put("status", 400));
            }
            long bound = Long.parseLong(condition.group(3));
            filters = filters.and(utterance ->
                    holds(Long.compare(number(utterance, condition.group(1), now), bound), condition.group(2)));
        }
        TextQuery query = new TextQuery(request.parameter("query").orElse(""));
        List<Utterance> found = now.on(Platform.HACKERNEWS).reversed().stream()
                .filter(filters)
                .filter(utterance -> tagged(request.parameter("tags").orElse(""), utterance))
                .filter(utterance -> query.matches(utterance.words().title().orElse("") + " "
                        + utterance.words().text()))
                .toList();
        int perPage = (int) Math.min(request.number("hitsPerPage").orElse(20), MOST);
        int page = (int) Math.min(request.number("page").orElse(0), MOST);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode hits = answer.putArray("hits");
        found.stream()
                .limit(MOST)
                .skip((long) page * perPage)
                .limit(perPage)
                .forEach(utterance -> hits.add(hit(utterance, now)));
        answer.put("nbHits", found.size());
        answer.put("page", page);
        answer.put("nbPages", perPage == 0 ? 0 : (Math.min(found.size(), MOST) + perPage - 1) / perPage);
        answer.put("hitsPerPage", perPage);
        answer.put("exhaustiveNbHits", true);
        answer.put("query", request.parameter("query").orElse(""));
        return Answer.json(answer.put("processingTimeMS", 1));
    }

    private static List<String> split(Request request, String parameter) {
        return request.parameter(parameter)
                .filter(value -> !value.isBlank())
                .map(value -> List.of(value.split(",", -1)))
                .orElse(List.of());
    }

    private static boolean holds(int comparison, String operator) {
        return switch (operator) {
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            default -> comparison == 0;
        };
    }

    private static long number(Utterance utterance, String member, Snapshot now) {
        return switch (member) {
            case "created_at_i" -> utterance.at().getEpochSecond();
            case "points" -> 1L + now.likes(utterance);
            case "num_comments" -> now.replies(utterance);
            default -> 0;
        };
    }

    /** Tags are all required; those within parentheses are alternatives. */
    private static boolean tagged(String tags, Utterance utterance) {
        List<String> own = tags(utterance);
        Matcher group = Pattern.compile("\\(([^)]*)\\)|([^,()]+)").matcher(tags);
        while (group.find()) {
            List<String> alternatives =
                    List.of((group.group(1) != null ? group.group(1) : group.group(2)).split(",", -1));
            if (alternatives.stream().map(String::strip).noneMatch(own::contains)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> tags(Utterance utterance) {
        boolean comment = utterance.relation().inReplyTo().isPresent();
        Stream<String> tags = Stream.of(
                comment ? "comment" : "story",
                "author_" + utterance.author().handle(),
                "story_" + id(utterance.root()));
        return (comment ? tags : Stream.concat(tags, Stream.of("ask_hn"))).toList();
    }

    private static ObjectNode hit(Utterance utterance, Snapshot now) {
        boolean comment = utterance.relation().inReplyTo().isPresent();
        ObjectNode hit = JsonNodeFactory.instance.objectNode();
        ArrayNode tags = hit.putArray("_tags");
        tags(utterance).forEach(tags::add);
        hit.put("author", utterance.author().handle());
        hit.put("created_at", utterance.at().toString());
        hit.put("created_at_i", utterance.at().getEpochSecond());
        hit.put("updated_at", utterance.at().toString());
        hit.put("objectID", id(utterance));
        hit.put("story_id", Long.parseLong(id(utterance.root())));
        if (comment) {
            hit.put("comment_text", html(utterance.words().text()));
            hit.put(
                    "parent_id",
                    Long.parseLong(utterance
                            .relation()
                            .inReplyTo()
                            .map(HackerNewsApi::id)
                            .orElseThrow()));
            hit.put("story_title", utterance.root().words().title().orElse("Untitled"));
        } else {
            hit.put("title", "Ask HN: " + utterance.words().title().orElse("Untitled"));
            hit.put("story_text", html(utterance.words().text()));
            hit.put("points", 1 + now.likes(utterance));
            hit.put("num_comments", now.replies(utterance));
        }
        return hit;
    }

    /** Hacker News separates paragraphs by an opening tag alone. */
    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;")
                .replace("/", "&#x2F;")
                .replace("\n\n", "<p>");
    }
}
