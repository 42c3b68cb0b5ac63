package io.nificrm.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.ClusterService;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class EnforceRetentionTest {
    private final TestRunner runner = TestRunners.newTestRunner(EnforceRetention.class);
    private ClusterService connection;

    @BeforeEach
    void connect(ElasticsearchNode node) throws InitializationException, IOException {
        connection = ClusterService.of(node, "retention");
        runner.addControllerService("connection", connection);
        runner.enableControllerService(connection);
        runner.setProperty(EnforceRetention.CONNECTION, "connection");
        connection.cluster().prepare();
    }

    @AfterEach
    void close() throws IOException {
        connection.cluster().close();
    }

    @Test
    void wholeMonthsThatAreOverAgeAreDeletedAndABulletinSaysSo() throws IOException {
        String kept = index("mentions", 2);
        String old = index("mentions", 3);
        String letters = index("dead-letters", 40);
        String unrelated = names().prefix() + "-mentions-backup-of-2020";
        for (String index : List.of(kept, old, letters, unrelated)) {
            connection.cluster().client().index(put -> put.index(index).document(Map.of("id", "1")));
        }
        connection.cluster().client().indices().refresh(refresh -> refresh.index(names().prefix() + "-*"));
        runner.setProperty(EnforceRetention.MENTIONS, "2");
        runner.setProperty(EnforceRetention.DEAD_LETTERS, "");
        runner.assertValid();

        assertThat(verify())
                .last()
                .satisfies(dryRun -> assertThat(dryRun.getExplanation())
                        .isEqualTo("The next run would delete " + old + " (1 documents)"));
        assertThat(exists(old)).isTrue();
        runner.run();

        assertThat(exists(old)).isFalse();
        assertThat(List.of(exists(kept), exists(letters), exists(unrelated))).containsOnly(true);
        assertThat(runner.getLogger().getWarnMessages())
                .extracting(LogMessage::getMsg)
                .anySatisfy(message -> assertThat(message).contains(old));
        assertThat(verify())
                .last()
                .satisfies(dryRun -> assertThat(dryRun.getExplanation()).isEqualTo("Nothing is over age"));
    }

    @Test
    void withoutMonthsEverythingIsKept() throws IOException {
        String old = index("mentions", 100);
        connection.cluster().client().index(put -> put.index(old).document(Map.of("id", "1")));

        runner.run();

        assertThat(exists(old)).isTrue();
        assertThat(verify())
                .last()
                .satisfies(dryRun ->
                        assertThat(dryRun.getExplanation()).isEqualTo("No months are set: everything is kept"));
        runner.setProperty(EnforceRetention.MENTIONS, "0");
        runner.assertNotValid();
    }

    private IndexNames names() {
        return connection.cluster().names();
    }

    private String index(String family, int monthsAgo) {
        return names().prefix()
                + '-'
                + family
                + '-'
                + DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT)
                        .format(YearMonth.now(ZoneOffset.UTC).minusMonths(monthsAgo));
    }

    private boolean exists(String index) throws IOException {
        return connection
                .cluster()
                .client()
                .indices()
                .exists(get -> get.index(index))
                .value();
    }

    private List<ConfigVerificationResult> verify() {
        return ((VerifiableProcessor) runner.getProcessor())
                .verify(runner.getProcessContext(), runner.getLogger(), Map.of());
    }
}
