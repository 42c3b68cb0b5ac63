package io.nificrm.triage;

import static io.nificrm.profile.Mentions.NOON;
import static io.nificrm.profile.Mentions.author;
import static io.nificrm.profile.Mentions.mention;
import static io.nificrm.profile.Mentions.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.Profiles;
import io.nificrm.profile.StandardListeningProfileService;
import io.nificrm.profile.TagProfile;
import io.nificrm.profile.TriageRule.Priority;
import io.nificrm.profile.TriageRule.Queue;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;

class RouteTouchpointsTest {
    private final ListeningProfile profile = Profiles.read(Profiles.ACME);
    private final TouchpointRouter router = new TouchpointRouter(profile, ClockStart.SAID);

    private TouchpointRouter.Route route(Touchpoint touchpoint) {
        return router.route(profile.tag(touchpoint));
    }

    @Test
    void theMostUrgentRuleDecidesAndAllAreReasons() {
        TouchpointRouter.Route route = route(said("I wish acme were not late: my machine is on fire"));
        Triage triage = route.touchpoint().triage().orElseThrow();

        assertThat(route.queue()).contains(Queue.RAPID_RESPONSE);
        assertThat(triage.queue()).contains("rapid_response");
        assertThat(triage.priority()).contains("p1");
        assertThat(triage.reasons()).containsExactly("safety", "complaint", "idea");
        assertThat(triage.dueAt()).contains(NOON.plus(Duration.ofMinutes(10)));
    }

    @Test
    void theClockStartsWhereItIsSetTo() {
        Touchpoint late = mention(m -> m.text("acme late").fetchedAt(NOON.plus(Duration.ofDays(3))));
        TouchpointRouter agents = new TouchpointRouter(profile, ClockStart.FETCHED);

        assertThat(route(late).touchpoint().triage().orElseThrow().dueAt()).contains(NOON.plus(Duration.ofHours(8)));
        assertThat(agents.route(profile.tag(late))
                        .touchpoint()
                        .triage()
                        .orElseThrow()
                        .dueAt())
                .contains(NOON.plus(Duration.ofDays(3)).plus(Duration.ofHours(8)));
    }

    @Test
    void ourOwnPostsAreRoutine() {
        Touchpoint ours = mention(
                m -> m.text("Sorry that acme is late!").author(author(a -> a.handle("acmecoffee@community.example"))));

        assertThat(route(ours).queue()).isEmpty();
        assertThat(route(ours).touchpoint().triage()).isEmpty();
    }

    @Test
    void routingAgainTakesBackWhatNoLongerHoldsAndKeepsWhatPeopleDid() {
        Touchpoint before = TouchpointBuilder.builder(said("all fine"))
                .triage(TriageBuilder.builder()
                        .queue("feedback")
                        .priority("p4")
                        .score(3)
                        .assignee("kim")
                        .status("acknowledged")
                        .build())
                .build();

        assertThat(route(before).touchpoint().triage())
                .contains(TriageBuilder.builder()
                        .assignee("kim")
                        .status("acknowledged")
                        .build());
    }

    @Test
    void theScorePutsTheWorstFirst() {
        Touchpoint quiet = said("acme late");
        Touchpoint loud = mention(m -> m.text("acme late")
                .reach(999_999)
                .sentiment(new Sentiment(Sentiment.Label.NEGATIVE, OptionalDouble.of(-1), OptionalDouble.empty()))
                .engagement(EngagementBuilder.builder().likes(9_999).build()));

        assertThat(BusinessScore.of(quiet, Priority.P3)).isEqualTo(20.0);
        assertThat(BusinessScore.of(loud, Priority.P3)).isEqualTo(75.0);
        assertThat(BusinessScore.of(loud, Priority.P1)).isEqualTo(95.0);
    }

    private static TestRunner runner(Class<? extends org.apache.nifi.processor.Processor> processor)
            throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(processor);
        StandardListeningProfileService service = new StandardListeningProfileService();
        runner.addControllerService("profile", service);
        runner.setProperty(service, "Profile Text", Profiles.ACME);
        runner.enableControllerService(service);
        runner.setProperty("Listening Profile", "profile");
        return runner;
    }

    private static String lines(Touchpoint... touchpoints) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(bytes);
        for (Touchpoint touchpoint : touchpoints) {
            writer.write(touchpoint);
        }
        writer.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void inNiFiAMentionIsTaggedAndThenGoesWhereItBelongs() throws Exception {
        TestRunner tag = runner(TagProfile.class);
        tag.enqueue(
                lines(said("acme is late"), said("nice weather")) + "no json\n" + lines(said("I wish acme had tea")));
        tag.run();
        tag.assertTransferCount("success", 1);
        tag.assertTransferCount("invalid", 1);

        TestRunner route = runner(RouteTouchpoints.class);
        route.enqueue(tag.getFlowFilesForRelationship("success").getFirst().toByteArray());
        route.run();

        route.assertTransferCount("rapid_response", 1);
        route.assertTransferCount("feedback", 1);
        route.assertTransferCount("routine", 1);
        route.assertTransferCount("advocacy", 0);
        route.assertTransferCount("invalid", 0);
        assertThat(route.getFlowFilesForRelationship("feedback").getFirst().getContent())
                .contains("I wish acme had tea", "\"reasons\":[\"idea\"]");
        assertThat(route.getFlowFilesForRelationship("rapid_response")
                        .getFirst()
                        .getAttribute("crm.item.count"))
                .isEqualTo("1");
    }
}
