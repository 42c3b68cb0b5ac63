package io.nificrm.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.format.FormFields;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.access.Account;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import io.nificrm.triage.access.Sessions;
import io.nificrm.triage.access.SignedLinks;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedElasticsearch.class)
class DeskTest {
    private static final String SECRET = "a secret of more than thirty-two characters";
    private static final String ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{x}}";

    private static TriageStorage storage;
    private static Accounts accounts;

    private final Sessions sessions = new Sessions(SECRET, Duration.ofHours(1), Clock.systemUTC());
    private final SignedLinks links = new SignedLinks(SECRET, Clock.systemUTC());
    private Desk desk;
    private String cookie;

    @BeforeAll
    static void fill(ElasticsearchNode node, @TempDir Path folder) throws IOException {
        storage = new TriageStorage(node);
        storage.put(
                flagged("t:late", "p1", "The lid leaks and my bag is wet", -60).build(),
                answered("t:answered", "Cold coffee, but somebody helped", Optional.empty()),
                answered(
                        "t:asksagain",
                        "Cold coffee again, helped once",
                        Optional.of(Instant.now().minusSeconds(180))),
                flagged("t:soon", "p2", "Where is my order? I wait since Monday", 600)
                        .build(),
                flagged("t:hostile", "p3", ATTACK, 1200)
                        .title(ATTACK)
                        .url("javascript:alert(3)")
                        .topics(List.of(ATTACK))
                        .author(AuthorBuilder.builder()
                                .handle(ATTACK)
                                .bio(ATTACK)
                                .url("javascript:alert(4)")
                                .build())
                        .build(),
                flagged("t:routine", "p4", "Nice weather", 9000)
                        .triage(TriageBuilder.builder().queue("routine").build())
                        .build());
        accounts = Accounts.read(Files.writeString(
                folder.resolve("accounts"),
                Accounts.line("mia", Role.AGENT, "correct horse".toCharArray()) + "\n"
                        + Accounts.line("boss", Role.VIEWER, "battery staple".toCharArray())));
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @BeforeEach
    void open() {
        desk = desk(Optional.empty());
        cookie = "crm_session=" + sessions.issue("mia").token();
    }

    @Test
    void theQueueShowsTheWorstFirstAndLeavesRoutineOut() throws IOException {
        String page = html(get("/queue", ""));

        assertThat(page)
                .containsSubsequence("The lid leaks", "Where is my order?")
                .doesNotContain("Nice weather");
        assertThat(page).containsPattern("\\d+ min late");
        assertThat(html(get("/queue", "queue=routine")))
                .contains("Nice weather")
                .doesNotContain("lid leaks");
    }

    @Test
    void whoWaitsForUsStandsBeforeWhoHasAnAnswer() throws IOException {
        String page = html(get("/queue", ""));

        assertThat(page)
                .containsSubsequence(
                        "Cold coffee again",
                        "answered in 5 min, asks again since 3 min",
                        "The lid leaks",
                        "Cold coffee, but somebody helped",
                        "Where is my order?");
    }

    @Test
    void whoWaitsForUsWhatIsAnsweredAndWhatIsClosedAreViewsThatKeepTheFilters() throws IOException {
        storage.put(
                closed("t:closed", "The crema sighs, all is said").build(),
                closed("t:reopened", "The crema sighs, and again")
                        .triage(TriageBuilder.builder()
                                .queue("rapid_response")
                                .priority("p3")
                                .status("reopened")
                                .respondedAt(Instant.now().minusSeconds(60))
                                .build())
                        .build());

        assertThat(html(get("/queue", "state=waiting")))
                .contains("The lid leaks", "Cold coffee again", "and again")
                .doesNotContain("somebody helped", "all is said");
        assertThat(html(get("/queue", "state=answered")))
                .contains("Cold coffee, but somebody helped")
                .doesNotContain("The lid leaks", "Cold coffee again", "and again", "all is said");
        String closed = html(get("/queue", "state=closed&priority=p3"));
        assertThat(closed).contains("all is said").doesNotContain("The lid leaks", "and again");
        assertThat(closed)
                .contains("href=\"queue?priority&#x3D;p3&amp;state&#x3D;waiting\">Waiting for us</a>")
                .contains("aria-current=\"page\">Closed</a>");
    }

    @Test
    void anEmptyListSaysWhatItsEmptinessMeans() throws IOException {
        assertThat(html(get("/queue", "state=nowhere")))
                .contains("No mention is in this state.")
                .doesNotContain("Well done");
        assertThat(html(get("/queue", "words=zeppelin")))
                .contains("No mention is like that.")
                .doesNotContain("Well done");
    }

    @Test
    void filtersLiveInTheAddressAndOddOnesDoNoHarm() throws IOException {
        assertThat(html(get("/queue", "words=order"))).contains("Where is my").doesNotContain("lid leaks");
        assertThat(html(get("/queue", "priority=p1"))).contains("lid leaks").doesNotContain("Where is my");
        assertThat(get("/queue", "words=%22(AND+%2F%5C&page=99999&state=%27&priority=%3Cscript%3E")
                        .status())
                .isEqualTo(200);
        assertThat(html(get("/queue", "priority=%3Cscript%3E"))).doesNotContain("<script>");
    }

    @Test
    void aMentionsPageSaysWhyWithTheMatchedWordsMarkedAndGivesAReply() throws IOException {
        String page = html(get("/mention", "id=t:late"));

        assertThat(page)
                .contains("The <mark>lid</mark> <mark>leaks</mark> and my bag")
                .contains("topics/packaging")
                .contains("angry-and-loud")
                .contains("Hi Jo, sorry about the lid!")
                .contains("Say sorry");
    }

    @Test
    void aTitleThatIsTheBeginningOfTheTextIsShownOnce() throws IOException {
        storage.put(flagged("t:titled", "p3", "My grinder sings. It really does.", 1300)
                .title("My grinder sings.")
                .build());

        assertThat(html(get("/queue", ""))).contains(">My grinder sings. It really does.<");
        assertThat(html(get("/mention", "id=t:titled"))).doesNotContain("<h2>My grinder");
    }

    @Test
    void nothingThatAMentionHoldsIsRunByTheBrowser() throws IOException {
        for (DeskResponse response :
                List.of(get("/queue", ""), get("/queue/rows", ""), get("/mention", "id=t:hostile"))) {
            assertThat(html(response))
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img")
                    .doesNotContain("javascript:");
            assertThat(response.headers().get("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void whoIsNotSignedInIsAskedToAndComesBackToWhatHeWanted() throws IOException {
        cookie = "";

        DeskResponse response = get("/queue", "priority=p1");

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers().get("Location")).isEqualTo("/desk/sign-in?next=%2Fdesk%2Fqueue%3Fpriority%3Dp1");
        assertThat(post("/decide", Map.of("id", "t:late", "action", "dismiss")).status())
                .isEqualTo(401);
    }

    @Test
    void aSignInSetsACookieThatNoScriptCanRead() throws IOException {
        cookie = "";

        DeskResponse response =
                post("/sign-in", Map.of("name", "mia", "password", "correct horse", "next", "/desk/queue?priority=p1"));

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.headers().get("Location")).isEqualTo("/desk/queue?priority=p1");
        assertThat(response.headers().get("Set-Cookie"))
                .startsWith("crm_session=")
                .contains("; HttpOnly")
                .contains("; SameSite=Lax")
                .contains("; Secure")
                .contains("; Path=/desk/");
    }

    @Test
    void aSignInLeadsNowhereElseAndInjectsNoHeader() throws IOException {
        for (String next : List.of(
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "/elsewhere",
                "/desk/queue\r\nSet-Cookie: a=b")) {
            DeskResponse response = post("/sign-in", Map.of("name", "mia", "password", "correct horse", "next", next));

            assertThat(response.headers().get("Location")).as(next).isEqualTo("/desk/queue");
        }
    }

    @Test
    void tenThousandTriesAreNotTenThousandChecks() throws IOException {
        Map<Integer, Integer> answers = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            answers.merge(
                    post("/sign-in", Map.of("name", "mia", "password", "guess" + i))
                            .status(),
                    1,
                    Integer::sum);
        }

        assertThat(answers.get(401)).isEqualTo(5);
        assertThat(answers.get(429)).isEqualTo(9_995);
        assertThat(post("/sign-in", Map.of("name", "mia", "password", "correct horse"))
                        .headers())
                .containsKey("Retry-After");
    }

    @Test
    void aSignedLinkOpensOneMentionForReading() throws IOException {
        cookie = "";
        String query = links.query("t:late", Duration.ofHours(1));

        DeskResponse mine = get("/mention", query);
        assertThat(mine.status()).isEqualTo(200);
        assertThat(html(mine))
                .contains("<mark>lid</mark>")
                .doesNotContain("action=\"decide\"")
                .doesNotContain("The conversation so far");
        assertThat(get("/mention", query.replace("t%3Alate", "t%3Asoon")).status())
                .isEqualTo(303);
        assertThat(get("/mention", query.replace("signature=", "signature=x")).status())
                .isEqualTo(303);
        assertThat(get("/queue", query).status()).isEqualTo(303);
        SignedLinks expired = new SignedLinks(SECRET, Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
        assertThat(get("/mention", expired.query("t:late", Duration.ofHours(1))).status())
                .isEqualTo(303);
    }

    @Test
    void anAgentDecidesAndTheQueueShrinks() throws IOException {
        storage.put(flagged("t:mine", "p1", "My cup broke", 60).build());
        String page = html(get("/mention", "id=t:mine"));

        DeskResponse taken = post(
                "/decide",
                Map.of(
                        "id",
                        "t:mine",
                        "action",
                        "resolve",
                        "revision",
                        "0",
                        "note",
                        "sent a new one",
                        "csrf",
                        csrf(page)));

        assertThat(taken.status()).isEqualTo(303);
        assertThat(html(get("/queue", ""))).doesNotContain("My cup broke");
        assertThat(html(get("/mention", "id=t:mine")))
                .contains("<b>mia</b> resolve")
                .contains("sent a new one");
    }

    @Test
    void theSecondAgentIsToldWhoWasFirst() throws IOException {
        storage.put(flagged("t:both", "p1", "Both of us", 60).build());
        String page = html(get("/mention", "id=t:both"));
        post("/decide", Map.of("id", "t:both", "action", "acknowledge", "revision", "0", "csrf", csrf(page)));

        DeskResponse second =
                post("/decide", Map.of("id", "t:both", "action", "dismiss", "revision", "0", "csrf", csrf(page)));

        assertThat(second.status()).isEqualTo(409);
        assertThat(html(second)).contains("mia was first");
    }

    @Test
    void aFormFromElsewhereIsRefused() throws IOException {
        assertThat(post("/decide", Map.of("id", "t:late", "action", "dismiss")).status())
                .isEqualTo(403);
        String csrfOfAnother = sessions.csrf(sessions.issue("mia"));
        assertThat(post("/decide", Map.of("id", "t:late", "action", "dismiss", "csrf", csrfOfAnother))
                        .status())
                .isEqualTo(403);
        String mine = csrf(html(get("/mention", "id=t:late")));
        DeskRequest crossSite = new DeskRequest(
                "POST",
                "/decide",
                Map.of(),
                Map.of("cookie", cookie, "sec-fetch-site", "cross-site"),
                Map.of("id", "t:late", "action", "dismiss", "csrf", mine),
                "192.0.2.1");
        assertThat(desk.answer(crossSite).status()).isEqualTo(403);
        assertThat(html(get("/mention", "id=t:late"))).contains("new");
    }

    @Test
    void aViewerLooksAndDoesNotDecide() throws IOException {
        Sessions.Session boss = sessions.issue("boss");
        cookie = "crm_session=" + boss.token();

        assertThat(html(get("/mention", "id=t:late"))).doesNotContain("action=\"decide\"");
        assertThat(post("/decide", Map.of("id", "t:late", "action", "dismiss", "csrf", sessions.csrf(boss)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoseAccountWasRemovedIsOutAtOnce() throws IOException {
        cookie = "crm_session=" + sessions.issue("gone").token();

        assertThat(get("/queue", "").status()).isEqualTo(303);
    }

    @Test
    void aProxysWordCountsFromTheProxyAlone() throws IOException {
        desk = desk(Optional.of(new DeskSettings.TrustedProxy("x-forwarded-user", Set.of("192.0.2.7"), Role.AGENT)));
        Map<String, String> named = Map.of("x-forwarded-user", "noor");

        DeskResponse trusted = desk.answer(new DeskRequest("GET", "/queue", Map.of(), named, Map.of(), "192.0.2.7"));
        DeskResponse other = desk.answer(new DeskRequest("GET", "/queue", Map.of(), named, Map.of(), "192.0.2.8"));

        assertThat(trusted.status()).isEqualTo(200);
        assertThat(html(trusted)).contains("noor");
        assertThat(trusted.headers().get("Set-Cookie")).startsWith("crm_session=");
        assertThat(other.status()).isEqualTo(303);
    }

    @Test
    void whoSignsInAfterASignedLinkLandsOnItsMention() throws IOException {
        cookie = "";
        String page = html(get("/mention", links.query("t:late", Duration.ofHours(1))));

        assertThat(page).contains("href=\"sign-in?next&#x3D;%2Fdesk%2Fmention%3Fid%3Dt%253Alate\"");
        DeskResponse in = post(
                "/sign-in", Map.of("name", "mia", "password", "correct horse", "next", "/desk/mention?id=t%3Alate"));
        assertThat(in.headers().get("Location")).isEqualTo("/desk/mention?id=t%3Alate");
    }

    @Test
    void otherRoomsAreOpenToTheSignedInAndTakeFormsOfAgentsAlone() throws IOException {
        assertThat(html(get("/queue", ""))).contains("<a href=\"room\">Room</a>");
        DeskResponse room = get("/room", "");
        assertThat(room.status()).isEqualTo(200);
        assertThat(html(room)).contains("a room for mia").contains("&lt;b&gt;");

        assertThat(post("/room", Map.of()).status()).isEqualTo(403);
        String csrf = sessions.csrf(
                sessions.read(cookie.substring("crm_session=".length())).orElseThrow());
        assertThat(post("/room", Map.of("csrf", csrf)).headers().get("Location"))
                .isEqualTo("/desk/room");
        Sessions.Session boss = sessions.issue("boss");
        cookie = "crm_session=" + boss.token();
        assertThat(post("/room", Map.of("csrf", sessions.csrf(boss))).status()).isEqualTo(403);
        cookie = "";
        assertThat(get("/room", "").status()).isEqualTo(303);
    }

    private static final class Room implements DeskRoom {
        @Override
        public String path() {
            return "/room";
        }

        @Override
        public String name() {
            return "Room";
        }

        @Override
        public Answer get(DeskRequest request) {
            return new Answer.Page(200, "Room", "message", Map.of("message", "a room for mia <b>"));
        }

        @Override
        public Answer post(DeskRequest request, Account agent) {
            assertThat(agent.name()).isEqualTo("mia");
            return new Answer.SeeOther("/room");
        }
    }

    @Test
    void unknownPagesMethodsAndIdsAreSaidToBeSo() throws IOException {
        assertThat(get("/nowhere", "").status()).isEqualTo(404);
        assertThat(get("/mention", "id=nobody").status()).isEqualTo(404);
        assertThat(get("/mention", "").status()).isEqualTo(404);
        assertThat(desk.answer(new DeskRequest("PUT", "/queue", Map.of(), Map.of(), Map.of(), ""))
                        .status())
                .isEqualTo(405);
    }

    private Desk desk(Optional<DeskSettings.TrustedProxy> proxy) {
        return new Desk(
                storage.cluster(),
                new TriageLedger(storage.cluster(), Refresh.True),
                () -> accounts,
                sessions,
                links,
                touchpoint -> Optional.of(new Suggestion(
                        "Leaking lid",
                        List.of("Say sorry", "Send a new lid"),
                        Optional.of(ReplyText.fill("Hi {{author.name}}, sorry about the lid!", touchpoint)))),
                new DeskSettings("/desk", true, proxy),
                List.of(new Room()),
                Clock.systemUTC());
    }

    private DeskResponse get(String path, String query) throws IOException {
        return desk.answer(
                new DeskRequest("GET", path, FormFields.parse(query), Map.of("cookie", cookie), Map.of(), "192.0.2.1"));
    }

    private DeskResponse post(String path, Map<String, String> form) throws IOException {
        return desk.answer(new DeskRequest("POST", path, Map.of(), Map.of("cookie", cookie), form, "192.0.2.1"));
    }

    private static String html(DeskResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String csrf(String page) {
        Matcher field = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static TouchpointBuilder closed(String id, String text) {
        TouchpointBuilder mention = flagged(id, "p3", text, 1200);
        return mention.triage(mention.triage()
                .map(triage -> TriageBuilder.builder(triage).status("resolved").build()));
    }

    private static Touchpoint answered(String id, String text, Optional<Instant> asksAgainSince) {
        TouchpointBuilder mention = flagged(id, "p1", text, -120);
        return mention.triage(mention.triage()
                        .map(triage -> TriageBuilder.builder(triage)
                                .status("responded")
                                .respondedAt(mention.timestamp().plusSeconds(300))
                                .responseSeconds(300)
                                .nextAskedAt(asksAgainSince)
                                .build()))
                .build();
    }

    private static TouchpointBuilder flagged(String id, String priority, String text, long secondsLeft) {
        Instant now = Instant.now();
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(now.minusSeconds(900))
                .platform("mastodon")
                .text(text)
                .brands(List.of("acme"))
                .matches(Map.of("topics/packaging", List.of("lid", "leaks")))
                .author(AuthorBuilder.builder().handle("jo").name("Jo").build())
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority(priority)
                        .reasons(List.of("angry-and-loud"))
                        .dueAt(now.plusSeconds(secondsLeft))
                        .build());
    }
}
