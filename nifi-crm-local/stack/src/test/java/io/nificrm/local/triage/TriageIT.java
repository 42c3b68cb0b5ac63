package io.nificrm.local.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** From a flag to an answer, in the exported flow of a real NiFi: people are told, reminded, and answer at the desk. */
class TriageIT {

    private static final Progress PROGRESS = new Progress(System.err);
    private static final String WAITING = "How many wait?";

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
    void peopleAreToldOfAnIncidentOnceByEachChannelAndRemindedOfWhatIsOverdue() throws Exception {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try (AlertReceiver receiver = new AlertReceiver();
                DutyMailbox mailbox = new DutyMailbox()) {
            long waiting = flagged().size();
            set(channels(receiver, mailbox, key));
            patiently("the chat to hear of what waits, though it failed first")
                    .until(() -> !receiver.chat().isEmpty());
            assertThat(receiver.refused()).hasSize(1);
            assertThat(receiver.chat())
                    .singleElement()
                    .satisfies(message -> assertThat(Told.id(message))
                            .isEqualTo(Told.id(receiver.refused().getFirst())));
            assertThat(Told.count(receiver.chat().getFirst()))
                    .isEqualTo(waiting)
                    .isGreaterThan(1);
            patiently("the mailbox to hear of what waits").until(() -> mailbox.told(0) == waiting);
            int earlier = mailbox.mails().size();

            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            complaints.incident(now, 0);
            awaitTold(receiver, mailbox, earlier, Complaints.voices() + 1);
            Request chat = receiver.chat().getLast();
            assertThat(receiver.chat()).as("one message, not one for each").hasSize(2);
            assertThat(Told.text(chat)).contains("p1: ").contains("plastic").contains("… and 3 more");
            assertOpensItsMentionAlone(Told.link(chat));
            assertThat(receiver.pager()).allSatisfy(message -> Told.assertSigned(message, key));
            assertThat(Told.listed(receiver.pager())).doesNotHaveDuplicates();
            assertThat(mailbox.mails()).as("one mail, not one for each").hasSize(earlier + 1);
            assertTellsOfTheIncident(mailbox.mails().getLast());
            assertOpensItsMentionAlone(DutyMailbox.link(mailbox.mails().getLast()));

            // fetched again, with more favourites: no news
            complaints.incident(now, 7);
            patiently("the numbers of the second fetch").until(() -> favourites(Complaints.id(0)) == 7);
            complaints.anotherOne(now);
            awaitTold(receiver, mailbox, earlier, Complaints.voices() + 2);
            assertThat(Told.count(receiver.chat().getLast())).isEqualTo(1);
            assertThat(DutyMailbox.count(mailbox.mails().getLast())).isEqualTo(1);
            assertThat(Told.listed(receiver.pager()))
                    .doesNotHaveDuplicates()
                    .contains(Complaints.id(0), Complaints.id(Complaints.leaving()));

            set(Map.of(AlertParameters.ESCALATION, "0 min: raise"));
            patiently("the overdue to be raised")
                    .until(() -> escalation(Complaints.id(Complaints.parcel())).isPresent());
            patiently("the reminders")
                    .untilAsserted(
                            () -> assertThat(Told.reminders(receiver.pager())).isEqualTo(escalated()));
            Triage triage = triage(Complaints.id(Complaints.parcel()));
            assertThat(triage.escalation()).hasValue(1);
            assertThat(triage.priority()).contains("p2");
            assertThat(escalation(Complaints.id(0)))
                    .as("what is not due yet is left alone")
                    .isEmpty();
            patiently("the reminder in the chat")
                    .until(() -> Told.text(receiver.chat().getLast()).contains("overdue: "));
            patiently("the reminder by mail")
                    .until(() -> DutyMailbox.plain(mailbox.mails().getLast()).contains("overdue: "));
            assertThat(receiver.refused()).hasSize(1);
        }
    }

    private static Map<String, String> channels(AlertReceiver receiver, DutyMailbox mailbox, byte[] key) {
        Map<String, String> parameters = new HashMap<>(mailbox.parameters());
        parameters.put(AlertParameters.CHAT, receiver.chatAddress().toString());
        parameters.put(AlertParameters.WEBHOOK, receiver.pagerAddress().toString());
        parameters.put(
                AlertParameters.WEBHOOK_SECRET, "whsec_" + Base64.getEncoder().encodeToString(key));
        parameters.put(AlertParameters.GROUP_WAIT, "5 sec");
        parameters.put(AlertParameters.GROUP_INTERVAL, "5 sec");
        return parameters;
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

    private static void awaitTold(AlertReceiver receiver, DutyMailbox mailbox, int earlier, int mentions) {
        patiently(mentions + " mentions to be told, by each channel").untilAsserted(() -> {
            assertThat(Told.count(receiver.pager(), "shouting.example")).isEqualTo(mentions);
            assertThat(receiver.chat().stream().skip(1).mapToLong(Told::count).sum())
                    .isEqualTo(mentions);
            assertThat(mailbox.told(earlier)).isEqualTo(mentions);
        });
    }

    /** One mail for all of them: how urgent, how many, the worst, why it is no mail of a person. */
    private static void assertTellsOfTheIncident(MimeMessage mail) throws Exception {
        assertThat(DutyMailbox.subject(mail))
                .startsWith("p1: " + (Complaints.voices() + 1) + " mentions need an answer (");
        assertThat(mail.getHeader("From")).containsExactly(DutyMailbox.SENDER);
        assertThat(mail.getHeader("To")).containsExactly(DutyMailbox.DUTY);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(DutyMailbox.plain(mail)).contains("plastic", "… and 3 more", "The queue: ", "/desk/queue");
        assertThat(DutyMailbox.html(mail)).contains("plastic", "… and 3 more", ">Open at the desk</a>");
    }

    /** The link of an alert shows its mention without a sign-in, for reading, and no other. */
    private static void assertOpensItsMentionAlone(String address) throws IOException, InterruptedException {
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

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(500));
    }
}
