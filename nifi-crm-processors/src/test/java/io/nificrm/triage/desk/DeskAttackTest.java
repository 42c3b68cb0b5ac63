package io.nificrm.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.format.FormFields;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import io.nificrm.triage.access.Sessions;
import io.nificrm.triage.access.SignedLinks;
import io.nificrm.triage.lifecycle.DecisionBuilder;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a listening profile, a colleague or somebody with a stolen link could try. What mentions, forms and sign-ins try is
 * in {@link DeskTest}, what HTTP tries in {@link TriageDeskTest}.
 */
@ExtendWith(SharedElasticsearch.class)
class DeskAttackTest {
    private static final String SECRET = "a secret of more than thirty-two characters";
    private static final String ATTACK =
            "</textarea></title><script>alert(1)</script><img src=x onerror=alert(2)>\" autofocus onfocus=\"alert(3)";

    private static TriageStorage storage;
    private static Accounts accounts;

    private final Sessions sessions = new Sessions(SECRET, Duration.ofHours(1), Clock.systemUTC());
    private final SignedLinks links = new SignedLinks(SECRET, Clock.systemUTC());
    private final TriageLedger ledger = new TriageLedger(storage.cluster(), Refresh.True);
    private final Desk desk = new Desk(
            storage.cluster(),
            ledger,
            () -> accounts,
            sessions,
            links,
            touchpoint -> Optional.of(new Suggestion(ATTACK, List.of(ATTACK), Optional.of(ATTACK))),
            new DeskSettings("/desk", true, Optional.empty()),
            List.of(),
            Clock.systemUTC());

    @BeforeAll
    static void fill(ElasticsearchNode node, @TempDir Path folder) throws IOException {
        storage = new TriageStorage(node);
        storage.put(mention("t:1"), mention("t:2"));
        accounts = Accounts.read(Files.writeString(
                folder.resolve("accounts"), Accounts.line("mia", Role.AGENT, "correct horse".toCharArray())));
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @Test
    void entriesOfAProfileAndWordsOfAColleagueStayText() throws IOException {
        assertThat(ledger.decide(DecisionBuilder.builder()
                        .touchpointId("t:1")
                        .action(TriageAction.ACKNOWLEDGE)
                        .actor(ATTACK)
                        .at(Instant.now())
                        .assignee(Optional.of(ATTACK))
                        .note(Optional.of(ATTACK))
                        .build()))
                .isInstanceOf(TriageLedger.Outcome.Taken.class);
        String cookie = "crm_session=" + sessions.issue("mia").token();

        for (String page : List.of(
                html(get("/mention", "id=t:1", cookie)),
                html(get("/queue", "", cookie)),
                html(get("/queue/rows", "", cookie)),
                html(get("/mention", links.query("t:1", Duration.ofHours(1)), "")))) {
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert", "<img", "\" autofocus", "</title><", "</textarea><script");
        }
    }

    @Test
    void aLinkOfOneMentionOpensNothingElseAndDecidesNothing() throws IOException {
        String query = links.query("t:1", Duration.ofHours(1));

        assertThat(get("/mention", query, "").status()).isEqualTo(200);
        for (String elsewhere : List.of("/queue", "", "/ideas", "/markers", "/nowhere")) {
            assertThat(get(elsewhere, query, "").status()).as(elsewhere).isEqualTo(303);
        }
        assertThat(get("/queue/rows", query, "").status()).isEqualTo(401);
        assertThat(get("/mention", "id=t:2&" + query, "").status())
                .as("two ids")
                .isNotEqualTo(200);
        assertThat(post("/decide", query, Map.of("id", "t:1", "action", "dismiss"), "")
                        .status())
                .isEqualTo(401);
        assertThat(ledger.find("t:2").orElseThrow().triage().orElseThrow().status())
                .isEmpty();
    }

    @Test
    void aCookieThatWeDidNotIssueIsNone() throws IOException {
        String good = sessions.issue("mia").token();
        String ofAnotherKey = new Sessions(SECRET + "!", Duration.ofHours(1), Clock.systemUTC())
                .issue("mia")
                .token();
        String over = new Sessions(SECRET, Duration.ofHours(1), Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)))
                .issue("mia")
                .token();
        String ofALink = links.query("t:1", Duration.ofHours(1)).replaceFirst(".*signature=", "");

        assertThat(get("/queue", "", "crm_session=" + good).status()).isEqualTo(200);
        for (String forged : List.of(ofAnotherKey, over, ofALink, good.toUpperCase(Locale.ROOT), "mia", "")) {
            assertThat(get("/queue", "", "crm_session=" + forged).status())
                    .as(forged)
                    .isEqualTo(303);
            assertThat(post("/decide", "", Map.of("id", "t:2", "action", "dismiss"), "crm_session=" + forged)
                            .status())
                    .as(forged)
                    .isEqualTo(401);
        }
    }

    private DeskResponse get(String path, String query, String cookie) throws IOException {
        return desk.answer(
                new DeskRequest("GET", path, FormFields.parse(query), Map.of("cookie", cookie), Map.of(), "192.0.2.1"));
    }

    private DeskResponse post(String path, String query, Map<String, String> form, String cookie) throws IOException {
        return desk.answer(
                new DeskRequest("POST", path, FormFields.parse(query), Map.of("cookie", cookie), form, "192.0.2.1"));
    }

    private static String html(DeskResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static Touchpoint mention(String id) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .platform("mastodon")
                .timestamp(Instant.now().minusSeconds(900))
                .text("The lid leaks")
                .brands(List.of(ATTACK))
                .topics(List.of(ATTACK))
                .personas(List.of(ATTACK))
                .needs(List.of(ATTACK))
                .matches(Map.of("topics/" + ATTACK, List.of("lid")))
                .author(AuthorBuilder.builder().handle("jo").build())
                .triage(TriageBuilder.builder()
                        .queue(ATTACK)
                        .priority("p1")
                        .reasons(List.of(ATTACK))
                        .dueAt(Instant.now().plusSeconds(600))
                        .build())
                .build();
    }
}
