package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.dashboards.BoardFiles.BoardFile;
import io.nificrm.dashboards.answers.Elasticsearch;
import io.nificrm.dashboards.answers.SearchRequests;
import io.nificrm.dashboards.answers.TemplateVariables;
import io.nificrm.dashboards.answers.TimeRange;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every query of every board against a real Elasticsearch: it is understood, and it finds something. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardQueriesTest {

    private Elasticsearch elasticsearch;
    private TimeRange lastWeek;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        elasticsearch = sample.elasticsearch();
        lastWeek = TimeRange.until(sample.community().now(), "7d");
    }

    @TestFactory
    Stream<DynamicTest> panels() {
        return BoardFiles.all()
                .flatMap(file -> Stream.of(SearchRequests.Form.values()).flatMap(form -> {
                    BoardQueries queries = queries(file, form);
                    return file.panels()
                            .flatMap(panel -> StreamOf.of(panel.path("targets"))
                                    .filter(target -> target.has("query"))
                                    .map(target -> DynamicTest.dynamicTest(
                                            file.name() + " / "
                                                    + panel.path("title").asText() + " / "
                                                    + target.path("refId").asText() + " / " + form,
                                            () -> assertFound(queries.ask(panel, target)))));
                }));
    }

    @TestFactory
    Stream<DynamicTest> variables() {
        return BoardFiles.all()
                .flatMap(file -> StreamOf.of(file.board().path("templating").path("list"))
                        .filter(variable -> variable.path("type").asText().equals("query"))
                        .map(variable -> DynamicTest.dynamicTest(
                                file.name() + " / " + variable.path("name").asText(),
                                () -> assertFound(queries(file, SearchRequests.Form.BROWSER)
                                        .offer(variable)))));
    }

    @TestFactory
    Stream<DynamicTest> annotations() {
        return BoardFiles.all()
                .flatMap(file -> StreamOf.of(file.board().path("annotations").path("list"))
                        .map(annotation -> DynamicTest.dynamicTest(
                                file.name() + " / " + annotation.path("name").asText(),
                                () -> assertFound(queries(file, SearchRequests.Form.BROWSER)
                                        .marks(annotation)))));
    }

    @TestFactory
    Stream<DynamicTest> panelsWithEveryChoiceMade() {
        return BoardFiles.all()
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> {
                    TemplateVariables choices = TemplateVariables.of(file.board())
                            .choose("brand", "acme")
                            .choose("platform", "mastodon", "email")
                            .choose("persona", "office-manager", "home_barista")
                            .choose("language", "pt-BR", "en")
                            .choose("queue", "rapid_response")
                            .type("search", "topics:(delivery OR taste) AND NOT url:\"https://x.example/1\"");
                    BoardQueries queries =
                            new BoardQueries(elasticsearch, SearchRequests.Form.SERVER, choices, lastWeek);
                    for (JsonNode panel : file.board().path("panels")) {
                        for (JsonNode target : panel.path("targets")) {
                            if (target.has("query")) {
                                assertUnderstood(queries.ask(panel, target));
                            }
                        }
                    }
                }));
    }

    private BoardQueries queries(BoardFile file, SearchRequests.Form form) {
        return new BoardQueries(elasticsearch, form, TemplateVariables.of(file.board()), lastWeek);
    }

    private static void assertUnderstood(JsonNode answer) {
        assertThat(answer.path("error").toString()).isEmpty();
        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("_shards").path("failed").asInt()).isZero();
    }

    private static void assertFound(JsonNode answer) {
        assertUnderstood(answer);
        assertThat(answer.path("hits").path("total").path("value").asLong())
                .as("documents found")
                .isPositive();
    }
}
