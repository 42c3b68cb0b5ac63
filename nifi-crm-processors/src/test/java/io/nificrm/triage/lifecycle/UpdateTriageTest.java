package io.nificrm.triage.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class UpdateTriageTest {
    private static TriageStorage storage;
    private static Instant said;

    private TestRunner runner;

    @BeforeAll
    static void fill(ElasticsearchNode node) throws IOException {
        said = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
        storage = new TriageStorage(node);
        storage.put(flagged("t:1"), flagged("t:2"));
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @BeforeEach
    void open() throws Exception {
        runner = TestRunners.newTestRunner(UpdateTriage.class);
        storage.connect(runner, UpdateTriage.CONNECTION);
    }

    @Test
    void everyLineGetsItsResultInOrder() throws IOException {
        runner.enqueue("""
            {"id":"t:1","action":"respond","actor":"mia","at":"%s"}
            {"id":"t:1","action":"respond","actor":"noor"}
            {"id":"t:1","action":"shout","actor":"noor"}
            no json
            {"id":"t:1","action":"escalate","actor":"noor"}
            {"id":"t:none","action":"dismiss","actor":"noor"}
            """.formatted(said.plusSeconds(61)));
        runner.run();

        MockFlowFile results =
                runner.getFlowFilesForRelationship(UpdateTriage.SUCCESS).getFirst();
        List<String> lines = results.getContent().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"result\":\"taken\"", "\"status\":\"responded\"", "\"revision\":1");
        assertThat(lines.get(1)).contains("\"result\":\"refused\"", "\"kind\":\"illegal\"");
        assertThat(lines.get(2)).contains("\"kind\":\"unknown\"");
        results.assertAttributeEquals("crm.triage.refused", "2");
        results.assertAttributeEquals("crm.item.count", "3");
        assertThat(runner.getFlowFilesForRelationship(UpdateTriage.INVALID)
                        .getFirst()
                        .getContent())
                .contains("there is no action 'shout'", "no json", "done by EscalateOverdue alone");
        Triage triage = new TriageLedger(storage.cluster(), Refresh.True)
                .find("t:1")
                .orElseThrow()
                .triage()
                .orElseThrow();
        assertThat(triage.responseSeconds()).hasValue(61);
    }

    @Test
    void whoComesSecondIsToldWhoWasFirst() {
        runner.enqueue("""
            {"id":"t:2","action":"acknowledge","actor":"mia","revision":0}
            {"id":"t:2","action":"dismiss","actor":"noor","revision":0}
            """);
        runner.run();

        assertThat(runner.getFlowFilesForRelationship(UpdateTriage.SUCCESS)
                        .getFirst()
                        .getContent())
                .contains("\"kind\":\"outdated\"", "mia was first");
    }

    @Test
    void whatIsNoRequestOfAPersonIsRefusedUnread() {
        runner.enqueue(new byte[(16 << 20) + 1]);
        runner.enqueue(
                "{\"id\":\"t:1\",\"action\":\"note\",\"actor\":\"mia\",\"note\":\"" + "x".repeat(100_001) + "\"}");
        runner.run(2);

        runner.assertTransferCount(UpdateTriage.INVALID, 2);
        runner.assertTransferCount(UpdateTriage.SUCCESS, 0);
    }

    @Test
    void withoutElasticsearchTheDecisionsWaitInTheirOrder() throws Exception {
        try (TriageStorage gone = TriageStorage.unreachable()) {
            TestRunner alone = TestRunners.newTestRunner(UpdateTriage.class);
            gone.connect(alone, UpdateTriage.CONNECTION);
            String decisions = """
                {"id":"t:1","action":"note","actor":"mia","note":"one"}
                {"id":"t:1","action":"note","actor":"mia","note":"two"}
                """;
            alone.enqueue(decisions);
            alone.run();

            MockFlowFile waiting =
                    alone.getFlowFilesForRelationship(UpdateTriage.RETRY).getFirst();
            waiting.assertContentEquals(decisions);
            assertThat(waiting.isPenalized()).isTrue();
        }
    }

    private static Touchpoint flagged(String id) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(said)
                .platform("mastodon")
                .text("Late again")
                .triage(TriageBuilder.builder().queue("rapid_response").build())
                .build();
    }
}
