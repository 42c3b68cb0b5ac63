package io.nificrm.email.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.email.SelfMadeCertificate;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.SourceProperties;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.ssl.SSLContextProvider;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mailbox behind TLS, with certificates that an operator made and no authority knows. */
class ConsumeMailboxTlsTest {
    private static final String HOST = "localhost";

    private final TestRunner runner = TestRunners.newTestRunner(ConsumeMailbox.class);
    private MailServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        server = new MailServer();
        server.arrives("one");
        runner.setProperty(MailboxProperties.HOST, HOST);
        runner.setProperty(MailboxProperties.USER, MailServer.USER);
        runner.setProperty(MailboxProperties.PASSWORD, MailServer.PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCertificateOfOnesOwnIsTrustedThroughTheSslContextService(boolean startTls) throws Exception {
        SelfMadeCertificate own = SelfMadeCertificate.of(folder, "dns:localhost");
        try (TlsFront front = new TlsFront(own.tls(), server.port(), startTls)) {
            use(front, startTls);
            trust(own);

            assertThat(verify())
                    .extracting(ConfigVerificationResult::getOutcome)
                    .containsOnly(Outcome.SUCCESSFUL);
            runner.run();

            runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
            assertThat(runner.getProvenanceEvents())
                    .filteredOn(event -> event.getEventType() == ProvenanceEventType.RECEIVE)
                    .allSatisfy(event -> assertThat(event.getTransitUri())
                            .startsWith((startTls ? "imap" : "imaps") + "://localhost:" + front.port() + "/INBOX"));
            assertThat(front.readable()).noneMatch(command -> command.contains("LOGIN "));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCertificateThatNobodyVouchesForIsRefused(boolean startTls) throws Exception {
        SelfMadeCertificate unknown = SelfMadeCertificate.of(folder, "dns:localhost");
        try (TlsFront front = new TlsFront(unknown.tls(), server.port(), startTls)) {
            use(front, startTls);

            assertRefused("its certificate is not trusted", "SSL Context Service");

            trust(SelfMadeCertificate.of(folder, "dns:localhost"));
            assertRefused("its certificate is not trusted", "SSL Context Service");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTrustedCertificateOfAnotherHostIsRefused(boolean startTls) throws Exception {
        SelfMadeCertificate other = SelfMadeCertificate.of(folder, "dns:mail.acme.example");
        try (TlsFront front = new TlsFront(other.tls(), server.port(), startTls)) {
            use(front, startTls);
            trust(other);

            assertRefused("its certificate is for another host", "set Host to a name that the certificate has");
        }
    }

    @Test
    void aCertificateThatHasEndedIsToldApart() {
        // Java asks for the date of what an authority signed, not of what is itself in the truststore
        assertThat(TlsRefusal.of(List.of(
                        new SSLHandshakeException("PKIX path validation failed"),
                        new CertPathValidatorException("validity check failed"),
                        new CertificateExpiredException("NotAfter: Wed Jan 01 00:00:00 UTC 2020"))))
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.words()).contains("has ended, or does not hold yet", "2020");
                    assertThat(refusal.nextStep()).contains("renewed");
                });
    }

    @Test
    void aServerThatSpeaksNoTlsIsToldApart() throws Exception {
        runner.setProperty(MailboxProperties.PORT, Integer.toString(server.port()));

        assertRefused("the encrypted connection failed", "check Transport Security and Port");
    }

    private void use(TlsFront front, boolean startTls) {
        runner.setProperty(MailboxProperties.PORT, Integer.toString(front.port()));
        runner.setProperty(
                MailboxProperties.SECURITY, startTls ? TransportSecurity.STARTTLS : TransportSecurity.IMPLICIT_TLS);
    }

    private void trust(SelfMadeCertificate certificate) throws Exception {
        Trust service = new Trust(certificate.tls());
        String id = "trust-" + System.identityHashCode(service);
        runner.addControllerService(id, service);
        runner.enableControllerService(service);
        runner.setProperty(SourceProperties.SSL_CONTEXT_SERVICE, id);
    }

    private List<ConfigVerificationResult> verify() {
        ConsumeMailbox processor = (ConsumeMailbox) runner.getProcessor();
        return processor.verify(runner.getProcessContext(), runner.getLogger(), Map.of());
    }

    /** By verify and by a run, in the same words, and before the password is said. */
    private void assertRefused(String why, String nextStep) {
        assertThat(verify())
                .filteredOn(result -> result.getOutcome() == Outcome.FAILED)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.getExplanation()).contains(why))
                .anySatisfy(result -> assertThat(result.getExplanation()).contains(nextStep));
        int before = said().size();
        runner.run();

        runner.assertTransferCount(NiFiPollSession.SUCCESS, 0);
        assertThat(said().stream().skip(before))
                .isNotEmpty()
                .anySatisfy(words -> assertThat(words).contains(why, nextStep))
                .noneSatisfy(words -> assertThat(words).contains(MailServer.PASSWORD));
    }

    private List<String> said() {
        return Stream.concat(
                        runner.getLogger().getWarnMessages().stream(), runner.getLogger().getErrorMessages().stream())
                .map(message -> message.getMsg() + ' ' + List.of(message.getArgs()))
                .toList();
    }

    /** What NiFi's SSL context services do: give a context. */
    private static final class Trust extends AbstractControllerService implements SSLContextProvider {
        private final SSLContext context;

        Trust(SSLContext context) {
            this.context = context;
        }

        @Override
        public SSLContext createContext() {
            return context;
        }

        @Override
        public Optional<X509ExtendedKeyManager> createKeyManager() {
            return Optional.empty();
        }

        @Override
        public X509TrustManager createTrustManager() {
            throw new UnsupportedOperationException("nobody asks for it");
        }
    }
}
