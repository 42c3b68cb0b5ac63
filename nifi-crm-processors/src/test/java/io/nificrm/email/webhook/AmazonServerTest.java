package io.nificrm.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nificrm.email.SelfMadeCertificate;
import io.nificrm.source.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and confirmations, fetched by HTTPS from a server in the part of Amazon's. */
class AmazonServerTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:1:mail";

    private final MovableClock clock = new MovableClock();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private KeyStore keys;
    private AmazonServer amazon;
    private WebhookSignature signature;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        keys = SnsKeys.make(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
        server.start();
        HttpClient http = HttpClient.newBuilder()
                .sslContext(tls(keys))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        amazon = new AmazonServer(http, clock);
        signature = new SnsSignature(
                TOPIC,
                amazon,
                new ReplayWindow(Duration.ofMinutes(5), clock),
                address -> address.toString().startsWith(address("/")));
    }

    @AfterEach
    void stop() {
        amazon.close();
        server.stop(0);
    }

    @Test
    void theCertificateIsFetchedOnceAndProvesTheMessage() throws Exception {
        answer("/sns.pem", 200, pem(keys));

        accepted(message("/sns.pem", "a bounce"));
        accepted(message("/sns.pem", "another"));

        assertThat(requests).containsExactly("GET /sns.pem");
        assertThat(refusal(message("/sns.pem", "a bounce").replace("a bounce", "a forgery")))
                .hasMessageContaining("signature is wrong");
    }

    @Test
    void aCertificateOfSomebodyElseProvesNothing() throws Exception {
        answer("/sns.pem", 200, pem(SnsKeys.make(folder)));

        assertThat(refusal(message("/sns.pem", "m"))).hasMessageContaining("signature is wrong");
    }

    @Test
    void aCertificateThatHasEndedProvesNothing() throws Exception {
        KeyStore ended = SnsKeys.make(folder, "-startdate", "2020/01/01 00:00:00", "-validity", "1");
        answer("/sns.pem", 200, pem(ended));

        assertThat(refusal(SnsKeys.message(SnsKeys.key(ended), "2", TOPIC, address("/sns.pem"), clock.instant(), "m")))
                .hasMessageContaining("cannot be checked");
    }

    @Test
    void whileTheCertificateIsNotToBeHadAmazonIsToSendAgainAndIsAskedSeldom() throws Exception {
        answer("/sns.pem", 500, new byte[0]);
        ForgedWebhookException first = refusal(message("/sns.pem", "m"));
        ForgedWebhookException second = refusal(message("/sns.pem", "m"));

        assertThat(first.status()).isEqualTo(503);
        assertThat(first).hasMessageContaining("Amazon answered 500");
        assertThat(second.status()).isEqualTo(503);
        assertThat(requests).hasSize(1);

        server.removeContext("/sns.pem");
        answer("/sns.pem", 200, pem(keys));
        clock.advance(Duration.ofSeconds(31));
        accepted(message("/sns.pem", "m"));
    }

    @Test
    void whatIsNoCertificateIsRefusedHoweverLargeItIs() throws Exception {
        answer("/page.pem", 200, "<html>".getBytes(StandardCharsets.US_ASCII));
        answer("/huge.pem", 200, new byte[1 << 20]);
        server.createContext("/moved.pem", exchange -> {
            requests.add("GET /moved.pem");
            exchange.getResponseHeaders().add("Location", address("/sns.pem"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(refusal(message("/page.pem", "m")).status()).isEqualTo(401);
        assertThat(refusal(message("/huge.pem", "m"))).hasMessageContaining("more than 65536 bytes");
        assertThat(refusal(message("/moved.pem", "m"))).hasMessageContaining("Amazon answered 302");
        assertThat(requests).containsExactly("GET /page.pem", "GET /huge.pem", "GET /moved.pem");
    }

    @Test
    void nothingIsFetchedFromElsewhereUnlessATestSaysSo() throws Exception {
        answer("/sns.pem", 200, pem(keys));
        signature = new SnsSignature(TOPIC, amazon, new ReplayWindow(Duration.ofMinutes(5), clock));

        assertThat(refusal(message("/sns.pem", "m"))).hasMessageContaining("does not lie with Amazon SNS");
        assertThat(requests).isEmpty();
    }

    @Test
    void aSubscriptionIsConfirmedOnlyWhereThatWasSet() throws Exception {
        answer("/sns.pem", 200, pem(keys));
        answer("/confirm", 200, "<ConfirmSubscriptionResponse/>".getBytes(StandardCharsets.US_ASCII));
        WebhookRequest question = request(SnsKeys.confirmation(
                SnsKeys.key(keys),
                TOPIC,
                address("/sns.pem"),
                address("/confirm?Action=ConfirmSubscription&Token=t"),
                clock.instant()));
        signature.verify(question);

        assertThat(subscription(Optional.empty()).answer(question))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains(
                                "asks whether the subscription to " + TOPIC + " is wanted",
                                "set Confirm Subscriptions to true")
                        .doesNotContain("Token"));
        assertThat(requests).containsExactly("GET /sns.pem");
        assertThat(subscription(Optional.of(amazon::confirm)).answer(question))
                .contains("The subscription to " + TOPIC + " is confirmed");
        assertThat(requests).containsExactly("GET /sns.pem", "GET /confirm?Action=ConfirmSubscription&Token=t");
        assertThat(new SnsSubscription(AmazonAddress.AMAZONS, Optional.of(amazon::confirm)).answer(question))
                .hasValueSatisfying(words -> assertThat(words).contains("does not lie with Amazon SNS"));
        assertThat(subscription(Optional.of(amazon::confirm)).answer(request(message("/sns.pem", "m"))))
                .isEmpty();
        assertThat(requests).hasSize(2);
    }

    private SnsSubscription subscription(Optional<SnsSubscription.Confirmation> confirmation) {
        return new SnsSubscription(address -> address.toString().startsWith(address("/")), confirmation);
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, status, body));
    }

    private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        requests.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private String message(String certificate, String text) throws Exception {
        return SnsKeys.message(SnsKeys.key(keys), "2", TOPIC, address(certificate), clock.instant(), text);
    }

    private String address(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    private static WebhookRequest request(String body) {
        return new WebhookRequest(Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private void accepted(String body) {
        assertThatCode(() -> signature.verify(request(body))).doesNotThrowAnyException();
    }

    private ForgedWebhookException refusal(String body) {
        return catchThrowableOfType(ForgedWebhookException.class, () -> signature.verify(request(body)));
    }

    private static byte[] pem(KeyStore keys) throws Exception {
        return pem(SnsKeys.certificate(keys));
    }

    private static byte[] pem(X509Certificate certificate) throws CertificateEncodingException {
        return ("-----BEGIN CERTIFICATE-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static SSLContext tls(KeyStore keys) throws Exception {
        return new SelfMadeCertificate(keys).tls();
    }
}
