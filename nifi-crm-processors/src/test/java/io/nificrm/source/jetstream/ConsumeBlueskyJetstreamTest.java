package io.nificrm.source.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.SourceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumeBlueskyJetstreamTest {

    private final Firehose firehose = new Firehose();
    private final WebSocketServer server = new WebSocketServer(firehose.instance(0, Integer.MAX_VALUE));
    private final TestRunner runner = TestRunners.newTestRunner(ConsumeBlueskyJetstream.class);

    @BeforeEach
    void configure() {
        runner.setProperty(JetstreamProperties.INSTANCES, server.address().toString());
        runner.setProperty(JetstreamProperties.KEYWORDS, "coffee");
        runner.setProperty(JetstreamProperties.BATCH_TIME, "1 ms");
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
    }

    @AfterEach
    void close() {
        runner.stop();
        server.close();
    }

    @Test
    void emitsEventsWithAttributesProvenanceAndCursor() throws Exception {
        long now = JetstreamCursor.micros(Instant.now());
        firehose.post("I like coffee", now);
        firehose.post("I like tea", now + 1);

        runUntil(1);

        MockFlowFile page =
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).getFirst();
        page.assertAttributeEquals("crm.format", "jetstream");
        page.assertAttributeEquals("crm.content", "raw");
        page.assertAttributeEquals("crm.source.target", "firehose:app.bsky.feed.post");
        page.assertAttributeEquals("crm.item.count", "1");
        page.assertAttributeEquals("mime.type", "application/x-ndjson");
        assertThat(page.getContent()).contains("I like coffee").doesNotContain("tea");
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.RECEIVE)
                .singleElement()
                .satisfies(event -> assertThat(event.getTransitUri())
                        .isEqualTo(server.address().toString()));
        assertThat(cursor()).isGreaterThanOrEqualTo(now);
    }

    @Test
    void goesOnAfterARestartWithoutRepeating() throws Exception {
        long now = JetstreamCursor.micros(Instant.now());
        firehose.post("coffee one", now);
        runUntil(1);
        runner.stop();
        firehose.post("coffee two", now + 10);
        runUntil(2);

        assertThat(runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS))
                .extracting(MockFlowFile::getContent)
                .satisfiesExactly(
                        one -> assertThat(one).contains("coffee one"),
                        two -> assertThat(two).contains("coffee two").doesNotContain("coffee one"));
        assertThat(server.connections()).hasSize(2);
    }

    @Test
    void saysWhatIsWrongWithItsProperties(@TempDir Path folder) throws IOException {
        runner.assertValid();
        runner.setProperty(JetstreamProperties.INSTANCES, "https://jetstream.example");
        runner.assertNotValid();
        runner.setProperty(JetstreamProperties.INSTANCES, "jetstream.example, ws://127.0.0.1:6008");
        runner.assertValid();
        runner.setProperty(JetstreamProperties.COLLECTIONS, "app.bsky.feed.*, posts");
        runner.assertNotValid();
        runner.setProperty(JetstreamProperties.COLLECTIONS, "app.bsky.feed.*, app.bsky.feed.post");
        runner.assertValid();
        runner.setProperty(JetstreamProperties.ACCOUNTS, "@acme.bsky.social");
        runner.assertNotValid();
        runner.setProperty(JetstreamProperties.ACCOUNTS, "did:plc:z72i7hdynmk6r22z27h6tvur");
        runner.assertValid();
        runner.setProperty(JetstreamProperties.KEYWORDS, "coffee, a");
        runner.assertNotValid();
        runner.setProperty(JetstreamProperties.KEYWORDS, "coffee, \"acme, inc\"");
        runner.assertValid();
        runner.setProperty(JetstreamProperties.KEYWORDS, "coffee " + "x".repeat(20_000));
        runner.assertNotValid();
        runner.setProperty(JetstreamProperties.KEYWORDS, "coffee");
        Path file = Files.writeString(folder.resolve("dictionary"), "no dictionary");
        runner.setProperty(JetstreamProperties.DICTIONARY, file.toString());
        runner.assertNotValid();
    }

    @Test
    void verifiesInWords() {
        firehose.post("coffee", JetstreamCursor.micros(Instant.now()) + 60_000_000);

        assertThat(((VerifiableProcessor) runner.getProcessor())
                        .verify(runner.getProcessContext(), runner.getLogger(), Map.of()))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.getOutcome()).isEqualTo(ConfigVerificationResult.Outcome.SUCCESSFUL);
                    assertThat(result.getExplanation()).isEqualTo("It answers, and its events can be read.");
                });
    }

    private void runUntil(int flowFiles) {
        runner.run(1, false, true);
        await().until(() -> {
            runner.run(1, false, false);
            return runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).size() >= flowFiles;
        });
    }

    private long cursor() throws IOException {
        return Long.parseLong(runner.getStateManager().getState(Scope.CLUSTER).get("cursor"));
    }
}
