package io.nificrm.email.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.NiFiPollSession;
import io.nificrm.source.SourceProperties;
import java.time.Instant;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumeMailboxTest {
    private final TestRunner runner = TestRunners.newTestRunner(ConsumeMailbox.class);
    private MailServer server;

    @BeforeEach
    void start() throws Exception {
        server = new MailServer();
        runner.setProperty(MailboxProperties.HOST, "127.0.0.1");
        runner.setProperty(MailboxProperties.PORT, Integer.toString(server.port()));
        runner.setProperty(MailboxProperties.SECURITY, TransportSecurity.NONE);
        runner.setProperty(MailboxProperties.USER, MailServer.USER);
        runner.setProperty(MailboxProperties.PASSWORD, MailServer.PASSWORD);
        runner.setProperty(MailboxProperties.MAX_MESSAGE_SIZE, "20 KB");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messagesBecomeFlowFilesAndTheCursorIsSavedWithThem() throws Exception {
        server.arrives("one");
        server.arrives("INBOX", "huge", "x".repeat(30_000), Instant.now());
        runner.run();
        runner.run();

        runner.assertTransferCount(NiFiPollSession.SUCCESS, 1);
        MockFlowFile one =
                runner.getFlowFilesForRelationship(NiFiPollSession.SUCCESS).getFirst();
        one.assertAttributeEquals(CrmAttributes.FORMAT, "mime");
        one.assertAttributeEquals(CrmAttributes.CONTENT, "raw");
        one.assertAttributeEquals(CrmAttributes.SOURCE_TARGET, "INBOX");
        one.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "1");
        one.assertAttributeEquals("mime.type", "message/rfc822");
        MockFlowFile huge =
                runner.getFlowFilesForRelationship(NiFiPollSession.INVALID).getFirst();
        assertThat(huge.getAttribute(CrmAttributes.REASON)).contains("Maximum Message Size");
        assertThat(huge.getContent()).contains("huge@acme.example").doesNotContain("xxx");
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.RECEIVE)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getTransitUri())
                        .startsWith("imap://127.0.0.1:" + server.port() + "/INBOX")
                        .doesNotContain(MailServer.PASSWORD, MailServer.USER));
        assertThat(runner.getStateManager().getState(Scope.CLUSTER).toMap())
                .containsOnlyKeys(MailServer.USER + "@127.0.0.1:" + server.port() + "/INBOX");
    }

    @Test
    void plainTextStaysOnThisMachine() {
        runner.assertValid();
        runner.setProperty(MailboxProperties.HOST, "192.0.2.1");
        runner.assertNotValid();
        runner.setProperty(MailboxProperties.ALLOW_PLAIN_TEXT, "true");
        runner.assertValid();
        runner.setProperty(MailboxProperties.ALLOW_PLAIN_TEXT, "false");
        runner.setProperty(MailboxProperties.SECURITY, TransportSecurity.STARTTLS);
        runner.assertValid();
    }

    @Test
    void whatIsNeededDependsOnTheWayToSignIn() {
        runner.setProperty(MailboxProperties.SIGN_IN, SignInMethod.ACCESS_TOKEN);
        runner.assertNotValid();
        runner.setProperty(MailboxProperties.ACCESS_TOKEN, "t");
        runner.assertValid();
        runner.setProperty(MailboxProperties.AFTER_READING, AfterReading.MOVE);
        runner.assertNotValid();
        runner.setProperty(MailboxProperties.MOVE_TO, "Done");
        runner.assertValid();
        runner.setProperty(SourceProperties.INITIAL_BACKLOG, "soon");
        runner.assertNotValid();
    }

    @Test
    void verifySignsInAndOpensEachFolder() {
        runner.setProperty(MailboxProperties.FOLDERS, "INBOX, Nowhere");

        ConsumeMailbox processor = (ConsumeMailbox) runner.getProcessor();

        assertThat(processor.verify(runner.getProcessContext(), runner.getLogger(), Map.of()))
                .extracting(ConfigVerificationResult::getOutcome)
                .containsExactly(
                        ConfigVerificationResult.Outcome.SUCCESSFUL,
                        ConfigVerificationResult.Outcome.SUCCESSFUL,
                        ConfigVerificationResult.Outcome.FAILED);
    }
}
