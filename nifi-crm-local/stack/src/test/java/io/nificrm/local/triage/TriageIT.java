package io.nificrm.local.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.demo.Demo;
import io.nificrm.local.demo.DemoSettings;
import io.nificrm.local.demo.StoredTouchpoints;
import io.nificrm.local.flow.AlertParameters;
import io.nificrm.local.flow.FlowParameters;
import io.nificrm.local.flow.OptionalComponents;
import io.nificrm.local.nifi.Components;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** From a flag to an answer, in the exported flow of a real NiFi: people are told, reminded, and answer at the desk. */
class TriageIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Progress PROGRESS = new Progress(System.err);
    private static final String WAITING = "How many wait for us?";
    private static final Pattern COUNT = Pattern.compile("(\\d+) mentions? needs? an answer");
    private static final Pattern OPEN = Pattern.compile("<(http[^|>]+/mention\\?[^|>]+)\\|Open>");

    @TempDir
    private static Path run;

    private static Demo demo;
    private static StoredTouchpoints stored;
    private static Complaints complaints;

    @TempDir
    private Path browserProfile;

    @BeforeAll
    static void start() throws Exception {
        DemoSettings settings = new DemoSettings(StackSettings.of(run), DemoSettings.Ports.ANY, 3, 0, 0, "1 min");
        demo = Demo.start(Checkout.current(), settings, PROGRESS);
        stored = new StoredTouchpoints(demo.stack().elasticsearch().url());
        complaints = new Complaints(run.resolve("inbox").resolve("mastodon"), run.resolve("bag"));
        demo.silence();
        int posted = demo.community().manifest().posted().size();
        patiently("the community's touchpoints").until(() -> stored.count() >= posted);
    }

    /** What NiFi complains of tells why a test failed. */
    @AfterEach
    void complaints() throws Exception {
        demo.stack().client().bulletins().forEach(bulletin -> PROGRESS.say("NiFi: " + bulletin));
    }

    @AfterAll
    static void stop() {
        stored.close();
        demo.close();
    }

    @Test
    void peopleAreToldOfAnIncidentOnceAndRemindedOfWhatIsOverdue() throws Exception {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try (AlertReceiver receiver = new AlertReceiver()) {
            long waiting = flagged().size();
            set(Map.of(
                    AlertParameters.CHAT,
                    receiver.chatAddress().toString(),
                    AlertParameters.WEBHOOK,
                    receiver.pagerAddress().toString(),
                    AlertParameters.WEBHOOK_SECRET,
                    "whsec_" + Base64.getEncoder().encodeToString(key),
                    AlertParameters.GROUP_WAIT,
                    "5 sec",
                    AlertParameters.GROUP_INTERVAL,
                    "5 sec"));
            patiently("the chat to hear of what waits, though it failed first")
                    .until(() -> !receiver.chat().isEmpty());
            assertThat(receiver.refused()).hasSize(1);
            assertThat(receiver.chat())
                    .singleElement()
                    .satisfies(message -> assertThat(id(message))
                            .isEqualTo(id(receiver.refused().getFirst())));
            assertThat(count(receiver.chat().getFirst())).isEqualTo(waiting).isGreaterThan(1);

            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            complaints.incident(now, 0);
            awaitTold(receiver, Complaints.voices() + 1);
            Request chat = receiver.chat().getLast();
            assertThat(receiver.chat()).as("one message, not one for each").hasSize(2);
            assertThat(text(chat)).contains("p1: ").contains("plastic").contains("… and 3 more");
            assertOpensItsMentionAlone(text(chat));
            assertThat(receiver.pager()).allSatisfy(message -> assertSigned(message, key));
            assertThat(listed(receiver.pager())).doesNotHaveDuplicates();

            // fetched again, with more favourites: no news
            complaints.incident(now, 7);
            patiently("the numbers of the second fetch").until(() -> favourites(Complaints.id(0)) == 7);
            complaints.anotherOne(now);
            awaitTold(receiver, Complaints.voices() + 2);
            assertThat(count(receiver.chat().getLast())).isEqualTo(1);
            assertThat(listed(receiver.pager()))
                    .doesNotHaveDuplicates()
                    .contains(Complaints.id(0), Complaints.id(Complaints.leaving()));

            set(Map.of(AlertParameters.ESCALATION, "0 min: raise"));
            patiently("the overdue to be raised")
                    .until(() -> escalation(Complaints.id(Complaints.parcel())).isPresent());
            patiently("the reminders")
                    .untilAsserted(() -> assertThat(reminders(receiver.pager())).isEqualTo(escalated()));
            Triage triage = triage(Complaints.id(Complaints.parcel()));
            assertThat(triage.escalation()).hasValue(1);
            assertThat(triage.priority()).contains("p2");
            assertThat(escalation(Complaints.id(0)))
                    .as("what is not due yet is left alone")
                    .isEmpty();
            patiently("the reminder in the chat")
                    .until(() -> text(receiver.chat().getLast()).contains("overdue: "));
            assertThat(receiver.refused()).hasSize(1);
        }
    }

    @Test
    void anAgentsMorning() throws Exception {
        ChromeDriver browser = Chromium.start(browserProfile);
        try {
            Board board = new Board(
                    "rapid-response",
                    "rapid_response",
                    demo.stack().elasticsearch().url());
            String said = complaints.aloneAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            patiently("the complaint").until(() -> touchpoint(said).isPresent());
            Morning morning = new Morning(browser, demo.desk());
            long before = morning.begin();
            long onTheBoard = board.count(WAITING);
            assertThat(onTheBoard).isEqualTo(before).isPositive();

            String worst = morning.takeTheWorst();
            morning.readWhy();
            morning.copyTheReply();
            morning.answerAndResolve();

            assertThat(morning.goBack()).isEqualTo(before - 1);
            patiently("the board to know").until(() -> board.count(WAITING) == onTheBoard - 1);
            Triage triage = triage(worst);
            assertThat(triage.status()).contains("resolved");
            assertThat(triage.respondedAt()).isPresent();
        } finally {
            browser.quit();
        }
    }

    /** Sets parameters, and switches on what lacks nothing any more, as an operator does. */
    private static void set(Map<String, String> parameters) throws Exception {
        var nifi = demo.stack().client();
        OptionalComponents optional = OptionalComponents.ofKnownFlow(new Components(nifi, demo.group()));
        nifi.setParameters(FlowParameters.CONTEXT, parameters);
        optional.switchOn();
        nifi.start(demo.group());
    }

    private static void awaitTold(AlertReceiver receiver, int mentions) {
        patiently(mentions + " mentions to be told, to both").untilAsserted(() -> {
            assertThat(groups(receiver.pager()).stream()
                            .filter(group -> mentions(group).stream().anyMatch(id -> id.contains("shouting.example")))
                            .mapToLong(group -> group.path("count").asLong())
                            .sum())
                    .isEqualTo(mentions);
            assertThat(receiver.chat().stream()
                            .skip(1)
                            .mapToLong(TriageIT::count)
                            .sum())
                    .isEqualTo(mentions);
        });
    }

    /** The link of an alert shows its mention without a sign-in, for reading, and no other. */
    private static void assertOpensItsMentionAlone(String message) throws IOException, InterruptedException {
        Matcher link = OPEN.matcher(message);
        assertThat(link.find()).as("%s", message).isTrue();
        String address = link.group(1).replace("&amp;", "&");
        HttpResponse<String> page = get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("plastic", "Why it is here").doesNotContain("name=\"csrf\"");
        assertThat(get(address.replaceFirst("shouter\\d", "shouter9")).statusCode())
                .isNotEqualTo(200);
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static OptionalLong escalation(String id) throws IOException, InterruptedException {
        return triage(id).escalation();
    }

    /** How many mentions the reminders tell of. */
    private static long reminders(List<Request> messages) {
        return groups(messages).stream()
                .filter(group -> group.path("group").asText().startsWith("overdue: "))
                .mapToLong(group -> group.path("count").asLong())
                .sum();
    }

    private static long escalated() throws IOException, InterruptedException {
        return flagged().stream()
                .filter(mention ->
                        mention.triage().map(Triage::escalation).orElseThrow().isPresent())
                .count();
    }

    /** The mentions that people have to be told of: flagged, and not our own. */
    private static List<Touchpoint> flagged() throws IOException, InterruptedException {
        return stored.all().stream()
                .filter(touchpoint -> touchpoint
                        .triage()
                        .flatMap(Triage::queue)
                        .filter("rapid_response"::equals)
                        .isPresent())
                .filter(touchpoint ->
                        !touchpoint.author().flatMap(author -> author.ours()).orElse(false))
                .toList();
    }

    private static Triage triage(String id) throws IOException, InterruptedException {
        return touchpoint(id).flatMap(Touchpoint::triage).orElseThrow();
    }

    private static long favourites(String id) throws IOException, InterruptedException {
        return touchpoint(id)
                .flatMap(Touchpoint::engagement)
                .map(engagement -> engagement.likes().orElse(0))
                .orElse(0L);
    }

    private static Optional<Touchpoint> touchpoint(String id) throws IOException, InterruptedException {
        return stored.all().stream()
                .filter(touchpoint -> touchpoint.id().equals(id))
                .findFirst();
    }

    private static String id(Request message) {
        return message.header("webhook-id").orElseThrow();
    }

    private static String text(Request message) {
        return json(message).path("text").asText();
    }

    /** How many mentions a message of the chat says that it tells of. */
    private static long count(Request message) {
        Matcher count = COUNT.matcher(text(message));
        assertThat(count.find()).as("%s", text(message)).isTrue();
        return Long.parseLong(count.group(1));
    }

    private static List<JsonNode> groups(List<Request> messages) {
        List<JsonNode> groups = new ArrayList<>();
        messages.forEach(message -> json(message).path("groups").forEach(groups::add));
        return groups;
    }

    private static List<String> listed(List<Request> messages) {
        return groups(messages).stream()
                .filter(group -> !group.path("group").asText().startsWith("overdue: "))
                .flatMap(group -> mentions(group).stream())
                .toList();
    }

    private static List<String> mentions(JsonNode group) {
        return group.path("mentions")
                .valueStream()
                .map(mention -> mention.path("id").asText())
                .toList();
    }

    /** As Standard Webhooks has receivers do it. */
    private static void assertSigned(Request message, byte[] key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = id(message) + "." + message.header("webhook-timestamp").orElseThrow() + "."
                + message.body().text();
        assertThat(message.header("webhook-signature"))
                .contains("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    private static JsonNode json(Request message) {
        try {
            return JSON.readTree(message.body().text());
        } catch (IOException noJson) {
            throw new AssertionError("Not JSON: " + message.body().text(), noJson);
        }
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(500));
    }
}
