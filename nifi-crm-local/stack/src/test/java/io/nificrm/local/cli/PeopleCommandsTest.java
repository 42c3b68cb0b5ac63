package io.nificrm.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.elasticsearch.MonthWindow;
import io.nificrm.elasticsearch.PutOutcome;
import io.nificrm.elasticsearch.TouchpointIndexer;
import io.nificrm.idea.IdeaClustering;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.people.PeopleRefresh;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a person types them, on a real Elasticsearch that a flow has prepared. */
@ExtendWith(SharedElasticsearch.class)
class PeopleCommandsTest {
    private final String prefix = "cli-" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream keyboard = System.in;
    private ElasticsearchCluster cluster;
    private String url;

    @BeforeEach
    void community(ElasticsearchNode node) throws IOException {
        url = node.url().toString();
        cluster = new ElasticsearchCluster(
                ConnectionSettings.of(node.url()), new IndexNames(prefix), IndexOptions.DEFAULT);
        cluster.prepare();
        put(mention("jo", 1, "I wish for a green lid", "=HYPERLINK(0)")
                + mention("kim", 2, "please make a green lid", "Kim")
                + mention("jo", 3, "lovely coffee", "=HYPERLINK(0)"));
        new PeopleRefresh(cluster, Clock.systemUTC()).run(PeopleRefresh.Cursor.START, () -> false);
        new IdeaClustering(cluster, Clock.systemUTC()).run(IdeaClustering.Cursor.START, () -> false);
        cluster.client().indices().refresh(refresh -> refresh.index(prefix + "-*"));
    }

    @AfterEach
    void close() throws IOException {
        System.setIn(keyboard);
        cluster.close();
    }

    @Test
    void somebodyIsExportedThenErasedAfterAYes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("jo.jsonl");
        assertThat(crm("person", "export", "mastodon:jo@x.example", "--out", file.toString()))
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(4).anyMatch(line -> line.contains("lovely coffee"));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(err.toString()).contains("mentions: 2", "people: 1", "ideas: 1");

        answer("no");
        assertThat(crm("person", "erase", "mastodon:jo@x.example")).isEqualTo(1);
        assertThat(err.toString())
                .contains("Erase 4 documents of mastodon:jo@x.example for good?", "nothing was erased");

        answer("yes");
        assertThat(crm("person", "erase", "mastodon:jo@x.example")).isZero();
        assertThat(err.toString()).contains("erased 4 documents");
        assertThat(crm("person", "export", "mastodon:jo@x.example")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(crm("ideas")).isZero();
        assertThat(out.toString()).contains("please make a green lid").doesNotContain("I wish for");
        assertThat(crm("person", "erase", "nobody", "--yes")).isEqualTo(1);
        assertThat(err.toString()).contains("nobody is known as nobody");
    }

    @Test
    void aSegmentIsCsvThatASpreadsheetDoesNotRun() {
        assertThat(crm("segment", "--query", "touchpoints:2")).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().asString().contains("'=HYPERLINK(0)");
        assertThat(err.toString()).contains("1 people");
        assertThat(crm("segment", "--query", "stage:(")).isEqualTo(1);
        assertThat(err.toString()).contains("no Lucene query");
        assertThat(crm("segment")).isEqualTo(2);
    }

    @Test
    void whatWeDidIsMarkedListedAndTakenBack() {
        assertThat(crm("mark", "new cap shipped", "--topic", "lid", "--at", "2026-11-20", "--who", "mia"))
                .isZero();
        assertThat(out.toString()).startsWith("marked ").contains("2026-11-20T00:00:00Z", "release", "lid", "by mia");
        String id = out.toString().split("\\s+")[1];
        assertThat(crm("mark")).isZero();
        assertThat(out.toString()).contains(id);
        assertThat(crm("mark", "outage", "--kind", "fire")).isEqualTo(2);
        assertThat(crm("mark", "outage", "--at", "yesterday")).isEqualTo(1);
        assertThat(err.toString()).contains("'yesterday' is no time");
        assertThat(crm("mark", "--remove", id)).isZero();
        assertThat(crm("mark", "--remove", id)).isEqualTo(1);
    }

    @Test
    void anIdeaIsDecidedAboutAndThoseWhoWishedForItAreTold() {
        assertThat(crm("ideas", "--status", "new")).isZero();
        String id = out.toString().strip().split("\\s+")[3];
        assertThat(id).startsWith("idea:");
        assertThat(crm("ideas", "set", id, "shipped", "--note", "in the shop")).isZero();
        assertThat(err.toString()).contains("2 people to tell");
        assertThat(crm("ideas", "set", id, "shipped")).isEqualTo(1);
        assertThat(err.toString()).contains("It is shipped already");
        assertThat(crm("ideas", "tell", id)).isZero();
        assertThat(out.toString()).contains("mastodon:kim@x.example", "https://x.example/2", "'=HYPERLINK(0)");
    }

    @Test
    void aClusterThatIsNotThereOrNotOursIsNamed() {
        assertThat(execute("ideas", "--elasticsearch", "http://127.0.0.1:9")).isEqualTo(1);
        assertThat(err.toString()).contains("http://127.0.0.1:9 cannot be worked with");
        assertThat(execute("mark", "x", "--elasticsearch", url, "--prefix", "unknown-" + UUID.randomUUID()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no index template");
    }

    private int crm(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--elasticsearch", url, "--prefix", prefix));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine crm = Crm.commandLine();
        crm.setOut(new PrintWriter(out, true));
        crm.setErr(new PrintWriter(err, true));
        return crm.execute(arguments);
    }

    private static void answer(String text) {
        System.setIn(new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void put(String lines) throws IOException {
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new IOException(reason);
        });
        try (TouchpointIndexer indexer =
                        new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC());
                TouchpointIndexer.Run run = indexer.start()) {
            run.add(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), outcome);
            run.finish();
        }
        assertThat(outcome.fault()).isEmpty();
    }

    private static String mention(String who, int number, String text, String name) {
        return """
            {"id":"mastodon:%d","type":"mention","@timestamp":"%s","platform":"mastodon","kind":"post","url":"https://x.example/%d","text":"%s","lang":"en","author":{"handle":"%s@x.example","name":"%s"}%s}
            """.formatted(
                        number,
                        Instant.now().minusSeconds(60 - number),
                        number,
                        text,
                        who,
                        name,
                        text.contains("lid") ? ",\"intents\":[\"idea\"]" : "");
    }
}
