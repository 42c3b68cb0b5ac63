package io.nificrm.email.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.normalize.Formats;
import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.RawItems;
import io.nificrm.source.SourcePoller;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading a mailbox of a real server: each message once, and nothing changes there unless it was asked for. */
class MailboxClientTest {
    private static final MailFolder INBOX = new MailFolder("support@acme.example@127.0.0.1:143", "INBOX");

    private final MemoryPollSession session = new MemoryPollSession();
    private MailServer server;

    @BeforeEach
    void start() throws Exception {
        server = new MailServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachMessageIsReadOnceByteForByteAndStaysUnread() throws Exception {
        String awkward = "hello\r\n\r\nFrom here on\r\n>From there\r\n\r\nend";
        server.arrives("INBOX", "one", awkward, Instant.now());
        server.arrives("two");

        run(server.settings());
        run(server.settings());

        assertThat(text(0)).contains("\r\n\r\n>From here on\r\n>>From there\r\n\r\nend\r\n");

        assertThat(ids()).containsExactly("email:one@acme.example", "email:two@acme.example");
        assertThat(session.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.items().mimeType()).isEqualTo("application/mbox");
            assertThat(delivery.items().count()).isEqualTo(2);
            assertThat(delivery.items().from().toString())
                    .startsWith("imap://127.0.0.1:" + server.port() + "/INBOX;UIDVALIDITY=")
                    .doesNotContain("support", MailServer.PASSWORD);
            assertThat(Collected.of(Formats.named("mime").orElseThrow(), delivery.content())
                            .touchpoints()
                            .getFirst()
                            .text())
                    .contains("hello\n\nFrom here on\n\nend");
        });
        assertThat(server.anySeen("INBOX")).isFalse();
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void aSingleMessageIsHandedOverAsItIs() throws Exception {
        server.arrives("one");

        run(server.settings());

        RawItems items = session.deliveries().getFirst().items();
        assertThat(items.mimeType()).isEqualTo("message/rfc822");
        assertThat(text(0)).startsWith("Message-ID: <one@acme.example>\r\n").endsWith("text of one\r\n");
    }

    @Test
    void whatArrivesLaterIsReadByTheNextRun() throws Exception {
        server.arrives("one");
        run(server.settings());
        server.arrives("two");
        server.arrives("three");
        run(server.settings());

        assertThat(ids())
                .containsExactly("email:one@acme.example", "email:two@acme.example", "email:three@acme.example");
    }

    @Test
    void aRestartInTheMiddleLosesNothingAndRepeatsNothing() throws Exception {
        for (int i = 0; i < 25; i++) {
            server.arrives("m" + i);
        }
        session.stopAfter(1);
        run(MailServer.settings(server.port(), AfterReading.LEAVE, 10));
        assertThat(session.deliveries()).hasSize(1);
        session.stopAfter(100);
        run(MailServer.settings(server.port(), AfterReading.LEAVE, 10));

        assertThat(ids()).hasSize(25).doesNotHaveDuplicates();
        assertThat(session.deliveries()).hasSize(3);
    }

    @Test
    void theFirstReadingGoesBackAsFarAsTheBacklog() throws Exception {
        server.arrives("INBOX", "old", "x", Instant.now().minus(Duration.ofDays(30)));
        server.arrives("INBOX", "recent", "x", Instant.now().minus(Duration.ofDays(2)));
        // moved here later, though it is old
        server.arrives("INBOX", "moved", "x", Instant.now().minus(Duration.ofDays(20)));
        run(server.settings());
        // what comes after that is new here, whatever its date
        server.arrives("INBOX", "imported", "x", Instant.now().minus(Duration.ofDays(40)));
        run(server.settings());

        assertThat(ids()).containsExactly("email:recent@acme.example", "email:imported@acme.example");
    }

    @Test
    void aFolderThatWasNumberedAnewIsReadAgainByDate() throws Exception {
        server.make("News");
        server.arrives("News", "ancient", "x", Instant.now().minus(Duration.ofDays(6)));
        server.arrives("News", "one", "x", Instant.now().minus(Duration.ofHours(1)));
        MailFolder news = new MailFolder("a", "News");
        run(server.settings(), news);
        server.rebuild("News");
        server.arrives("News", "ancient", "x", Instant.now().minus(Duration.ofDays(6)));
        server.arrives("News", "one", "x", Instant.now().minus(Duration.ofHours(1)));
        server.arrives("News", "two", "x", Instant.now());
        run(server.settings(), news);

        assertThat(ids())
                .containsExactly(
                        "email:ancient@acme.example",
                        "email:one@acme.example",
                        // again, with the id that it had
                        "email:one@acme.example",
                        "email:two@acme.example");
        assertThat(session.notices())
                .singleElement()
                .asString()
                .contains("News: the server has numbered its messages anew", "nothing is counted twice");
    }

    @Test
    void ofAMessageThatIsTooLargeTheHeaderLeavesWithTheReasonAndTheOthersGoOn() throws Exception {
        server.arrives("one");
        server.arrives("INBOX", "huge", "x".repeat(30_000), Instant.now());
        server.arrives("two");

        run(server.settings());

        assertThat(session.deliveries()).hasSize(3);
        RawItems refused = session.deliveries().get(1).items();
        assertThat(refused.refusal())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("larger than Maximum Message Size", "allowed are 20000", "(UID 2)"));
        assertThat(text(1)).contains("Message-ID: <huge@acme.example>").doesNotContain("xxx");
        assertThat(session.deliveries().getFirst().items().refusal()).isEmpty();
        assertThat(text(2)).contains("text of two");
    }

    @Test
    void whatIsToHappenAfterReadingHappensOnceTheCursorIsSaved() throws Exception {
        server.make("Done");
        server.arrives("INBOX", "old", "x", Instant.now().minus(Duration.ofDays(30)));
        server.arrives("one");
        server.arrives("INBOX", "huge", "x".repeat(30_000), Instant.now());
        MailboxSettings move = MailServer.settings(server.port(), AfterReading.MOVE, 100);

        run(move);
        assertThat(server.in("Done")).isEmpty();
        run(move);

        assertThat(server.in("INBOX")).containsExactly("old", "huge");
        assertThat(server.in("Done")).containsExactly("one");
        run(move);
        assertThat(server.in("Done")).containsExactly("one");
        assertThat(ids()).containsExactly("email:one@acme.example");
        assertThat(session.notices()).isEmpty();
    }

    @Test
    void messagesAreMarkedOrDeletedOnlyWhenTold() throws Exception {
        server.arrives("one");
        run(MailServer.settings(server.port(), AfterReading.MARK_SEEN, 100));
        run(MailServer.settings(server.port(), AfterReading.MARK_SEEN, 100));
        assertThat(server.anySeen("INBOX")).isTrue();
        assertThat(server.in("INBOX")).containsExactly("one");

        server.arrives("two");
        run(MailServer.settings(server.port(), AfterReading.DELETE, 100));
        run(MailServer.settings(server.port(), AfterReading.DELETE, 100));
        assertThat(server.in("INBOX"))
                .as("what was read before the change stays")
                .containsExactly("one");
    }

    @Test
    void aFolderOfMoveToThatIsMissingDoesNotStopTheReading() throws Exception {
        server.arrives("one");
        MailboxSettings move = MailServer.settings(server.port(), AfterReading.MOVE, 100);
        run(move);
        server.arrives("two");
        run(move);

        assertThat(ids()).containsExactly("email:one@acme.example", "email:two@acme.example");
        assertThat(session.notices()).singleElement().asString().contains("After Reading (Move) failed", "Move To");
        assertThat(server.in("INBOX")).containsExactly("one", "two");
    }

    @Test
    void aConnectionThatBreaksWithinAMessageLosesNothing() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.arrives("INBOX", "m" + i, "y".repeat(5_000), Instant.now());
        }
        try (CuttingProxy proxy = new CuttingProxy(server.port(), 4_000)) {
            run(MailServer.settings(proxy.port(), AfterReading.LEAVE, 100));
            assertThat(session.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.exception().fault()).isEqualTo(Fault.UNAVAILABLE);
                assertThat(failure.target()).isEqualTo("INBOX");
            });
        }
        assertThat(ids()).isEmpty();
        try (CuttingProxy proxy = new CuttingProxy(server.port(), 8_000)) {
            // enough for one message a connection: what was read whole is kept
            run(MailServer.settings(proxy.port(), AfterReading.LEAVE, 100));
        }
        assertThat(ids()).hasSize(3).doesNotHaveDuplicates();
        assertThat(session.failures()).hasSize(1);
    }

    @Test
    void faultsAreToldInWords() {
        MailboxSettings wrong = withPassword("wrong");
        run(wrong);
        assertThat(session.failures().getLast()).satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.CREDENTIALS_REFUSED);
            assertThat(failure.exception().getMessage())
                    .contains("signing in to 127.0.0.1:" + server.port())
                    .doesNotContain("wrong");
        });
        run(server.settings(), new MailFolder("a", "Nowhere"));
        assertThat(session.failures().getLast().exception().fault()).isEqualTo(Fault.NOT_FOUND);
        MailboxSettings settings = server.settings();
        server.close();
        run(settings);
        assertThat(session.failures().getLast().exception().fault()).isEqualTo(Fault.UNAVAILABLE);
    }

    @Test
    void verifyTellsWhatIsThere() throws Exception {
        server.arrives("one");
        try (MailboxClient client = new MailboxClient(server.settings(), Clock.systemUTC())) {
            assertThat(client.verify(List.of(INBOX, new MailFolder("a", "Nowhere"))))
                    .satisfiesExactly(
                            signIn -> assertThat(signIn.outcome()).isEqualTo(Check.Outcome.SUCCESSFUL),
                            inbox ->
                                    assertThat(inbox.explanation()).isEqualTo("It holds 1 messages, 1 of them unread."),
                            missing -> assertThat(missing.explanation()).contains("no such folder", "INBOX"));
        }
        try (MailboxClient client = new MailboxClient(withPassword("wrong"), Clock.systemUTC())) {
            assertThat(client.verify(List.of(INBOX))).extracting(Check::outcome).containsExactly(Check.Outcome.FAILED);
        }
        assertThat(server.anySeen("INBOX")).isFalse();
    }

    private MailboxSettings withPassword(String password) {
        MailboxSettings good = server.settings();
        return new MailboxSettings(
                good.host(),
                good.port(),
                good.security(),
                good.user(),
                good.oauth(),
                () -> password,
                good.initialBacklog(),
                good.afterReading(),
                good.moveTo(),
                good.batch(),
                good.maxMessageBytes(),
                good.connectTimeout(),
                good.responseTimeout(),
                good.ssl());
    }

    private void run(MailboxSettings settings) {
        run(settings, INBOX);
    }

    private void run(MailboxSettings settings, MailFolder folder) {
        MailboxClient client = new MailboxClient(settings, Clock.systemUTC());
        try (SourcePoller<MailFolder> poller =
                new SourcePoller<>(client, List.of(folder), 10, Clock.systemUTC(), new Random(1))) {
            poller.poll(session);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String text(int delivery) {
        return new String(session.deliveries().get(delivery).content(), StandardCharsets.UTF_8);
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        session.deliveries().stream()
                .filter(delivery -> delivery.items().refusal().isEmpty())
                .forEach(delivery ->
                        ids.addAll(Collected.of(Formats.named("mime").orElseThrow(), delivery.content())
                                .ids()));
        return ids;
    }
}
