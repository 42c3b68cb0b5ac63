package io.nificrm.email.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.MovableClock;
import io.nificrm.source.SourcePoller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source must survive, as a mailbox has it: each trouble is told, and afterwards everything is read once. */
class MailboxTroubleTest {
    private static final MailFolder INBOX = new MailFolder("a", "INBOX");

    private final MovableClock patience = new MovableClock();
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
    void anEmptyFolderIsSilence() throws Exception {
        run(server.port(), List.of(INBOX));

        assertThat(session.deliveries()).isEmpty();
        assertThat(session.failures()).isEmpty();
    }

    @Test
    void oneFolderOfSeveralThatIsMissingIsItsOwnTrouble() throws Exception {
        server.arrives("one");

        run(server.port(), List.of(new MailFolder("a", "Nowhere"), INBOX));

        assertThat(session.deliveries()).hasSize(1);
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.target()).isEqualTo("Nowhere");
            assertThat(failure.exception().fault()).isEqualTo(Fault.NOT_FOUND);
            assertThat(failure.exception().nextStep()).contains("Verify lists the folders");
        });
    }

    @Test
    void aServerThatIsAwayTwiceIsLeftAloneForAWhileEachTimeAndReadAfterwards() throws Exception {
        server.arrives("one");
        for (int time = 0; time < 2; time++) {
            try (CuttingProxy away = new CuttingProxy(server.port(), 0);
                    SourcePoller<MailFolder> poller = poller(away.port(), List.of(INBOX))) {
                poller.poll(session);
                poller.poll(session);
            }
        }
        assertThat(session.failures()).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.UNAVAILABLE);
            assertThat(failure.nextAttempt()).isAfter(patience.instant());
        });
        run(server.port(), List.of(INBOX));

        assertThat(session.deliveries()).hasSize(1);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = listen()) {
            run(silent.getLocalPort(), List.of(INBOX));

            assertUnavailable();
        }
    }

    @Test
    void aWebServerIsNoMailServer() throws Exception {
        try (ServerSocket web = listen()) {
            Thread.ofVirtual().start(() -> answer(web, "HTTP/1.1 400 Bad Request\r\n\r\n<html>no</html>\r\n"));
            run(web.getLocalPort(), List.of(INBOX));

            assertUnavailable();
        }
    }

    private void assertUnavailable() {
        assertThat(session.deliveries()).isEmpty();
        assertThat(session.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.exception().fault()).isEqualTo(Fault.UNAVAILABLE);
            assertThat(failure.exception().getMessage()).startsWith("signing in to 127.0.0.1:");
            assertThat(failure.exception().nextStep()).isNotBlank();
        });
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static void answer(ServerSocket listening, String words) {
        try {
            while (true) {
                try (Socket client = listening.accept()) {
                    client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void run(int port, List<MailFolder> folders) throws InterruptedException {
        try (SourcePoller<MailFolder> poller = poller(port, folders)) {
            poller.poll(session);
        }
    }

    private SourcePoller<MailFolder> poller(int port, List<MailFolder> folders) {
        MailboxSettings patient = MailServer.settings(port, AfterReading.LEAVE, 100);
        MailboxSettings settings = new MailboxSettings(
                patient.host(),
                patient.port(),
                patient.security(),
                patient.user(),
                patient.oauth(),
                patient.secret(),
                patient.initialBacklog(),
                patient.afterReading(),
                patient.moveTo(),
                patient.batch(),
                patient.maxMessageBytes(),
                patient.connectTimeout(),
                port == server.port() ? patient.responseTimeout() : Duration.ofSeconds(2),
                patient.ssl());
        return new SourcePoller<>(new MailboxClient(settings, Clock.systemUTC()), folders, 10, patience, new Random(1));
    }
}
