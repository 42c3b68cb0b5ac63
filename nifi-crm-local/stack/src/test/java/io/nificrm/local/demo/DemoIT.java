package io.nificrm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.local.nifi.GroupStatus;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a mention, on real servers, while they crash. */
class DemoIT {

    private static final Checkout CHECKOUT = Checkout.current();
    private static final Progress PROGRESS = new Progress(System.err);

    @TempDir
    private Path run;

    @Test
    void everythingPostedArrivesExactlyOnceThoughBothServersAreKilledAndElasticsearchIsAway() throws Exception {
        DemoSettings settings = new DemoSettings(StackSettings.of(run), DemoSettings.Ports.ANY, 7, 1_500, 60, "10 sec");
        try (Demo demo = Demo.start(CHECKOUT, settings, PROGRESS);
                StoredTouchpoints stored =
                        new StoredTouchpoints(demo.stack().elasticsearch().url())) {
            await("the first touchpoints").atMost(5, TimeUnit.MINUTES).until(() -> stored.count() > 0);

            demo.stack().nifi().kill();
            demo.stack().nifi().start();
            demo.stack().elasticsearch().kill();
            await("NiFi to keep what it can't deliver")
                    .atMost(5, TimeUnit.MINUTES)
                    .until(() -> waiting(demo) > 0);
            demo.stack().elasticsearch().start();

            Verdict verdict = new Check(demo, profile(), PROGRESS).run();
            assertThat(verdict.isGood()).as("%s", verdict).isTrue();
            assertThat(verdict.sources())
                    .containsKeys(
                            "mastodon",
                            "bluesky",
                            "reddit",
                            "hackernews",
                            "feed",
                            "email, mailbox",
                            "email, sendgrid",
                            "email, mailgun",
                            "email, postmark");
            Doors.refuseForgedWebhooks(demo.webhooks());
            Doors.openToTheAgentAlone(demo.desk());
        }
    }

    private static long waiting(Demo demo) throws Exception {
        GroupStatus status = demo.stack().client().status(demo.group());
        return status.queuedFlowFiles();
    }

    private static ListeningProfile profile() throws Exception {
        return ProfileReader.read(Files.readString(CHECKOUT.demoProfile()), "demo");
    }
}
