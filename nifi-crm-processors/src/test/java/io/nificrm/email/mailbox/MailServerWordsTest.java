package io.nificrm.email.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nificrm.source.Check;
import io.nificrm.source.Fault;
import io.nificrm.source.MemoryPollSession;
import io.nificrm.source.SourcePoller;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers answer, in the words of Gmail, Exchange and Dovecot, and what the operator is told. */
class MailServerWordsTest {
    private static final MailFolder INBOX = new MailFolder("a", "INBOX");
    private final MemoryPollSession session = new MemoryPollSession();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [AUTHENTICATIONFAILED] Invalid credentials (Failure)                     | CREDENTIALS_REFUSED
            [ALERT] Application-specific password required (Failure)                 | CREDENTIALS_REFUSED
            LOGIN failed.                                                            | CREDENTIALS_REFUSED
            [EXPIRED] That password isn't valid any more                             | CREDENTIALS_REFUSED
            [PRIVACYREQUIRED] Plaintext authentication disallowed                    | REQUEST_REFUSED
            [AUTHORIZATIONFAILED] No such authorization-ID                           | NOT_ALLOWED
            [UNAVAILABLE] Temporary authentication failure                           | UNAVAILABLE
            [LIMIT] Too many simultaneous connections. (Failure)                     | UNAVAILABLE
            Account exceeded command or bandwidth limits. (Failure)                  | UNAVAILABLE
            [THROTTLED] Request is throttled. Suggested Backoff Time: 11000 ms       | UNAVAILABLE
            """)
    void aRefusedSignInIsShownInTheServersWords(String words, Fault fault) throws IOException {
        try (ImapScript script = new ImapScript("", Map.of("LOGIN", "NO " + words))) {
            run(script);
            assertThat(session.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.exception().fault()).isEqualTo(fault);
                assertThat(failure.exception().getMessage())
                        .contains(words.replaceFirst("^\\[ALERT\\] ", ""))
                        .doesNotContain(MailServer.PASSWORD);
                assertThat(failure.exception().nextStep()).isNotBlank();
            });
        }
    }

    @Test
    void alertsReachTheOperator() throws IOException {
        try (ImapScript script = new ImapScript(
                "",
                Map.of(
                        "LOGIN", "OK [ALERT] This mailbox is nearly full",
                        "EXAMINE", "* 0 EXISTS\n* OK [UIDVALIDITY 7] ok\n* OK [UIDNEXT 1] ok\nOK [READ-ONLY] done",
                        "SEARCH", "* SEARCH\nOK done"))) {
            try (MailboxClient client = client(script)) {
                // the library tells of alerts on a thread of its own
                await().untilAsserted(() -> assertThat(client.verify(List.of(INBOX)))
                        .extracting(Check::explanation)
                        .anyMatch(words -> words.contains("the mail server says: This mailbox is nearly full")));
            }
            assertThat(script.commands())
                    .anyMatch(command -> command.startsWith("EXAMINE INBOX"))
                    .noneMatch(command -> command.startsWith("SELECT"));
        }
    }

    @Test
    void plainTextIsNotSpokenToAServerThatCannotEncrypt() throws IOException {
        try (ImapScript script = new ImapScript("", Map.of())) {
            MailboxSettings plain = MailServer.settings(script.port(), AfterReading.LEAVE, 100);
            MailboxSettings encrypted = new MailboxSettings(
                    plain.host(),
                    plain.port(),
                    TransportSecurity.STARTTLS,
                    plain.user(),
                    false,
                    plain.secret(),
                    plain.initialBacklog(),
                    plain.afterReading(),
                    plain.moveTo(),
                    plain.batch(),
                    plain.maxMessageBytes(),
                    plain.connectTimeout(),
                    plain.responseTimeout(),
                    plain.ssl());
            run(new MailboxClient(encrypted, Clock.systemUTC()));

            assertThat(session.failures()).hasSize(1);
            assertThat(script.commands()).noneMatch(command -> command.contains(MailServer.PASSWORD));
        }
    }

    @Test
    void tokensAreSentAsXoauth2() throws IOException {
        try (ImapScript script =
                new ImapScript("AUTH=XOAUTH2 SASL-IR", Map.of("AUTHENTICATE", "NO [AUTHENTICATIONFAILED] expired"))) {
            MailboxSettings plain = MailServer.settings(script.port(), AfterReading.LEAVE, 100);
            MailboxSettings oauth = new MailboxSettings(
                    plain.host(),
                    plain.port(),
                    plain.security(),
                    "jo@acme.example",
                    true,
                    () -> "ya29.token",
                    plain.initialBacklog(),
                    plain.afterReading(),
                    plain.moveTo(),
                    plain.batch(),
                    plain.maxMessageBytes(),
                    plain.connectTimeout(),
                    plain.responseTimeout(),
                    plain.ssl());
            run(new MailboxClient(oauth, Clock.systemUTC()));

            // base64 of user=jo@acme.example^Aauth=Bearer ya29.token^A^A
            assertThat(script.commands())
                    .contains("AUTHENTICATE XOAUTH2 dXNlcj1qb0BhY21lLmV4YW1wbGUBYXV0aD1CZWFyZXIgeWEyOS50b2tlbgEB");
            assertThat(session.failures().getFirst().exception().fault()).isEqualTo(Fault.CREDENTIALS_REFUSED);
        }
    }

    private void run(ImapScript script) {
        run(client(script));
    }

    private static MailboxClient client(ImapScript script) {
        return new MailboxClient(MailServer.settings(script.port(), AfterReading.LEAVE, 100), Clock.systemUTC());
    }

    private void run(MailboxClient client) {
        try (SourcePoller<MailFolder> poller =
                new SourcePoller<>(client, List.of(INBOX), 10, Clock.systemUTC(), new Random(1))) {
            poller.poll(session);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
