package io.nificrm.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.moderation.ModerateOutbound;
import io.nificrm.profile.StandardListeningProfileService;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What we sent too much of, found by the real ModerateOutbound, lies in the queue of the real TriageDesk. */
@ExtendWith(SharedElasticsearch.class)
class BreachAtTheDeskTest {
    private static final String CAPS = """
        topics: [{id: coffee, query: coffee}]
        caps:
          - {id: loud, description: One post an hour, query: 'kind:post AND platform:mastodon', per: account, most: 1,
             within: 1h, queue: rapid_response, priority: p2}
          - {id: mails, query: 'kind:sent', per: person, most: 1, within: 1d}
        """;

    private final Instant now = Instant.now();

    @Test
    void anAgentSeesTheBreachesAndWhyAndOurOtherPostsNot(ElasticsearchNode node, @TempDir Path folder)
            throws Exception {
        Path profile = Files.writeString(folder.resolve("profile.yaml"), CAPS);
        Path accounts = Files.writeString(
                folder.resolve("accounts"), Accounts.line("mia", Role.AGENT, "correct horse".toCharArray()));
        try (TriageStorage storage = new TriageStorage(node)) {
            storage.put(
                    post(1, 50, "First thing we said"),
                    post(2, 20, "Second thing we said within the hour"),
                    mail(3, 40),
                    mail(4, 10));
            moderate(storage, profile);

            try (DeskServer desk = new DeskServer(storage, accounts, Optional.of(profile))) {
                String cookie = signIn(desk);
                String queue = page(desk, cookie, "/desk/queue", "");
                assertThat(queue)
                        .contains("Second thing we said", "<span id=\"total\">2</span>")
                        .doesNotContain("First thing we said");
                assertThat(page(desk, cookie, "/desk/queue", "queue=rapid_response"))
                        .contains("Second thing we said", "<span id=\"total\">1</span>");
                assertThat(page(desk, cookie, "/desk/mention", "id=mastodon%3A2"))
                        .contains("caps/loud", " in 1 h, at most 1");
                assertThat(page(desk, cookie, "/desk/mention", "id=email%3A4"))
                        .contains("2 to jo@post.example in 1 d, at most 1");
            }
        }
    }

    private static void moderate(TriageStorage storage, Path profile) throws Exception {
        TestRunner runner = TestRunners.newTestRunner(ModerateOutbound.class);
        StandardListeningProfileService service = new StandardListeningProfileService();
        runner.addControllerService("profile", service);
        runner.setProperty(service, "Profile File", profile.toString());
        runner.enableControllerService(service);
        runner.setProperty("Listening Profile", "profile");
        storage.connect(runner, runner.getProcessor().getPropertyDescriptor("Elasticsearch Connection"));
        runner.run();
        runner.assertTransferCount("breach", 1);
        runner.getFlowFilesForRelationship("breach").getFirst().assertAttributeEquals("crm.item.count", "2");
        storage.put();
    }

    private static String signIn(DeskServer desk) {
        MockFlowFile answer = desk.answer(
                "name=mia&password=correct+horse".getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "http.method", "POST",
                        "http.request.uri", "/desk/sign-in",
                        "http.remote.addr", "127.0.0.1",
                        "http.headers.Content-Type", "application/x-www-form-urlencoded"));
        return answer.getAttribute("Set-Cookie").split(";", 2)[0];
    }

    private static String page(DeskServer desk, String cookie, String path, String query) {
        MockFlowFile answer = desk.answer(
                new byte[0],
                Map.of(
                        "http.method", "GET",
                        "http.request.uri", path,
                        "http.query.string", query,
                        "http.remote.addr", "127.0.0.1",
                        "http.headers.Cookie", cookie));
        answer.assertAttributeEquals("http.status.code", "200");
        return answer.getContent();
    }

    private Touchpoint post(int number, int minutesAgo, String text) {
        return said("mastodon", number, minutesAgo)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .channel(Touchpoint.Channel.SOCIAL)
                .text(text)
                .author(AuthorBuilder.builder()
                        .id("https://x.example/@acme")
                        .handle("acme@x.example")
                        .ours(true)
                        .build())
                .build();
    }

    private Touchpoint mail(int number, int minutesAgo) {
        return said("email", number, minutesAgo)
                .type(Touchpoint.Type.EMAIL_EVENT)
                .kind(Touchpoint.Kind.SENT)
                .channel(Touchpoint.Channel.EMAIL)
                .email(EmailDetailsBuilder.builder()
                        .recipient("jo@post.example")
                        .subject("Our newsletter")
                        .build())
                .build();
    }

    private TouchpointBuilder said(String platform, int number, int minutesAgo) {
        return TouchpointBuilder.builder()
                .id(platform + ":" + number)
                .platform(platform)
                .timestamp(now.minusSeconds(minutesAgo * 60L))
                .fetchedAt(now);
    }
}
