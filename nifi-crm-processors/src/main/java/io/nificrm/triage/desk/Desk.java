package io.nificrm.triage.desk;

import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Sessions;
import io.nificrm.triage.access.SignInThrottle;
import io.nificrm.triage.access.SignedLinks;
import io.nificrm.triage.lifecycle.Correction;
import io.nificrm.triage.lifecycle.Decision;
import io.nificrm.triage.lifecycle.DecisionBuilder;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageLedger;
import io.nificrm.triage.lifecycle.Verdict;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The triage desk: a request in, a page out. Knows nothing of NiFi or of sockets. Thread-safe.
 *
 * <p>Nobody sees anything without being signed in or holding a signed link, and nothing is changed by a GET or by a
 * form that does not carry its session's token.
 */
public final class Desk {
    private final Flagged flagged;
    private final TriageLedger ledger;
    private final SignIn signIn;
    private final Sessions sessions;
    private final SignedLinks links;
    private final Function<Touchpoint, Optional<Suggestion>> playbooks;
    private final DeskSettings settings;
    private final List<DeskRoom> rooms;
    private final Templates templates = new Templates();
    private final Clock clock;

    /**
     * @param accounts the accounts as they are now; asked at every request
     * @param playbooks what the listening profile advises
     * @param rooms what else there is beside the queue
     */
    public Desk(
            io.nificrm.elasticsearch.ElasticsearchCluster cluster,
            TriageLedger ledger,
            Supplier<Accounts> accounts,
            Sessions sessions,
            SignedLinks links,
            Function<Touchpoint, Optional<Suggestion>> playbooks,
            DeskSettings settings,
            List<DeskRoom> rooms,
            Clock clock) {
        this.flagged = new Flagged(cluster);
        this.ledger = ledger;
        this.sessions = sessions;
        this.links = links;
        this.playbooks = playbooks;
        this.settings = settings;
        this.rooms = List.copyOf(rooms);
        this.clock = clock;
        this.signIn = new SignIn(accounts, sessions, new SignInThrottle(clock), settings, templates);
    }

    /**
     * Answers one request.
     *
     * @throws IOException when Elasticsearch cannot be reached or fails
     */
    public DeskResponse answer(DeskRequest request) throws IOException {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request);
            case "POST" -> post(request);
            default ->
                message(405, "The desk does not know the method " + request.method() + ".")
                        .with("Allow", "GET, HEAD, POST");
        };
    }

    private DeskResponse get(DeskRequest request) throws IOException {
        switch (request.path()) {
            case "/desk.css" -> {
                return asset("desk.css", "text/css; charset=utf-8");
            }
            case "/desk.js" -> {
                return asset("desk.js", "text/javascript; charset=utf-8");
            }
            case "/sign-in" -> {
                return signIn.form(signIn.localPath(request.query().getOrDefault("next", "")), "", 200);
            }
            default -> {
                // the rest is for who is known, below
            }
        }
        Optional<SignIn.Recognised> recognised = signIn.recognise(request);
        if (recognised.isEmpty()) {
            return opensByLink(request) ? linkedMention(request) : signInFirst(request);
        }
        Visitor visitor = recognised.get().visitor();
        DeskResponse response = switch (request.path()) {
            case "", "/" -> DeskResponse.seeOther(settings.basePath() + "/queue");
            case "/queue" -> queue(request, visitor, "queue");
            case "/queue/rows" -> queue(request, visitor, "rows");
            case "/mention" -> mention(request.query().getOrDefault("id", ""), visitor, "", 200);
            default -> {
                Optional<DeskRoom> room = room(request);
                yield room.isPresent()
                        ? page(room.get().get(request), visitor)
                        : message(404, "There is no such page.");
            }
        };
        return recognised.get().fresh() ? signIn.withCookie(response, visitor.session()) : response;
    }

    private DeskResponse post(DeskRequest request) throws IOException {
        String site = request.headers().getOrDefault("sec-fetch-site", "same-origin");
        if (!site.equals("same-origin") && !site.equals("none")) {
            return message(403, "This form was sent from another site.");
        }
        if (request.path().equals("/sign-in")) {
            return signIn.submit(request);
        }
        Optional<Visitor> known = signIn.recognise(request).map(SignIn.Recognised::visitor);
        if (known.isEmpty()) {
            return signIn.form(settings.basePath() + "/queue", "Your session is over. Sign in again.", 401);
        }
        Visitor visitor = known.get();
        if (!sessions.ownForm(visitor.session(), request.form().getOrDefault("csrf", ""))) {
            return message(403, "This form does not belong to your session. Go back, reload the page and try again.");
        }
        return switch (request.path()) {
            case "/sign-out" -> signIn.signOut();
            case "/decide" -> decide(request, visitor);
            default -> {
                Optional<DeskRoom> room = room(request);
                if (room.isEmpty()) {
                    yield message(404, "There is no such page.");
                }
                yield visitor.mayDecide() ? page(room.get().post(request, visitor.account()), visitor) : lookOnly();
            }
        };
    }

    private Optional<DeskRoom> room(DeskRequest request) {
        return rooms.stream().filter(room -> room.path().equals(request.path())).findFirst();
    }

    private DeskResponse page(DeskRoom.Answer answer, Visitor visitor) {
        return switch (answer) {
            case DeskRoom.Answer.Page page -> {
                Map<String, Object> values = signedIn(page.title(), visitor);
                values.putAll(page.values());
                values.put("csrf", sessions.csrf(visitor.session()));
                values.put("decides", visitor.mayDecide());
                yield DeskResponse.page(page.status(), templates.render(page.template(), values));
            }
            case DeskRoom.Answer.SeeOther other ->
                DeskResponse.seeOther(signIn.localPath(settings.basePath() + other.path()));
        };
    }

    private DeskResponse lookOnly() {
        return message(403, "You may look, and not decide: your role is viewer.");
    }

    private DeskResponse signInFirst(DeskRequest request) {
        if (request.path().equals("/queue/rows")) {
            return message(401, "Your session is over. Sign in again.");
        }
        String wanted = settings.basePath() + request.path() + queryOf(request);
        return DeskResponse.seeOther(
                settings.basePath() + "/sign-in?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    private static String queryOf(DeskRequest request) {
        List<String> pairs = new ArrayList<>();
        request.query().forEach((name, value) -> {
            if (!name.equals("signature") && !name.equals("expires")) {
                pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8)
                        + '='
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        pairs.sort(null);
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private boolean opensByLink(DeskRequest request) {
        return request.path().equals("/mention")
                && links.opens(
                        request.query().getOrDefault("id", ""),
                        request.query().getOrDefault("expires", ""),
                        request.query().getOrDefault("signature", ""));
    }

    private DeskResponse queue(DeskRequest request, Visitor visitor, String template) throws IOException {
        QueueFilter filter = QueueFilter.of(request);
        Flagged.Page page = flagged.queue(filter);
        Instant now = clock.instant();
        Map<String, Object> values = signedIn("Queue", visitor);
        values.put(
                "rows",
                page.touchpoints().stream().map(t -> MentionView.row(t, now)).toList());
        values.put("total", page.total());
        values.put("nothing", page.total() == 0 ? QueuePage.nothing(filter) : "");
        values.put("filters", QueuePage.filters(filter, page.choices()));
        values.put("states", QueuePage.states(filter));
        values.put("views", QueuePage.views(filter));
        values.put("words", filter.words().orElse(""));
        values.put("query", filter.query(filter.page()));
        values.put("page", filter.page());
        values.put("previous", filter.page() > 1 ? "queue?" + filter.query(filter.page() - 1) : "");
        values.put(
                "next",
                (long) filter.page() * Flagged.PAGE < page.total() ? "queue?" + filter.query(filter.page() + 1) : "");
        return DeskResponse.page(200, templates.render(template, values));
    }

    private DeskResponse mention(String id, Visitor visitor, String problem, int status) throws IOException {
        Optional<Touchpoint> found = id.isBlank() ? Optional.empty() : ledger.find(id);
        if (found.isEmpty()) {
            return message(404, "There is no mention with this id. It may have been erased, or not have arrived yet.");
        }
        Touchpoint touchpoint = found.get();
        Instant now = clock.instant();
        Map<String, Object> values = signedIn("Mention by " + MentionView.author(touchpoint), visitor);
        values.putAll(MentionView.page(touchpoint, now));
        addSuggestion(values, touchpoint);
        values.put("csrf", sessions.csrf(visitor.session()));
        values.put("decides", visitor.mayDecide());
        values.put("problem", problem);
        values.put(
                "thread",
                flagged.thread(touchpoint).stream()
                        .map(t -> MentionView.row(t, now))
                        .toList());
        Flagged.AuthorHistory history = flagged.history(touchpoint);
        values.put("historyTotal", history.total());
        values.put(
                "history",
                history.newest().stream().map(t -> MentionView.row(t, now)).toList());
        values.put("events", MentionView.events(ledger.history(touchpoint), now));
        return DeskResponse.page(status, templates.render("mention", values));
    }

    /** Who comes by a signed link sees that mention and nothing around it. */
    private DeskResponse linkedMention(DeskRequest request) throws IOException {
        Optional<Touchpoint> found = ledger.find(request.query().getOrDefault("id", ""));
        if (found.isEmpty()) {
            return message(404, "There is no mention with this id. It may have been erased, or not have arrived yet.");
        }
        Map<String, Object> values = base("Mention by " + MentionView.author(found.get()));
        values.putAll(MentionView.page(found.get(), clock.instant()));
        addSuggestion(values, found.get());
        String wanted = settings.basePath() + "/mention?id="
                + URLEncoder.encode(found.get().id(), StandardCharsets.UTF_8);
        values.put("signIn", "sign-in?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        return DeskResponse.page(200, templates.render("mention", values));
    }

    private void addSuggestion(Map<String, Object> values, Touchpoint touchpoint) {
        playbooks.apply(touchpoint).ifPresent(suggestion -> {
            values.put("playbook", suggestion.playbook());
            values.put("steps", suggestion.steps());
            values.put("reply", suggestion.reply().orElse(""));
        });
    }

    private DeskResponse decide(DeskRequest request, Visitor visitor) throws IOException {
        if (!visitor.mayDecide()) {
            return lookOnly();
        }
        Decision decision;
        try {
            decision = decision(request, visitor);
        } catch (IllegalArgumentException e) {
            return mention(
                    request.field("id").orElse(""), visitor, "This cannot be done: " + e.getMessage() + ".", 400);
        }
        return switch (ledger.decide(decision)) {
            case TriageLedger.Outcome.Taken taken ->
                DeskResponse.seeOther(after(request, taken.touchpoint().id()));
            case TriageLedger.Outcome.Refused refused -> {
                int status = refused.kind() == Verdict.Reason.UNKNOWN ? 404 : 409;
                yield mention(decision.touchpointId(), visitor, refused.reason(), status);
            }
        };
    }

    private String after(DeskRequest request, String touchpointId) {
        return request.field("next")
                .map(signIn::localPath)
                .orElse(settings.basePath() + "/mention?id=" + URLEncoder.encode(touchpointId, StandardCharsets.UTF_8));
    }

    private Decision decision(DeskRequest request, Visitor visitor) {
        TriageAction action = request.field("action")
                .flatMap(TriageAction::named)
                .orElseThrow(() -> new IllegalArgumentException("there is no such action"));
        DecisionBuilder decision = DecisionBuilder.builder()
                .touchpointId(request.field("id").orElse(""))
                .action(action)
                .actor(visitor.account().name())
                .at(clock.instant())
                .assignee(request.field("assignee"))
                .note(request.field("note"))
                .outcome(request.field("outcome"));
        request.field("revision")
                .filter(text -> text.matches("\\d{1,18}"))
                .ifPresent(text -> decision.seenRevision(Long.parseLong(text)));
        if (action == TriageAction.CORRECT) {
            List<String> values = request.field("values")
                    .map(text -> Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(value -> !value.isEmpty())
                            .toList())
                    .orElse(List.of());
            decision.correction(new Correction(request.field("field").orElse(""), values));
        }
        return decision.build();
    }

    private DeskResponse asset(String name, String contentType) {
        return DeskResponse.of(200, contentType, Templates.resource(name).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "public, max-age=300");
    }

    private DeskResponse message(int status, String text) {
        Map<String, Object> values = base("Triage desk");
        values.put("message", text);
        return DeskResponse.page(status, templates.render("message", values));
    }

    private Map<String, Object> base(String title) {
        Map<String, Object> values = new HashMap<>();
        values.put("pageTitle", title);
        return values;
    }

    private Map<String, Object> signedIn(String title, Visitor visitor) {
        Map<String, Object> values = base(title);
        values.put("visitor", visitor.account().name());
        values.put("role", visitor.account().role().value());
        values.put("csrf", sessions.csrf(visitor.session()));
        values.put(
                "rooms",
                rooms.stream()
                        .map(room -> Map.of("path", room.path().substring(1), "name", room.name()))
                        .toList());
        return values;
    }
}
