package io.nificrm.triage.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.nificrm.source.MovableClock;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.SourceProperties;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.access.SignedLinks;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendTriageAlertsTest {
    private static final String KEY = "a signing key of more than thirty-two characters";
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final JsonMapper JSON = new JsonMapper();

    private final MovableClock clock = new MovableClock();
    private final PlatformStub stub = new PlatformStub();
    private TestRunner runner;
    private boolean started;

    @BeforeEach
    void open() {
        runner = runner();
        stub.on("/hook", request -> PlatformStub.text(200, "text/plain", "ok"));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private TestRunner runner() {
        started = false;
        TestRunner fresh = TestRunners.newTestRunner(new SendTriageAlerts(clock));
        fresh.setProperty(AlertProperties.WEBHOOK_ADDRESS, stub.address("/hook").toString());
        fresh.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
        fresh.setProperty(AlertProperties.DESK_ADDRESS, "https://crm.example/desk/");
        fresh.setProperty(AlertProperties.SIGNING_KEY, KEY);
        return fresh;
    }

    @Test
    void anIncidentOfFiftyMentionsIsOneMessageThatCountsAndLinks() throws IOException {
        for (int i = 0; i < 50; i++) {
            runner.enqueue(TriageStorage.lines(
                    flagged("m:" + i, "Parcel " + i + " is late").build()));
        }
        run();
        assertThat(stub.requests()).as("the first waits for others").isEmpty();
        clock.advance(Duration.ofSeconds(31));
        run();
        run();

        String text = slackText();
        assertThat(text)
                .startsWith("*p2: 50 mentions need an answer (late-delivery / delivery)*")
                .contains("… and 45 more")
                .contains("<https://crm.example/desk/queue|To the queue>");
        assertThat(stub.requests()).hasSize(1);
        runner.assertTransferCount(SendTriageAlerts.SUCCESS, 50);
        MockFlowFile sent =
                runner.getFlowFilesForRelationship(SendTriageAlerts.SENT).getFirst();
        assertThat(JSON.readTree(sent.getContent()).path("count").asLong()).isEqualTo(50);
    }

    @Test
    void eachLinkOpensItsMentionAndNoOther() throws IOException {
        tell(flagged("mastodon:https://x.example/1?a=b&c", "Late").build());

        Matcher link = Pattern.compile(
                        "<https://crm.example/desk/mention\\?id=([^&]+)&amp;expires=(\\d+)&amp;signature=([^|]+)\\|")
                .matcher(slackText());
        assertThat(link.find()).isTrue();
        SignedLinks links = new SignedLinks(KEY, clock);
        String id = URLDecoder.decode(link.group(1), StandardCharsets.UTF_8);
        assertThat(id).isEqualTo("mastodon:https://x.example/1?a=b&c");
        assertThat(links.opens(id, link.group(2), link.group(3))).isTrue();
        assertThat(links.opens("mastodon:other", link.group(2), link.group(3))).isFalse();
        clock.advance(Duration.ofHours(13));
        assertThat(links.opens(id, link.group(2), link.group(3))).isFalse();
    }

    @Test
    void whatAMentionSaysStaysText() throws IOException {
        String attack =
                "<!channel> @everyone <https://evil.example|click> [x](https://evil.example) ![](https://t.example/p)"
                        + " & <b>";
        tell(flagged("m:hostile", attack)
                .author(AuthorBuilder.builder().handle("<!here>").build())
                .build());

        assertThat(slackText())
                .doesNotContain("<!channel>", "<!here>", "<https://evil", "@everyone", "](", "![")
                .contains("&lt;!channel&gt;", "&amp; &lt;b&gt;");
    }

    @Test
    void aMentionIsToldOnceHoweverOftenItIsFetchedAlsoAfterARestart() throws IOException {
        Touchpoint late = flagged("m:1", "Late").build();
        tell(late);
        tell(late);
        assertThat(stub.requests()).hasSize(1);

        TestRunner restarted = runner();
        restarted
                .getStateManager()
                .setState(runner.getStateManager().getState(Scope.CLUSTER).toMap(), Scope.CLUSTER);
        runner = restarted;
        clock.advance(Duration.ofHours(1));
        tell(late);
        assertThat(stub.requests()).hasSize(1);

        tell(TouchpointBuilder.builder(late)
                .triage(TriageBuilder.builder(late.triage().orElseThrow())
                        .escalation(1)
                        .build())
                .build());
        assertThat(slackText()).as("each step of escalation is news").contains("overdue: late-delivery");
    }

    @Test
    void whatIsOursAnsweredOrDoneCallsNobody() throws IOException {
        Touchpoint late = flagged("m:1", "Late").build();
        tell(
                TouchpointBuilder.builder(late)
                        .author(AuthorBuilder.builder()
                                .handle("acme")
                                .ours(true)
                                .build())
                        .build(),
                TouchpointBuilder.builder(late)
                        .id("m:2")
                        .triage(TriageBuilder.builder(late.triage().orElseThrow())
                                .status("dismissed")
                                .build())
                        .build());

        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void tooMuchOfOurOwnCallsSomebody() throws IOException {
        Touchpoint late = flagged("m:1", "Late").build();
        tell(TouchpointBuilder.builder(late)
                .author(AuthorBuilder.builder().handle("acme").ours(true).build())
                .triage(TriageBuilder.builder(late.triage().orElseThrow())
                        .reasons(List.of("caps/loud"))
                        .build())
                .build());

        assertThat(slackText()).contains("1 mention needs an answer (caps/loud");
    }

    @Test
    void whatIsNotTakenWaitsAsLongAsTheOtherSideAsks() throws IOException {
        stub.interfere(PlatformStub.status(429).header("Retry-After", "120"), PlatformStub.status(500));
        tell(flagged("m:1", "Late").build());
        assertThat(stub.requests()).hasSize(1);
        assertThat(runner.getLogger().getWarnMessages())
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning.getMsg()).contains("answered 429").doesNotContain("/hook"));

        clock.advance(Duration.ofSeconds(119));
        run();
        assertThat(stub.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        run();
        assertThat(stub.requests()).as("500, without a wish").hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        run();
        assertThat(stub.requests()).hasSize(3);
        assertThat(slackText()).contains("1 mention needs an answer");
        runner.assertTransferCount(SendTriageAlerts.SENT, 1);
    }

    @Test
    void aJsonWebhookIsSignedAsStandardWebhooksSay() throws Exception {
        runner.setProperty(AlertProperties.CHANNEL, ChannelKind.WEBHOOK);
        runner.setProperty(AlertProperties.WEBHOOK_SECRET, SECRET);
        tell(flagged("m:1", "Late <b>").build());

        PlatformStub.Request request = stub.lastRequest();
        JsonNode mention = JSON.readTree(request.body()).at("/groups/0/mentions/0");
        assertThat(mention.path("id").asText()).isEqualTo("m:1");
        assertThat(mention.path("text").asText()).isEqualTo("Late <b>");
        assertThat(mention.path("rule").asText()).isEqualTo("late-delivery");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        String signed = request.header("webhook-id") + '.' + request.header("webhook-timestamp") + '.' + request.body();
        assertThat(request.header("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        assertThat(request.header("webhook-id"))
                .isEqualTo(JSON.readTree(request.body()).path("id").asText());
    }

    @Test
    void aMailIsTextAndEscapedHtmlAndSaysThatAProgramWroteIt() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("alerts", "a good password");
        server.start();
        try {
            runner.setProperty(AlertProperties.CHANNEL, ChannelKind.EMAIL);
            runner.setProperty(AlertProperties.SMTP_HOST, "127.0.0.1");
            runner.setProperty(
                    AlertProperties.SMTP_PORT, Integer.toString(server.getSmtp().getPort()));
            runner.setProperty(AlertProperties.SMTP_ENCRYPTION, MailSettings.Encryption.NONE);
            runner.setProperty(AlertProperties.SMTP_USER, "alerts");
            runner.setProperty(AlertProperties.SMTP_PASSWORD, "a good password");
            runner.setProperty(AlertProperties.FROM, "CRM <alerts@acme.example>");
            runner.setProperty(AlertProperties.TO, "duty@acme.example, lea@acme.example");
            assertThat(verify()).isEqualTo(ConfigVerificationResult.Outcome.SUCCESSFUL);

            tell(flagged("m:1", "Late\r\nBcc: all@evil.example <script>alert(1)</script>")
                    .topics(List.of("delivery\r\nBcc: all@evil.example"))
                    .build());

            assertThat(server.getReceivedMessages()).hasSize(2);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).contains("1 mention needs an answer").doesNotContain("\n");
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getMessageID()).matches("<[0-9a-f]{32}@acme.example>");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getBodyPart(0).getContent().toString())
                    .contains("<script>", "https://crm.example/desk/mention?id=m%3A1&expires=");
            assertThat(parts.getBodyPart(1).getContent().toString())
                    .doesNotContain("<script>")
                    .contains("&lt;script&gt;", "https://crm.example/desk/mention?id&#x3D;m%3A1&amp;expires");

            runner.setProperty(AlertProperties.SMTP_PASSWORD, "a wrong password");
            assertThat(verify()).isEqualTo(ConfigVerificationResult.Outcome.FAILED);
            runner.setProperty(AlertProperties.SMTP_PASSWORD, "a good password");
            runner.setProperty(AlertProperties.SMTP_ENCRYPTION, MailSettings.Encryption.STARTTLS);
            assertThat(verify()).as("nothing is sent in the clear").isEqualTo(ConfigVerificationResult.Outcome.FAILED);
        } finally {
            server.stop();
        }
    }

    @Test
    void whatIsNoTouchpointLeavesAsADeadLetter() throws IOException {
        runner.enqueue(TriageStorage.lines(flagged("m:1", "Late").build()) + "no json\n");
        run();

        assertThat(runner.getFlowFilesForRelationship(SendTriageAlerts.INVALID)
                        .getFirst()
                        .getContent())
                .contains("\"payload\":\"no json\"");
        runner.assertTransferCount(SendTriageAlerts.SUCCESS, 1);
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeItRuns() {
        runner.setProperty(AlertProperties.QUIET_HOURS, "at night");
        runner.assertNotValid();
        runner.setProperty(AlertProperties.QUIET_HOURS, "22:00-07:00");
        runner.setProperty(AlertProperties.TIME_ZONE, "Berlin");
        runner.assertNotValid();
        runner.setProperty(AlertProperties.TIME_ZONE, "Europe/Berlin");
        runner.assertValid();
        runner.setProperty(AlertProperties.WEBHOOK_ADDRESS, "hooks.slack.com");
        runner.assertNotValid();
    }

    private ConfigVerificationResult.Outcome verify() {
        SendTriageAlerts processor = (SendTriageAlerts) runner.getProcessor();
        return processor
                .verify(runner.getProcessContext(), runner.getLogger(), java.util.Map.of())
                .getFirst()
                .getOutcome();
    }

    private void tell(Touchpoint... touchpoints) throws IOException {
        runner.enqueue(TriageStorage.lines(touchpoints));
        run();
        clock.advance(Duration.ofSeconds(31));
        run();
    }

    /** One run of a processor that stays started. */
    private void run() {
        runner.run(1, false, !started);
        started = true;
    }

    private String slackText() throws IOException {
        return JSON.readTree(stub.lastRequest().body()).path("text").asText();
    }

    private static TouchpointBuilder flagged(String id, String text) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(new MovableClock().instant().minusSeconds(600))
                .platform("mastodon")
                .text(text)
                .topics(List.of("delivery"))
                .author(AuthorBuilder.builder().handle("jo").build())
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority("p2")
                        .reasons(List.of("late-delivery"))
                        .dueAt(new MovableClock().instant().plusSeconds(600))
                        .build());
    }
}
