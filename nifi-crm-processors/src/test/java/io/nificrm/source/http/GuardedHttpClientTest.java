package io.nificrm.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.PlatformStub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpClientTest {

    private final PlatformStub server = new PlatformStub();
    private final GuardedHttpClient client = new GuardedHttpClient(HttpSettings.defaults()
            .withPrivateAddressesAllowed(true)
            .withResponseTimeout(Duration.ofSeconds(5))
            .withMaxBodyBytes(1000));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void unpacksCompressedAnswers() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("hello".repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        server.on(
                "/page",
                request -> PlatformStub.bytes(200, "text/plain", packed.toByteArray())
                        .header("Content-Encoding", "gzip"));

        assertThat(client.send(HttpCall.get(server.address("/page"))).bodyText())
                .isEqualTo("hello".repeat(100));
        assertThat(server.lastRequest().header("Accept-Encoding")).contains("gzip");
    }

    @Test
    void givesUpOnBodiesThatAreTooLarge() {
        server.on("/huge", request -> PlatformStub.huge(100_000_000));
        server.on("/bomb", request -> PlatformStub.compressedBomb(100_000_000));

        assertThatThrownBy(() -> client.send(HttpCall.get(server.address("/huge"))))
                .isInstanceOf(BodyTooLargeException.class);
        assertThatThrownBy(() -> client.send(HttpCall.get(server.address("/bomb"))))
                .isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void theBeginningOfAHugeErrorPageSuffices() throws Exception {
        server.on("/error", request -> PlatformStub.text(500, "text/html", "x".repeat(1_000_000)));

        HttpReply reply = client.send(HttpCall.get(server.address("/error")));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).hasSizeBetween(1, 20_000);
    }

    @Test
    void theTimeoutCoversTheBody() {
        server.on("/stalling", request -> server.stalling());
        try (GuardedHttpClient hasty = new GuardedHttpClient(HttpSettings.defaults()
                .withPrivateAddressesAllowed(true)
                .withResponseTimeout(Duration.ofMillis(500)))) {
            assertThatThrownBy(() -> hasty.send(HttpCall.get(server.address("/stalling"))))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessageContaining("500 ms");
        }
    }

    @Test
    void aTruncatedBodyIsAnError() {
        server.on("/truncated", request -> PlatformStub.truncated());

        assertThatThrownBy(() -> client.send(HttpCall.get(server.address("/truncated"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void followsRedirectsAndTellsWhereAFeedHasMovedForGood() throws Exception {
        server.on("/old", request -> PlatformStub.redirect(301, "/older?x=1"));
        server.on(
                "/older",
                request -> PlatformStub.redirect(308, server.address("/new").toString()));
        server.on("/new", request -> PlatformStub.json("{}"));
        server.on("/elsewhere", request -> PlatformStub.redirect(302, "/new"));

        HttpReply moved = client.send(HttpCall.get(server.address("/old")));
        assertThat(moved.uri()).isEqualTo(server.address("/new"));
        assertThat(moved.movedTo()).contains(server.address("/new"));
        assertThat(client.send(HttpCall.get(server.address("/elsewhere"))).movedTo())
                .isEmpty();
    }

    @Test
    void aCircleOfRedirectsEnds() {
        server.on("/circle", request -> PlatformStub.redirect(302, "/circle"));

        assertThatThrownBy(() -> client.send(HttpCall.get(server.address("/circle"))))
                .hasMessageContaining("more than 5 redirects");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void anotherOriginDoesNotGetTheCredentials() throws Exception {
        try (PlatformStub other = new PlatformStub()) {
            other.on("/feed", request -> PlatformStub.json("{}"));
            server.on("/same", request -> PlatformStub.json("{}"));
            server.on("/to-same", request -> PlatformStub.redirect(302, "/same"));
            server.on(
                    "/to-other",
                    request -> PlatformStub.redirect(302, other.address("/feed").toString()));

            client.send(HttpCall.get(server.address("/to-same")).header("Authorization", "Bearer secret"));
            client.send(HttpCall.get(server.address("/to-other"))
                    .header("Authorization", "Bearer secret")
                    .header("X-Api-Key", "secret")
                    .header("Accept", "text/plain"));

            assertThat(server.requests().get(1).header("Authorization")).isEqualTo("Bearer secret");
            assertThat(other.lastRequest().headers()).doesNotContainKeys("Authorization", "X-api-key");
            assertThat(other.lastRequest().header("Accept")).isEqualTo("text/plain");
        }
    }

    @Test
    void privateAddressesAreNotReachedUnlessAllowed() {
        try (GuardedHttpClient careful = new GuardedHttpClient(HttpSettings.defaults())) {
            assertThatThrownBy(() -> careful.send(HttpCall.get(server.address("/internal"))))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessageContaining("Allow Private Addresses");
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://host.example/", "jar:file:/x!/y", "gopher://host.example/"})
    void redirectsToAnythingButHttpAreRefused(String location) {
        server.on("/lure", request -> PlatformStub.redirect(302, location));

        assertThatThrownBy(() -> client.send(HttpCall.get(server.address("/lure"))))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void httpsDoesNotRedirectToHttp() {
        HttpCall call = HttpCall.get(URI.create("https://host.example/feed"));
        HttpReply reply = new HttpReply(
                302,
                HttpHeaders.of(Map.of("Location", List.of("http://host.example/feed")), (n, v) -> true),
                new byte[0],
                call.uri(),
                Optional.empty());

        assertThatThrownBy(() -> Redirect.following(call, reply)).hasMessageContaining("from https to http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::1"
            })
    void knowsPrivateAddresses(String address) throws Exception {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "192.0.2.1", "2606:4700::1111", "2a00:1450::1"})
    void knowsPublicAddresses(String address) throws Exception {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pass@host.example/feed, https://host.example/feed",
        "https://host.example/f?api_key=s&q=x, https://host.example/f?api_key=***&q=x",
        "https://host.example/f?accessToken=s, https://host.example/f?accessToken=***",
        "https://host.example/f?monkey=s&X-Amz-Signature=1, https://host.example/f?monkey=s&X-Amz-Signature=***",
        "https://host.example:8443/f#part, https://host.example:8443/f"
    })
    void showsAddressesWithoutSecrets(URI address, String shown) {
        assertThat(SecretFreeUri.of(address)).isEqualTo(shown);
    }

    @Test
    void aCallDoesNotTellItsSecrets() {
        HttpCall call =
                HttpCall.get(URI.create("https://host.example/?token=abc")).header("Authorization", "Bearer def");

        assertThat(call.toString()).isEqualTo("GET https://host.example/?token=***");
    }
}
