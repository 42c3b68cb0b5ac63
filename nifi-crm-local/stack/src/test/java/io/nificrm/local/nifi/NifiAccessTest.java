package io.nificrm.local.nifi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A NiFi with a login and a certificate of its own, as an official image is. */
class NifiAccessTest {

    private static final String PASSWORD = "0123456789abcdef";
    private static final NifiAccess.Login LOGIN = new NifiAccess.Login("operator", "p&ss word=1");

    @TempDir
    private Path conf;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @BeforeEach
    void play() throws Exception {
        makeCertificate();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity()));
        server.createContext("/nifi-api/access/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean known = form.equals("username=operator&password=p%26ss+word%3D1");
            answer(
                    exchange,
                    known ? 201 : 400,
                    known ? "a.jwt.token" : "The supplied username and password are not valid.");
        });
        server.createContext("/nifi-api/flow/about", exchange -> {
            boolean signedIn =
                    "Bearer a.jwt.token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(
                    exchange,
                    signedIn ? 200 : 401,
                    signedIn ? "{\"about\": {\"version\": \"2.11.0\"}}" : "Unauthorized");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void trustsTheCertificateThatNifiMadeAndSignsInOnce() throws Exception {
        Files.writeString(
                conf.resolve("nifi.properties"),
                "nifi.security.truststore=./conf/truststore.p12\nnifi.security.truststoreType=PKCS12\n"
                        + "nifi.security.truststorePasswd=" + PASSWORD + "\n");
        try (NifiClient nifi = new NifiClient(NifiAccess.trusting(address(), LOGIN, conf))) {
            assertThat(nifi.version()).isEqualTo("2.11.0");
            assertThat(nifi.version()).isEqualTo("2.11.0");
        }
        assertThat(requests)
                .containsExactly("POST /nifi-api/access/token", "GET /nifi-api/flow/about", "GET /nifi-api/flow/about");
    }

    @Test
    void saysWhenTheLoginIsWrong() throws Exception {
        Files.writeString(
                conf.resolve("nifi.properties"),
                "nifi.security.truststore=./conf/truststore.p12\nnifi.security.truststorePasswd=" + PASSWORD + "\n");
        NifiAccess.Login wrong = new NifiAccess.Login("operator", "guess");
        try (NifiClient nifi = new NifiClient(NifiAccess.trusting(address(), wrong, conf))) {
            assertThatThrownBy(nifi::version)
                    .isInstanceOf(NifiException.class)
                    .hasMessageContaining("not valid")
                    .hasMessageNotContaining("guess");
        }
    }

    @Test
    void refusesAFolderWithoutATruststore() throws Exception {
        Files.writeString(conf.resolve("nifi.properties"), "nifi.web.https.port=8443\n");

        assertThatThrownBy(() -> NifiAccess.trusting(address(), LOGIN, conf))
                .isInstanceOf(NifiException.class)
                .hasMessageContaining("nifi.security.truststore");
    }

    @Test
    void doesNotTrustAStranger() throws Exception {
        NifiAccess access = new NifiAccess(address(), Optional.empty(), Optional.of(LOGIN));
        try (NifiClient nifi = new NifiClient(access)) {
            assertThatThrownBy(nifi::version).isInstanceOf(IOException.class);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void keepsThePasswordOutOfTexts() {
        assertThat(LOGIN.toString()).doesNotContain("word");
    }

    private URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** With the JDK's own tool, for Java has no public way to sign a certificate. */
    private void makeCertificate() throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "generated",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        conf.resolve("keystore.p12").toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = keys();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("generated", keys.getCertificate("generated"));
        try (OutputStream out = Files.newOutputStream(conf.resolve("truststore.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private KeyStore keys() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(conf.resolve("keystore.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private SSLContext identity() throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
