package io.nificrm.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.ClusterService;
import io.nificrm.elasticsearch.RecentTouchpoints.Position;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.profile.InvalidProfileException;
import io.nificrm.profile.ProfileReader;
import io.nificrm.profile.StandardListeningProfileService;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedElasticsearch.class)
class OutboundModerationTest {
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(3));
    private static final String CAPS = """
        topics: [{id: coffee, query: coffee}]
        caps:
          - {id: mails, query: 'kind:sent', per: person, most: 2, within: 1d, priority: p2}
          - {id: posts, query: 'kind:post AND platform:mastodon', per: account, most: 1, within: 1h, queue: rapid_response}
          - {id: replies, query: 'kind:reply', per: person, most: 1, within: 1h}
        """;

    private ClusterService connection;
    private OutboundModeration moderation;

    @BeforeEach
    void connect(ElasticsearchNode node) throws IOException, InvalidProfileException {
        connection = ClusterService.of(node, "caps");
        connection.cluster().prepare();
        moderation = new OutboundModeration(
                connection.cluster(), ProfileReader.read(CAPS, "profile.yaml"), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        connection.cluster().close();
    }

    @Test
    void whatGoesBeyondACapIsFlaggedOnceWithItsReason() throws IOException {
        connection.put(mail(1, "jo@post.example", 0)
                + mail(2, "jo@post.example", 60)
                + mail(3, "kim@post.example", 70)
                + mail(4, "jo@post.example", 120)
                + mail(5, "jo@post.example", 60 * 26));
        List<Touchpoint> flagged = run();

        assertThat(flagged).extracting(Touchpoint::id).containsExactly("email:4");
        Triage triage = flagged.getFirst().triage().orElseThrow();
        assertThat(triage.queue()).contains("feedback");
        assertThat(triage.priority()).contains("p2");
        assertThat(triage.reasons()).containsExactly("caps/mails");
        assertThat(triage.dueAt()).contains(at(120).plus(Duration.ofHours(1)));
        assertThat(flagged.getFirst().matches())
                .containsEntry("caps/mails", List.of("3 to jo@post.example in 1 d, at most 2"));
        assertThat(run()).isEmpty();
    }

    @Test
    void aLateArrivalPushesWhatCameAfterItOverTheCap() throws IOException {
        connection.put(mail(1, "jo@post.example", 0) + mail(3, "jo@post.example", 120));
        assertThat(run()).isEmpty();

        connection.put(mail(2, "jo@post.example", 60));
        assertThat(run()).extracting(Touchpoint::id).containsExactly("email:3");
    }

    @Test
    void anAccountMustNotShoutAndAReplyCountsForWhomItAddresses() throws IOException {
        connection.put(post(1, "post", "[]", 0)
                + post(2, "post", "[]", 30)
                + post(3, "post", "[]", 120)
                + post(4, "reply", "[\"jo@x.example\"]", 0)
                + post(5, "reply", "[\"kim@x.example\"]", 10)
                + post(6, "reply", "[\"jo@x.example\",\"kim@x.example\"]", 20)
                + "{\"id\":\"mastodon:7\",\"type\":\"mention\",\"@timestamp\":\"" + at(1)
                + "\",\"platform\":\"mastodon\",\"kind\":\"post\",\"author\":{\"handle\":\"jo@x.example\"}}\n");
        List<Touchpoint> flagged = run();

        assertThat(flagged).extracting(Touchpoint::id).containsExactlyInAnyOrder("mastodon:2", "mastodon:6");
    }

    @Test
    void theProcessorHandsOnWhatItFlaggedOnce(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("profile.yaml"), CAPS);
        StandardListeningProfileService profile = new StandardListeningProfileService();
        TestRunner runner = TestRunners.newTestRunner(ModerateOutbound.class);
        runner.addControllerService("profile", profile);
        runner.setProperty(profile, "Profile File", file.toString());
        runner.enableControllerService(profile);
        runner.addControllerService("connection", connection);
        runner.enableControllerService(connection);
        runner.setProperty(ModerateOutbound.CONNECTION, "connection");
        runner.setProperty(ModerateOutbound.LISTENING_PROFILE, "profile");
        connection.put(mail(1, "jo@post.example", 0) + mail(2, "jo@post.example", 1) + mail(3, "jo@post.example", 2));

        runner.run(2);

        runner.assertTransferCount(ModerateOutbound.BREACH, 1);
        runner.getFlowFilesForRelationship(ModerateOutbound.BREACH)
                .getFirst()
                .assertAttributeEquals("crm.item.count", "1");
    }

    private List<Touchpoint> run() throws IOException {
        return moderation.run(Position.START, () -> false).flagged();
    }

    private Instant at(int minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    private String mail(int number, String to, int minutes) {
        return """
            {"id":"email:%d","type":"email_event","@timestamp":"%s","platform":"email","kind":"sent","email":{"recipient":"%s"}}
            """.formatted(number, at(minutes), to);
    }

    private String post(int number, String kind, String mentions, int minutes) {
        return """
            {"id":"mastodon:%d","type":"mention","@timestamp":"%s","platform":"mastodon","kind":"%s","mentions":%s,"author":{"handle":"acme@x.example","ours":true}}
            """.formatted(number, at(minutes), kind, mentions);
    }
}
