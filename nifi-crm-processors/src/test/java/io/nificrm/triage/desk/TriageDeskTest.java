package io.nificrm.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import io.nificrm.triage.access.SignedLinks;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The processor, over real HTTP. What the desk itself does is in DeskTest. */
@ExtendWith(SharedElasticsearch.class)
class TriageDeskTest {
    private static TriageStorage storage;
    private static DeskServer server;
    private static Path accounts;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void open(ElasticsearchNode node, @TempDir Path folder) throws Exception {
        storage = new TriageStorage(node);
        storage.put(flagged("t:lid", "The lid leaks"), flagged("t:other", "Something else"));
        accounts = Files.writeString(
                folder.resolve("accounts"), Accounts.line("mia", Role.AGENT, "correct horse".toCharArray()));
        server = new DeskServer(storage, accounts, Optional.empty());
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
        storage.close();
    }

    @Test
    void anAgentSignsInTakesAMentionAndResolvesIt() throws Exception {
        HttpResponse<String> first = get("/queue?priority=p2");
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location"))
                .hasValue("/desk/sign-in?next=%2Fdesk%2Fqueue%3Fpriority%3Dp2");

        HttpResponse<String> in = post("/sign-in", Map.of("name", "mia", "password", "correct horse"));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/desk/");

        HttpResponse<String> queue = get("/queue");
        assertThat(queue.body()).contains("The lid leaks", "mia");
        assertThat(queue.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(queue.headers().firstValue("Cache-Control")).hasValue("no-store");

        HttpResponse<String> done = post(
                "/decide",
                Map.of(
                        "id",
                        "t:lid",
                        "action",
                        "resolve",
                        "revision",
                        "0",
                        "csrf",
                        csrf(get("/mention?id=t:lid").body())));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(get("/queue").body()).doesNotContain("The lid leaks");
    }

    @Test
    void aLinkOfAnAlertOpensItsMentionAlone() throws Exception {
        SignedLinks links = new SignedLinks(DeskServer.KEY, Clock.systemUTC());
        String query = links.query("t:other", Duration.ofHours(1));

        assertThat(get("/mention?" + query).body()).contains("Something else").doesNotContain("action=\"decide\"");
        assertThat(get("/mention?" + query.replace("other", "lid")).statusCode())
                .isEqualTo(303);
        assertThat(get("/queue?" + query).statusCode()).isEqualTo(303);
        SignedLinks past = new SignedLinks(DeskServer.KEY, Clock.offset(Clock.systemUTC(), Duration.ofDays(-1)));
        assertThat(get("/mention?" + past.query("t:other", Duration.ofHours(1))).statusCode())
                .isEqualTo(303);
    }

    @Test
    void aHugeBodyIsRefusedUnread() throws Exception {
        HttpResponse<String> huge = browser.send(
                HttpRequest.newBuilder(server.address("/sign-in"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5 << 20]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(huge.statusCode()).isEqualTo(413);
    }

    @Test
    void malformedRequestsAreSaidToBeSo() throws Exception {
        assertThat(post("/sign-in", Map.of()).statusCode()).isEqualTo(401);
        MockFlowFile answer = server.answer(
                new byte[0],
                Map.of("http.method", "GET", "http.request.uri", "/desk/queue", "http.query.string", "words=%zz"));
        answer.assertAttributeEquals("http.status.code", "400");
        String fields = IntStream.range(0, 200).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining("&"));
        assertThat(get("/queue?" + fields).statusCode()).isEqualTo(400);
    }

    @Test
    void whoSignsInLandsOnAllOfWhatWasAskedFor() throws Exception {
        String signIn = get("/queue?queue=feedback&words=50%25+%26+more")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Matcher next = Pattern.compile("name=\"next\" value=\"([^\"]*)\"")
                .matcher(get(signIn.replaceFirst("^/desk", "")).body());
        assertThat(next.find()).isTrue();
        assertThat(next.group(1).replace("&amp;", "&").replace("&#x3D;", "="))
                .isEqualTo("/desk/queue?queue=feedback&words=50%25+%26+more");
    }

    @Test
    void noAnswerCarriesALineThatTheVisitorWrote() throws Exception {
        for (String attack :
                new String[] {"/desk/queue\r\nSet-Cookie: a=b", "/desk/queue\nX: y", "https://evil.example"}) {
            HttpResponse<String> in =
                    post("/sign-in", Map.of("name", "mia", "password", "correct horse", "next", attack));
            assertThat(in.headers().firstValue("Location")).hasValue("/desk/queue");
            assertThat(in.headers().allValues("Set-Cookie")).hasSize(1);
            assertThat(in.headers().firstValue("X")).isEmpty();
        }
    }

    @Test
    void neitherCookieNorCredentialsTravelOnWithTheAnswer() {
        MockFlowFile answer = server.answer(
                new byte[0],
                Map.of(
                        "http.method", "GET",
                        "http.request.uri", "/desk/queue",
                        "http.headers.Cookie", "crm_session=secret",
                        "http.headers.Authorization", "Basic secret",
                        "http.cookie.crm_session", "secret"));

        assertThat(answer.getAttributes().values()).noneMatch(value -> value.contains("secret"));
    }

    @Test
    void anAccountThatIsAddedMayComeInAtOnce() throws Exception {
        assertThat(post("/sign-in", Map.of("name", "noor", "password", "battery staple"))
                        .statusCode())
                .isEqualTo(401);
        Files.writeString(
                accounts,
                Files.readString(accounts) + "\n" + Accounts.line("noor", Role.VIEWER, "battery staple".toCharArray()));
        Files.setLastModifiedTime(
                accounts, java.nio.file.attribute.FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(post("/sign-in", Map.of("name", "noor", "password", "battery staple"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void withoutElasticsearchItSaysSoAndLosesNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("accounts"), Accounts.line("mia", Role.AGENT, "correct horse".toCharArray()));
        try (TriageStorage gone = TriageStorage.unreachable();
                DeskServer alone = new DeskServer(gone, file, Optional.empty())) {
            HttpClient other =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            send(other, alone.address("/sign-in"), Map.of("name", "mia", "password", "correct horse"));

            HttpResponse<String> queue = other.send(
                    HttpRequest.newBuilder(alone.address("/queue")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(queue.statusCode()).isEqualTo(503);
            assertThat(queue.headers().firstValue("Retry-After")).hasValue("30");
        }
    }

    @Test
    void aShortKeyIsRefusedBeforeItRuns(@TempDir Path folder) throws Exception {
        try (DeskServer other = new DeskServer(storage, accounts, Optional.empty())) {
            other.runner().assertValid();
            other.runner().setProperty(TriageDesk.SIGNING_KEY, "short");
            other.runner().assertNotValid();
            other.runner().setProperty(TriageDesk.SIGNING_KEY, DeskServer.KEY);
            other.runner()
                    .setProperty(
                            TriageDesk.ACCOUNTS_FILE, folder.resolve("none").toString());
            other.runner().assertNotValid();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(server.address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return send(browser, server.address(path), form);
    }

    private static HttpResponse<String> send(HttpClient client, URI address, Map<String, String> form)
            throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String csrf(String page) {
        Matcher field = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static Touchpoint flagged(String id, String text) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(Instant.now().minusSeconds(900))
                .platform("mastodon")
                .text(text)
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority("p2")
                        .dueAt(Instant.now().plusSeconds(900))
                        .build())
                .build();
    }
}
