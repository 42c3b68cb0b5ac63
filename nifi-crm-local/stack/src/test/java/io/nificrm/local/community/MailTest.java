package io.nificrm.local.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.LoopbackServer;
import io.nificrm.local.community.mail.Provider;
import io.nificrm.local.community.mail.WebhookKey;
import io.nificrm.normalize.Formats;
import io.nificrm.normalize.Normalizer;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void lettersBouncesAndComplaintsAreReadBackAsTheManifestSays() throws Exception {
        try (CommunityServer server = mails().mailRecipients(200).start()) {
            Map<String, Manifest.Posted> expected = server.manifest().posted().stream()
                    .filter(posted -> posted.targets().contains("mailbox"))
                    .collect(Collectors.toMap(Manifest.Posted::id, posted -> posted));
            List<Touchpoint> read = new ArrayList<>();
            for (String message : server.messages().values()) {
                read.addAll(normalized("mime", message));
            }

            assertThat(expected.values()).extracting(Manifest.Posted::kind).contains("message", "bounced");
            assertThat(read).extracting(Touchpoint::id).containsExactlyInAnyOrderElementsOf(expected.keySet());
            assertThat(read).allSatisfy(touchpoint -> {
                Manifest.Posted posted = expected.get(touchpoint.id());
                assertThat(touchpoint.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(posted.kind());
                assertThat(touchpoint.timestamp()).isEqualTo(posted.at());
            });
            assertThat(read)
                    .filteredOn(touchpoint -> touchpoint.type() == Touchpoint.Type.MENTION)
                    .allSatisfy(touchpoint -> assertThat(touchpoint.inReplyTo())
                            .isEqualTo(expected.get(touchpoint.id()).inReplyTo()));
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void webhooksGetEveryEventOnceAlsoAfterFailures(Provider provider) {
        ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        AtomicInteger requests = new AtomicInteger();
        LoopbackServer hook = LoopbackServer.start(0, List.of(request -> {
            int number = requests.incrementAndGet();
            if (number == 3) {
                return Optional.of(Answer.error(503, "not now"));
            }
            if (number == 4) {
                return Optional.of(Answer.error(401, "no key yet"));
            }
            bodies.add(request.body().text());
            return Optional.of(Answer.text("text/plain", "ok"));
        }));
        try (hook;
                CommunityServer server = mails().mailRecipients(40)
                        .webhook(provider, hook.url(), WebhookKey.of(provider))
                        .start()) {
            int expected = (int) server.manifest().posted().stream()
                    .filter(posted -> posted.targets().contains("webhook:" + provider.id()))
                    .count();

            await().atMost(Duration.ofMinutes(1)).until(() -> server.webhookEventsTaken() == expected);
            assertThat(expected).isGreaterThan(40);
            assertThat(bodies).hasSize(expected).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void webhooksAreReadBackAsTheManifestSays(Provider provider) throws Exception {
        Assumptions.assumeTrue(Formats.named(provider.id()).isPresent(), "the product has no format " + provider.id());
        ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        LoopbackServer hook = LoopbackServer.start(0, List.of(request -> {
            bodies.add(request.body().text());
            return Optional.of(Answer.text("text/plain", "ok"));
        }));
        try (hook;
                CommunityServer server = mails().mailRecipients(100)
                        .webhook(provider, hook.url(), WebhookKey.of(provider))
                        .start()) {
            Map<String, Manifest.Posted> expected = server.manifest().posted().stream()
                    .filter(posted -> posted.targets().contains("webhook:" + provider.id()))
                    .collect(Collectors.toMap(Manifest.Posted::id, posted -> posted));
            await().atMost(Duration.ofMinutes(1)).until(() -> server.webhookEventsTaken() == expected.size());
            List<Touchpoint> read = new ArrayList<>();
            for (String body : bodies) {
                read.addAll(normalized(provider.id(), body));
            }

            assertThat(read).extracting(Touchpoint::id).containsExactlyInAnyOrderElementsOf(expected.keySet());
            assertThat(read).allSatisfy(touchpoint -> {
                Manifest.Posted posted = expected.get(touchpoint.id());
                assertThat(touchpoint.kind().name().toLowerCase(Locale.ROOT)).isEqualTo(posted.kind());
                assertThat(touchpoint.timestamp()).isEqualTo(posted.at());
            });
        }
    }

    @Test
    void theMailboxIsListed() {
        try (CommunityServer server = mails().mailRecipients(50).start()) {
            Caller caller = new Caller(server.url());
            JsonNode names = caller.json("/mail/");

            assertThat(names).hasSameSizeAs(server.messages().keySet());
            assertThat(caller.get(names.get(0).asText()).body()).startsWith("Message-ID: <");
        }
    }

    private static CommunityServer.Builder mails() {
        return CommunityServer.builder()
                .clock(new SettableClock(START))
                .historySize(20)
                .livePerMinute(0);
    }

    private static List<Touchpoint> normalized(String format, String content) throws Exception {
        List<Touchpoint> touchpoints = new ArrayList<>();
        new Normalizer(Formats.named(format).orElseThrow(), Reading.at(START))
                .run(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), new Sink() {
                    @Override
                    public void touchpoint(Touchpoint touchpoint) {
                        touchpoints.add(touchpoint);
                    }

                    @Override
                    public void invalid(InvalidItem item) {
                        throw new AssertionError(item.reason());
                    }

                    @Override
                    public void ignored(String what) {
                        throw new AssertionError(what);
                    }
                });
        return touchpoints;
    }
}
