package io.nificrm.elasticsearch;

import static io.nificrm.elasticsearch.TestCluster.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.nificrm.elasticsearch.ConnectionCheck.Finding;
import io.nificrm.elasticsearch.ConnectionCheck.Outcome;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a cluster with security on. */
class ConnectionCheckTest {
    private static final Credentials ADMINISTRATOR = new Credentials.Password("elastic", "a long secret");

    @TempDir
    private static Path folder;

    private static ElasticsearchNode node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = ElasticsearchNode.builder(folder)
                .password("a long secret")
                .build()
                .start();
        addUsers();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aRightPasswordPassesEveryStep() {
        List<Finding> findings = check(ADMINISTRATOR);

        assertThat(findings).extracting(Finding::outcome).containsOnly(Outcome.PASSED);
        assertThat(explanation(findings, "Sign in")).isEqualTo("Signed in as elastic");
        assertThat(explanation(findings, "Version")).isEqualTo("Elasticsearch 9.5.3");
        assertThat(explanation(findings, "Privileges")).isEqualTo("All that is needed on crm-*");
        assertThat(explanation(findings, "Index templates")).contains("Enabling the service will write crm-mentions");
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        List<Finding> findings = check(new Credentials.Password("elastic", "mistyped"));

        assertThat(explanation(findings, "Sign in"))
                .contains("refuses user 'elastic' with this password")
                .doesNotContain("mistyped");
        assertThat(outcome(findings, "Privileges")).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void nobodyIsAskedToSignIn() {
        assertThat(explanation(check(new Credentials.None()), "Sign in")).contains("asks who we are");
    }

    @Test
    void anInventedKeyIsRefused() {
        assertThat(explanation(check(new Credentials.ApiKey("bm90OmFrZXk=")), "Sign in"))
                .contains("refuses the API key");
    }

    @Test
    void aUserWithThePrivilegesOfTheGuideInstallsAndWrites() throws IOException {
        Credentials writer = new Credentials.Password("writer", "writer-secret");

        assertThat(new ConnectionCheck(ConnectionSettings.of(node.url(), writer), new IndexNames("keyed")).run())
                .extracting(Finding::outcome)
                .containsOnly(Outcome.PASSED);
        try (TestCluster keyed =
                new TestCluster(ConnectionSettings.of(node.url(), writer), "keyed", BulkLimits.DEFAULT)) {
            assertThat(keyed.put(line("a:1", "")).created()).isEqualTo(1);
            assertThat(keyed.put(line("a:1", "\"reach\":1")).updated()).isEqualTo(1);
        }
    }

    @Test
    void aMissingPrivilegeIsNamed() {
        assertThat(explanation(check(new Credentials.Password("reader", "reader-secret")), "Privileges"))
                .contains("manage_index_templates (cluster)", "write (crm-*)")
                .doesNotContain("read (crm-*)");
    }

    /** The minimal distribution can check a key, but not make one. */
    @Test
    void anApiKeyIsSentInTheFormElasticsearchReads() throws IOException {
        AtomicReference<String> sent = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent.set(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            new ConnectionCheck(ConnectionSettings.of(url, new Credentials.ApiKey("aWQ6a2V5")), new IndexNames("crm"))
                    .run();
            assertThat(sent).hasValue("ApiKey aWQ6a2V5");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ofSeveralHostsTheOnesThatAnswerCarryOn() throws IOException {
        ConnectionSettings settings = new ConnectionSettings(
                List.of(URI.create("http://127.0.0.1:1"), node.url()),
                ADMINISTRATOR,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                true);

        List<Finding> findings = new ConnectionCheck(settings, new IndexNames("crm")).run();

        assertThat(explanation(findings, "Reach 127.0.0.1:1")).contains("nothing listens there");
        assertThat(outcome(findings, "Reach 127.0.0.1:" + node.port())).isEqualTo(Outcome.PASSED);
        assertThat(outcome(findings, "Sign in")).isEqualTo(Outcome.PASSED);
        try (TestCluster several = new TestCluster(settings, "several", BulkLimits.DEFAULT)) {
            assertThat(several.put(line("a:1", "")).created()).isEqualTo(1);
        }
    }

    @Test
    void whenNothingListensTheRestIsSkipped() {
        List<Finding> findings = new ConnectionCheck(
                        ConnectionSettings.of(URI.create("http://127.0.0.1:1")), new IndexNames("crm"))
                .run();

        assertThat(outcome(findings, "Reach the cluster")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(findings, "Version")).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void aPasswordChangedMeanwhileLosesNothing() throws IOException {
        try (TestCluster good =
                        new TestCluster(ConnectionSettings.of(node.url(), ADMINISTRATOR), "crm", BulkLimits.DEFAULT);
                ElasticsearchCluster changed = new ElasticsearchCluster(
                        ConnectionSettings.of(node.url(), new Credentials.Password("elastic", "old")),
                        new IndexNames("crm"),
                        IndexOptions.DEFAULT);
                TouchpointIndexer indexer = new TouchpointIndexer(
                        changed, BulkLimits.DEFAULT, MonthWindow.DEFAULT, java.time.Clock.systemUTC());
                TouchpointIndexer.Run run = indexer.start()) {
            good.cluster.prepare();
            PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
                throw new IOException(reason);
            });
            run.add(
                    new java.io.ByteArrayInputStream(line("b:1", "").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    outcome);
            run.finish();

            assertThat(outcome.fate(1)).isEqualTo(PutOutcome.Fate.RETRY);
            assertThat(outcome.fault())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("401"));
        }
    }

    /** Elasticsearch's file realm, which needs no index; it notices changed files by itself. */
    private static void addUsers() throws IOException {
        Path configuration = folder.resolve("config");
        Files.writeString(configuration.resolve("roles.yml"), """
                writer:
                  cluster: [monitor, manage_index_templates]
                  indices:
                    - names: ['keyed-*']
                      privileges: [create_index, read, write, manage]
                reader:
                  cluster: [monitor]
                  indices:
                    - names: ['crm-*']
                      privileges: [read]
                """);
        Files.writeString(configuration.resolve("users_roles"), "writer:writer\nreader:reader\n");
        Files.writeString(
                configuration.resolve("users"),
                "writer:" + hash("writer-secret") + "\nreader:" + hash("reader-secret") + "\n");
        for (String user : List.of("writer", "reader")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> outcome(check(new Credentials.Password(user, user + "-secret")), "Version")
                            == Outcome.PASSED);
        }
    }

    private static String hash(String password) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return "{SHA}" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static List<Finding> check(Credentials credentials) {
        return new ConnectionCheck(ConnectionSettings.of(node.url(), credentials), new IndexNames("crm")).run();
    }

    private static Finding finding(List<Finding> findings, String step) {
        return findings.stream()
                .filter(finding -> finding.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static String explanation(List<Finding> findings, String step) {
        return finding(findings, step).explanation();
    }

    private static Outcome outcome(List<Finding> findings, String step) {
        return finding(findings, step).outcome();
    }
}
