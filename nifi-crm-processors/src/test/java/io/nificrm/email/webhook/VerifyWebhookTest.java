package io.nificrm.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.normalize.Formats;
import java.util.Map;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyWebhookTest {
    private final TestRunner runner = TestRunners.newTestRunner(VerifyWebhook.class);

    @BeforeEach
    void postmark() {
        runner.setProperty(VerifyWebhook.PROVIDER, "postmark");
        runner.setProperty(VerifyWebhook.USER_NAME, "hooks");
        runner.setProperty(VerifyWebhook.SIGNING_KEY, "secret");
    }

    @Test
    void theGenuineGoesOnUnchangedWithItsFormat() {
        runner.enqueue("{}", Map.of("http.headers.Authorization", "Basic aG9va3M6c2VjcmV0"));
        runner.run();

        runner.assertAllFlowFilesTransferred(VerifyWebhook.SUCCESS, 1);
        MockFlowFile genuine =
                runner.getFlowFilesForRelationship(VerifyWebhook.SUCCESS).getFirst();
        genuine.assertContentEquals("{}");
        genuine.assertAttributeEquals(CrmAttributes.FORMAT, "postmark");
        genuine.assertAttributeEquals(CrmAttributes.CONTENT, "raw");
        genuine.assertAttributeExists(CrmAttributes.FETCHED_AT);
    }

    @Test
    void theForgedIsEmptiedCountedAndAnsweredWith401() {
        runner.enqueue("{\"secret\":1}", Map.of("http.headers.authorization", "Basic aG9va3M6d3Jvbmc="));
        runner.enqueue("{\"secret\":1}");
        runner.run(2);

        runner.assertAllFlowFilesTransferred(VerifyWebhook.UNAUTHORIZED, 2);
        MockFlowFile forged =
                runner.getFlowFilesForRelationship(VerifyWebhook.UNAUTHORIZED).getFirst();
        forged.assertContentEquals("");
        forged.assertAttributeEquals("http.status.code", "401");
        forged.assertAttributeEquals(CrmAttributes.REASON, "user name or password is wrong");
        assertThat(runner.getCounterValue("Unauthorized webhooks")).isEqualTo(2);
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        runner.setProperty(VerifyWebhook.MAX_BODY_SIZE, "1 KB");
        runner.enqueue("x".repeat(1025), Map.of("http.headers.Authorization", "Basic aG9va3M6c2VjcmV0"));
        runner.run();

        runner.assertAllFlowFilesTransferred(VerifyWebhook.UNAUTHORIZED, 1);
        MockFlowFile refused =
                runner.getFlowFilesForRelationship(VerifyWebhook.UNAUTHORIZED).getFirst();
        refused.assertAttributeEquals("http.status.code", "413");
        refused.assertContentEquals("");
    }

    @Test
    void aMessageThatNamesACertificateElsewhereIsRefused() {
        runner.setProperty(VerifyWebhook.PROVIDER, "ses");
        runner.setProperty(VerifyWebhook.SIGNING_KEY, "arn:aws:sns:eu-west-1:1:mail");
        runner.enqueue("""
                {"Type":"SubscriptionConfirmation","TopicArn":"arn:aws:sns:eu-west-1:1:mail","SigningCertURL":"https://127.0.0.1/x.pem",
                 "SubscribeURL":"https://127.0.0.1/confirm","SignatureVersion":"2","Signature":"AAAA"}""");
        runner.run();

        runner.assertAllFlowFilesTransferred(VerifyWebhook.UNAUTHORIZED, 1);
        assertThat(runner.getFlowFilesForRelationship(VerifyWebhook.UNAUTHORIZED)
                        .getFirst()
                        .getAttribute(CrmAttributes.REASON))
                .contains("does not lie with Amazon SNS");
    }

    @Test
    void aKeyThatCannotBeOneIsToldBeforeTheStart() {
        runner.setProperty(VerifyWebhook.PROVIDER, "sendgrid");
        runner.assertNotValid();
    }

    @Test
    void everyProviderHasAFormatOfItsName() {
        for (WebhookProvider provider : WebhookProvider.values()) {
            assertThat(Formats.named(provider.getValue()))
                    .as(provider.getDisplayName())
                    .isPresent();
        }
    }
}
