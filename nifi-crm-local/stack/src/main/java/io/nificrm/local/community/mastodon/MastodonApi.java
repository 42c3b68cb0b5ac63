package io.nificrm.local.community.mastodon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timelines, accounts, search and instance of a Mastodon server, read only.
 *
 * <p>As on a real server, the public timeline shows neither reposts nor replies to others, hashtag timelines show
 * replies, an account's own timeline shows all, and searching statuses takes a token.
 *
 * @see <a href="https://docs.joinmastodon.org/methods/timelines/">Timelines</a>
 */
public final class MastodonApi implements Endpoint {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern TAG = Pattern.compile("/api/v1/timelines/tag/([^/]+)");
    private static final Pattern STATUSES_OF = Pattern.compile("/api/v1/accounts/(\\d+)/statuses");
    private static final Pattern ACCOUNT = Pattern.compile("/api/v1/accounts/(\\d+)");
    private static final Pattern STATUS = Pattern.compile("/api/v1/statuses/(\\d+)");
    private static final int MOST_STATUSES = 20;

    private final Supplier<Snapshot> community;
    private final Supplier<String> base;
    private final Cast cast;
    private final String token;
    private final RateLimits limits;
    private final MastodonJson json;

    /**
     * A server's API.
     *
     * @param base where this API is reached, for links to other pages
     * @param token the only access token that is valid
     */
    public MastodonApi(
            Supplier<Snapshot> community, Supplier<String> base, Cast cast, String token, RateLimits limits) {
        this.community = community;
        this.base = base;
        this.cast = cast;
        this.token = token;
        this.limits = limits;
        this.json = new MastodonJson(new StatusHtml(cast));
    }

    @Override
    public Optional<Answer> answer(Request request) {
        Optional<Supplier<Answer>> route = route(request);
        return route.map(answer -> {
            RateLimits.Allowance allowance = limits.take(request);
            return allowance.stamp(
                    allowance.refusal().or(() -> strangerRefused(request)).orElseGet(answer));
        });
    }

    private Optional<Answer> strangerRefused(Request request) {
        return request.token()
                .filter(given -> !given.equals(token))
                .map(wrong -> Answer.error(401, "The access token is invalid"));
    }

    private Optional<Supplier<Answer>> route(Request request) {
        String path = request.path();
        Matcher tag = TAG.matcher(path);
        Matcher statusesOf = STATUSES_OF.matcher(path);
        Matcher account = ACCOUNT.matcher(path);
        Matcher status = STATUS.matcher(path);
        if (tag.matches()) {
            return Optional.of(() -> tag(request, tag.group(1)));
        }
        if (statusesOf.matches()) {
            return Optional.of(() -> statusesOf(request, Long.parseLong(statusesOf.group(1))));
        }
        if (account.matches()) {
            return Optional.of(
                    () -> account(person -> MastodonIds.account(person) == Long.parseLong(account.group(1))));
        }
        if (status.matches()) {
            return Optional.of(() -> status(Long.parseLong(status.group(1))));
        }
        return switch (path) {
            case "/api/v1/timelines/public" -> Optional.of(() -> publicTimeline(request));
            case "/api/v1/statuses" -> Optional.of(() -> statuses(request));
            case "/api/v1/accounts/lookup" -> Optional.of(() -> lookup(request));
            case "/api/v2/search" -> Optional.of(() -> search(request));
            case "/api/v1/instance" -> Optional.of(() -> Answer.json(InstanceJson.version1(cast, community.get())));
            case "/api/v2/instance" ->
                Optional.of(() -> Answer.json(InstanceJson.version2(cast, community.get(), json)));
            case "/api/v1/apps/verify_credentials" -> Optional.of(() -> application(request));
            case "/api/v1/accounts/verify_credentials" -> Optional.of(() -> self(request));
            default -> Optional.empty();
        };
    }

    private Answer publicTimeline(Request request) {
        return timeline(
                request,
                utterance -> utterance.relation().repostOf().isEmpty()
                        && !repliesToOthers(utterance)
                        && placed(request, utterance));
    }

    private Answer tag(Request request, String hashtag) {
        String wanted = hashtag.toLowerCase(Locale.ROOT);
        return timeline(
                request,
                utterance -> utterance.relation().repostOf().isEmpty()
                        && StatusHtml.hashtags(utterance.words().text()).stream()
                                .anyMatch(wanted::equalsIgnoreCase)
                        && placed(request, utterance));
    }

    private static boolean placed(Request request, Utterance utterance) {
        boolean local = utterance.author().server().equals(Cast.HOME);
        return (!request.flag("local") || local)
                && (!request.flag("remote") || !local)
                && (!request.flag("only_media") || !utterance.words().pictures().isEmpty());
    }

    private Answer timeline(Request request, Predicate<Utterance> shown) {
        Snapshot now = community.get();
        List<Utterance> page = Window.of(request)
                .of(now.on(Platform.MASTODON).stream().filter(shown).toList());
        Answer answer = Answer.json(statuses(page, now));
        return page.isEmpty() ? answer : answer.with("Link", Window.links(base.get(), request, page, true));
    }

    private Answer statusesOf(Request request, long id) {
        Optional<Person> person = person(candidate -> MastodonIds.account(candidate) == id);
        if (person.isEmpty()) {
            return Answer.error(404, "Record not found");
        }
        Snapshot now = community.get();
        List<Utterance> own = now.on(Platform.MASTODON).stream()
                .filter(utterance -> utterance.author().equals(person.get()))
                .filter(utterance -> !request.flag("exclude_reblogs")
                        || utterance.relation().repostOf().isEmpty())
                .filter(utterance -> !request.flag("exclude_replies") || !repliesToOthers(utterance))
                .filter(utterance -> !request.flag("only_media")
                        || !utterance.words().pictures().isEmpty())
                .toList();
        Window window = Window.of(request);
        List<Utterance> page = request.flag("pinned") ? List.of() : window.of(own);
        Answer answer = Answer.json(statuses(page, now));
        return page.isEmpty()
                ? answer
                : answer.with("Link", Window.links(base.get(), request, page, page.size() == window.limit()));
    }

    private Answer status(long id) {
        Snapshot now = community.get();
        return now.on(Platform.MASTODON).stream()
                .filter(utterance -> MastodonIds.status(utterance) == id)
                .findFirst()
                .map(utterance -> Answer.json(json.status(utterance, now)))
                .orElse(Answer.error(404, "Record not found"));
    }

    /** Those of the statuses asked for that there are; at most as many as Mastodon gives at once. */
    private Answer statuses(Request request) {
        Set<String> wanted = Set.copyOf(request.query().getOrDefault("id[]", List.of()));
        if (wanted.size() > MOST_STATUSES) {
            return Answer.error(422, "Mastodon::ValidationError");
        }
        Snapshot now = community.get();
        return Answer.json(statuses(
                now.on(Platform.MASTODON).stream()
                        .filter(utterance -> wanted.contains(Long.toString(MastodonIds.status(utterance))))
                        .toList(),
                now));
    }

    private Answer lookup(Request request) {
        String wanted =
                request.parameter("acct").orElse("").replaceFirst("^@", "").replaceFirst("@" + Cast.HOME + "$", "");
        return account(person -> person.account().equalsIgnoreCase(wanted));
    }

    private Answer account(Predicate<Person> wanted) {
        return person(wanted)
                .map(person -> Answer.json(json.account(person, community.get())))
                .orElse(Answer.error(404, "Record not found"));
    }

    private Optional<Person> person(Predicate<Person> wanted) {
        return cast.everybody().stream().filter(wanted).findFirst();
    }

    private Answer search(Request request) {
        if (request.parameter("q").filter(query -> !query.isBlank()).isEmpty()) {
            return Answer.error(400, "param is missing or the value is empty or invalid: q");
        }
        boolean statuses = request.parameter("type").map("statuses"::equals).orElse(true);
        if (request.token().isEmpty() && request.number("offset").isPresent()) {
            return Answer.error(401, "Search queries pagination is not supported without authentication");
        }
        ObjectNode found = JSON.objectNode();
        found.putArray("accounts");
        ArrayNode matches = found.putArray("statuses");
        found.putArray("hashtags");
        if (statuses && request.token().isPresent()) {
            Snapshot now = community.get();
            StatusSearch search = new StatusSearch(withIds(request));
            int limit = (int) Math.min(request.number("limit").orElse(20), 40);
            now.on(Platform.MASTODON).reversed().stream()
                    .filter(utterance -> utterance.relation().repostOf().isEmpty() && search.matches(utterance))
                    .skip(request.number("offset").orElse(0))
                    .limit(limit)
                    .forEach(utterance -> matches.add(json.status(utterance, now)));
        }
        return Answer.json(found);
    }

    /** A server turns ids into moments of whole seconds for its search index; so pages may overlap by a second. */
    private static String withIds(Request request) {
        StringBuilder query = new StringBuilder(request.parameter("q").orElse(""));
        request.number("min_id")
                .ifPresent(id -> query.append(" after:\"").append(seconds(id)).append('"'));
        request.number("max_id")
                .ifPresent(id -> query.append(" before:\"").append(seconds(id)).append('"'));
        return query.toString();
    }

    private static String seconds(long id) {
        return MastodonIds.time(id)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }

    private Answer application(Request request) {
        if (request.token().isEmpty()) {
            return Answer.error(401, "The access token is invalid");
        }
        ObjectNode application = JSON.objectNode();
        application.put("id", "1").put("name", "nifi-crm").putNull("website");
        application.putArray("scopes").add("read");
        application.putArray("redirect_uris").add("urn:ietf:wg:oauth:2.0:oob");
        return Answer.json(application.put("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"));
    }

    private Answer self(Request request) {
        if (request.token().isEmpty()) {
            return Answer.error(401, "The access token is invalid");
        }
        Person ours = cast.everybody().getFirst();
        ObjectNode account = json.account(ours, community.get());
        ObjectNode source = JSON.objectNode()
                .put("privacy", "public")
                .put("sensitive", false)
                .put("language", "en")
                .put("note", ours.bio())
                .put("follow_requests_count", 0);
        source.putArray("fields");
        account.set("source", source);
        account.set(
                "role",
                JSON.objectNode()
                        .put("id", "-99")
                        .put("name", "")
                        .put("permissions", "65536")
                        .put("color", "")
                        .put("highlighted", false));
        return Answer.json(account);
    }

    private ArrayNode statuses(List<Utterance> page, Snapshot now) {
        ArrayNode array = JSON.arrayNode();
        page.forEach(utterance -> array.add(json.status(utterance, now)));
        return array;
    }

    private static boolean repliesToOthers(Utterance utterance) {
        return utterance
                .relation()
                .inReplyTo()
                .filter(parent -> !parent.author().equals(utterance.author()))
                .isPresent();
    }

    /** Where a client can find a status: {@code public}, {@code tag:…}, {@code account:…}, {@code search}. */
    public static List<String> targets(Utterance utterance) {
        List<String> targets = new java.util.ArrayList<>();
        boolean repost = utterance.relation().repostOf().isPresent();
        if (!repost && !repliesToOthers(utterance)) {
            targets.add("public");
        }
        if (!repost) {
            StatusHtml.hashtags(utterance.words().text()).stream()
                    .map(tag -> "tag:" + tag.toLowerCase(Locale.ROOT))
                    .distinct()
                    .forEach(targets::add);
            targets.add("search");
        }
        targets.add("account:" + utterance.author().handle() + "@"
                + utterance.author().server());
        return targets;
    }
}
