package io.nificrm.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.SourceProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumeMastodonTest {

    private final MastodonServer server = new MastodonServer();
    private final TestRunner runner = TestRunners.newTestRunner(ConsumeMastodon.class);

    @BeforeEach
    void configure() {
        runner.setProperty(ConsumeMastodon.INSTANCE_URL, server.stub().address().toString());
        runner.setProperty(ConsumeMastodon.TIMELINES, "#coffee");
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void emitsAPageWithItsAttributesProvenanceAndCursor() throws Exception {
        List<String> posts = server.posts(3, Instant.now(), 60);

        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
        MockFlowFile page =
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).getFirst();
        page.assertAttributeEquals("crm.format", "mastodon");
        page.assertAttributeEquals("crm.content", "raw");
        page.assertAttributeEquals("crm.source.target", "#coffee");
        page.assertAttributeEquals("crm.item.count", "3");
        page.assertAttributeEquals("mime.type", "application/json");
        assertThat(Instant.parse(page.getAttribute("crm.fetched_at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(page.getContent()).startsWith("[").contains(posts);
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.RECEIVE)
                .singleElement()
                .extracting(ProvenanceEventRecord::getTransitUri)
                .asString()
                .startsWith(
                        server.stub().address("/api/v1/timelines/tag/coffee").toString());
        assertThat(cursors())
                .containsExactly(Map.entry(
                        server.stub().address().getAuthority() + " #coffee",
                        "{\"delivered\":\"" + posts.getLast() + "\"}"));
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        server.posts(3, Instant.now().minusSeconds(60), 60);
        runner.run();
        runner.clearTransferState();
        String news = server.post(Instant.now());

        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.SUCCESS, 1);
        runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS)
                .getFirst()
                .assertAttributeEquals("crm.item.count", "1");
        assertThat(cursors().values()).singleElement().asString().contains(news);
    }

    @Test
    void forgetsTheCursorsOfTimelinesThatAreNoLongerListed() throws Exception {
        server.posts(1, Instant.now(), 60);
        runner.getStateManager().setState(Map.of("elsewhere.example #tea", "{}"), Scope.CLUSTER);

        runner.run();

        assertThat(cursors()).hasSize(1).doesNotContainKey("elsewhere.example #tea");
    }

    @Test
    void aMissingAccountIsABulletinAndTheOthersGoOn() {
        server.posts(1, Instant.now(), 60);
        runner.setProperty(ConsumeMastodon.TIMELINES, "@nobody\n#coffee");

        runner.run();

        runner.assertTransferCount(NiFiPollSession.SUCCESS, 1);
        runner.assertTransferCount(NiFiPollSession.EVENTS, 1);
        assertThat(runner.getLogger().getErrorMessages())
                .singleElement()
                .satisfies(message -> assertThat(message.getMsg())
                        .contains(
                                "@nobody was not read",
                                "Reason: 127.0.0.1 knows no account @nobody",
                                "Next step: check its spelling"));
    }

    @Test
    void aPassingFaultIsAWarningAndAYield() {
        server.stub().interfere(PlatformStub.status(500));

        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.EVENTS, 1);
        assertThat(runner.getLogger().getErrorMessages()).isEmpty();
        assertThat(runner.getLogger().getWarnMessages()).hasSize(1);
        assertThat(runner.isYieldCalled()).isTrue();
    }

    @Test
    void doesNotAcceptTimelinesItCannotRead() {
        runner.setProperty(ConsumeMastodon.TIMELINES, "#coffee, coffee");
        runner.assertNotValid();
        runner.setProperty(ConsumeMastodon.TIMELINES, "search:coffee");
        runner.assertNotValid();
        runner.setProperty(ConsumeMastodon.ACCESS_TOKEN, "secret");
        runner.assertValid();
    }

    @Test
    void verifiesInWords() {
        List<ConfigVerificationResult> results = ((VerifiableProcessor) runner.getProcessor())
                .verify(runner.getProcessContext(), runner.getLogger(), Map.of());

        assertThat(results)
                .extracting(ConfigVerificationResult::getOutcome)
                .containsExactly(
                        ConfigVerificationResult.Outcome.SUCCESSFUL,
                        ConfigVerificationResult.Outcome.SKIPPED,
                        ConfigVerificationResult.Outcome.SUCCESSFUL);
        assertThat(results)
                .extracting(ConfigVerificationResult::getExplanation)
                .allSatisfy(words -> assertThat(words).endsWith("."));
    }

    private Map<String, String> cursors() throws Exception {
        return runner.getStateManager().getState(Scope.CLUSTER).toMap();
    }
}
