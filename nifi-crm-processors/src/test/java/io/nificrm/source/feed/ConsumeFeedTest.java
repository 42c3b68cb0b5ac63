package io.nificrm.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.PlatformStub;
import io.nificrm.source.SourceProperties;
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

class ConsumeFeedTest {

    private static final String ATOM = """
            <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>t</title><updated>2026-03-01T08:00:00Z</updated>
            <entry><id>urn:1</id><title>A</title></entry><entry><id>urn:2</id><title>B</title></entry></feed>
            """;

    private final PlatformStub server = new PlatformStub();
    private final TestRunner runner = TestRunners.newTestRunner(ConsumeFeed.class);

    @BeforeEach
    void configure() {
        server.on("/atom", request -> PlatformStub.text(200, "application/atom+xml", ATOM));
        runner.setProperty(ConsumeFeed.FEEDS, server.address("/atom?key=s3cret") + "\n" + server.address("/missing"));
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "true");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void emitsNewEntriesOnceWithAttributesAndProvenance() throws Exception {
        runner.run();
        runner.run();

        runner.assertTransferCount(NiFiPollSession.SUCCESS, 1);
        runner.assertTransferCount(NiFiPollSession.EVENTS, 2); // of the one that is missing
        MockFlowFile page =
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).getFirst();
        page.assertAttributeEquals("crm.format", "feed");
        page.assertAttributeEquals("crm.content", "raw");
        page.assertAttributeEquals(
                "crm.source.target", server.address("/atom?key=***").toString());
        page.assertAttributeEquals("crm.item.count", "2");
        page.assertAttributeEquals("mime.type", "application/atom+xml");
        assertThat(page.getContent()).contains("<id>urn:1</id>", "<id>urn:2</id>");
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.RECEIVE)
                .extracting(ProvenanceEventRecord::getTransitUri)
                .containsExactly(server.address("/atom?key=***").toString());
        assertThat(runner.getStateManager().getState(Scope.CLUSTER).toMap().toString())
                .doesNotContain("s3cret");
        assertThat(runner.getLogger().getErrorMessages())
                .allSatisfy(message -> assertThat(message.getMsg()).contains("/missing was not read"));
    }

    @Test
    void refusesPrivateAddressesUnlessAllowed() {
        runner.setProperty(SourceProperties.ALLOW_PRIVATE_ADDRESSES, "false");

        runner.run();

        runner.assertAllFlowFilesTransferred(NiFiPollSession.EVENTS);
        assertThat(server.requests()).isEmpty();
        assertThat(runner.getLogger().getErrorMessages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.getMsg()).contains("private address 127.0.0.1"));
    }

    @Test
    void doesNotAcceptWhatIsNoAddress() {
        runner.setProperty(ConsumeFeed.FEEDS, "blog.example/feed.xml");
        runner.assertNotValid();
        runner.setProperty(ConsumeFeed.FEEDS, "feed://blog.example/feed.xml");
        runner.assertValid();
    }

    @Test
    void verifiesEachFeed() {
        List<ConfigVerificationResult> results = ((VerifiableProcessor) runner.getProcessor())
                .verify(runner.getProcessContext(), runner.getLogger(), Map.of());

        assertThat(results)
                .extracting(ConfigVerificationResult::getOutcome)
                .containsExactly(ConfigVerificationResult.Outcome.SUCCESSFUL, ConfigVerificationResult.Outcome.FAILED);
    }
}
