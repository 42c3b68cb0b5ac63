package io.nificrm.triage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @TempDir
    private Path folder;

    @Test
    void anAccountSignsInWithItsPasswordAlone() throws IOException {
        Accounts accounts = accounts(Accounts.line("mia", Role.AGENT, "correct horse".toCharArray()));

        assertThat(accounts.signIn("mia", "correct horse".toCharArray())).hasValue(new Account("mia", Role.AGENT));
        assertThat(accounts.signIn("mia", "correct horsf".toCharArray())).isEmpty();
        assertThat(accounts.signIn("mia", "".toCharArray())).isEmpty();
        assertThat(accounts.signIn("noor", "correct horse".toCharArray())).isEmpty();
    }

    @Test
    void theFileNeverHoldsThePassword() {
        assertThat(Accounts.line("mia", Role.VIEWER, "correct horse".toCharArray()))
                .startsWith("mia:viewer:$2a$12$")
                .doesNotContain("horse");
    }

    @Test
    void aWrongLineIsNamed() throws IOException {
        assertThatThrownBy(() -> accounts("# fine\nmia:agent")).hasMessageContaining("line 2: expected name:role:hash");
        assertThatThrownBy(() -> accounts("mia:king:x")).hasMessageContaining("agent or viewer, not 'king'");
        assertThatThrownBy(() -> accounts("mia:agent:plain text")).hasMessageContaining("not a bcrypt hash");
        String line = Accounts.line("mia", Role.AGENT, "correct horse".toCharArray());
        assertThatThrownBy(() -> accounts(line + "\n" + line)).hasMessageContaining("'mia' is there twice");
    }

    @Test
    void aLinkOpensItsTouchpointAloneAndExpires() {
        SignedLinks links = new SignedLinks(SECRET, clock);
        Map<String, String> query = query(links.query("mastodon:https://a.example/1?x=ü&y", Duration.ofHours(1)));
        String id = query.get("id");

        assertThat(id).isEqualTo("mastodon:https://a.example/1?x=ü&y");
        assertThat(links.opens(id, query.get("expires"), query.get("signature")))
                .isTrue();
        assertThat(links.opens("mastodon:other", query.get("expires"), query.get("signature")))
                .isFalse();
        String later = Long.toString(Long.parseLong(query.get("expires")) + 1);
        assertThat(links.opens(id, later, query.get("signature"))).isFalse();
        assertThat(links.opens(id, "soon", query.get("signature"))).isFalse();
        assertThat(links.opens(id, query.get("expires"), "")).isFalse();
        assertThat(new SignedLinks(SECRET + "!", clock).opens(id, query.get("expires"), query.get("signature")))
                .isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(links.opens(id, query.get("expires"), query.get("signature")))
                .isFalse();
    }

    @Test
    void aSessionIsGoodUntilItExpiresAndCannotBeForged() {
        Sessions sessions = new Sessions(SECRET, Duration.ofHours(8), clock);
        Sessions.Session session = sessions.issue("mia.of.köln");

        assertThat(sessions.read(session.token())).hasValue(session);
        assertThat(sessions.read(session.token() + "x")).isEmpty();
        assertThat(sessions.read("")).isEmpty();
        assertThat(sessions.read("a.b.c.d")).isEmpty();
        assertThat(sessions.read("x".repeat(100_000))).isEmpty();
        assertThat(new Sessions(SECRET + "!", Duration.ofHours(8), clock).read(session.token()))
                .isEmpty();
        now = now.plus(Duration.ofHours(8));
        assertThat(sessions.read(session.token())).isEmpty();
    }

    @Test
    void aFormBelongsToOneSession() {
        Sessions sessions = new Sessions(SECRET, Duration.ofHours(8), clock);
        Sessions.Session mine = sessions.issue("mia");
        Sessions.Session other = sessions.issue("mia");

        assertThat(sessions.ownForm(mine, sessions.csrf(mine))).isTrue();
        assertThat(sessions.ownForm(mine, sessions.csrf(other))).isFalse();
        assertThat(sessions.ownForm(mine, "")).isFalse();
    }

    @Test
    void aLinksSignatureIsNoSession() {
        assertThat(SigningKey.of(SECRET, "link").sign("x"))
                .isNotEqualTo(SigningKey.of(SECRET, "session").sign("x"));
        assertThatThrownBy(() -> SigningKey.of("short", "link")).hasMessageContaining("at least 32");
    }

    @Test
    void tenThousandTriesGetTheTriesOfAFewMinutes() {
        SignInThrottle throttle = new SignInThrottle(clock);
        int allowed = 0;
        for (int i = 0; i < 10_000; i++) {
            if (throttle.wait("mia", "10.0.0." + i).isEmpty()) {
                allowed++;
                throttle.failed("mia", "10.0.0." + i);
            }
            now = now.plusMillis(100);
        }

        assertThat(allowed).isLessThan(15);
    }

    @Test
    void oneAddressCannotTryManyNamesEither() {
        SignInThrottle throttle = new SignInThrottle(clock);
        int allowed = 0;
        for (int i = 0; i < 1_000; i++) {
            if (throttle.wait("name" + i, "192.0.2.1").isEmpty()) {
                allowed++;
                throttle.failed("name" + i, "192.0.2.1");
            }
        }

        assertThat(allowed).isEqualTo(5);
    }

    @Test
    void whoSignsInAfterSomeMistakesIsFreeAgain() {
        SignInThrottle throttle = new SignInThrottle(clock);
        for (int i = 0; i < 4; i++) {
            throttle.failed("mia", "192.0.2." + i);
        }
        throttle.succeeded("mia");
        throttle.failed("mia", "192.0.2.9");

        assertThat(throttle.wait("mia", "192.0.2.10")).isEmpty();
    }

    private Accounts accounts(String content) throws IOException {
        return Accounts.read(Files.writeString(folder.resolve("accounts"), content));
    }

    private static Map<String, String> query(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            values.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }
}
