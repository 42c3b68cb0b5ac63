package io.nificrm.triage.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.email.SelfMadeCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails of alerts, and the certificate of the server that shall take them. */
class MailChannelTest {

    @TempDir
    private Path folder;

    @Test
    void whatTheOperatorsTruststoreRefusesIsNotTriedAgainWithAnother() throws Exception {
        SelfMadeCertificate shown = SelfMadeCertificate.of(folder, "dns:localhost");
        SSLContext trusted = SelfMadeCertificate.of(folder, "dns:localhost").tls();
        try (Greeter server = new Greeter(shown.tls());
                MailChannel channel = new MailChannel(settings(server.port(), trusted))) {

            assertThat(channel.check()).singleElement().asString().contains("smtps://localhost:" + server.port());

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static MailSettings settings(int port, SSLContext trusted) {
        return new MailSettings(
                "localhost",
                port,
                MailSettings.Encryption.TLS,
                Optional.empty(),
                Optional.empty(),
                "crm@acme.example",
                List.of("duty@acme.example"),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Optional.of(trusted));
    }

    /** Begins TLS with whoever connects. */
    private static final class Greeter implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();
        private final SSLContext tls;

        Greeter(SSLContext tls) throws IOException {
            this.tls = tls;
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return listening.getLocalPort();
        }

        /** How many there were: each is counted before its client hears anything. */
        int connections() {
            return connections.get();
        }

        private void serve() {
            while (!listening.isClosed()) {
                try (Socket client = listening.accept()) {
                    connections.incrementAndGet();
                    SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
                    encrypted.setUseClientMode(false);
                    encrypted.startHandshake();
                } catch (IOException refusedOrClosed) {
                    // the client tells why
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
