package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the board Pipeline health shows, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineHealthNumbersTest {

    private ShownBoard board;
    private Said said;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        said = new Said(sample.community());
        board = new ShownBoard(sample, "pipeline-health", said.month());
    }

    @Test
    void rateLimitsAreCountedAndOtherTroubleIsNot() throws Exception {
        // the sample has nine events, of which every third is a failing feed; all fall within a month
        assertThat(board.sum("Rate limits hit?")).isEqualTo(6);
    }

    @Test
    void whatWasSaidBefore() throws Exception {
        List<Touchpoint> arrived = said.all()
                .filter(touchpoint -> touchpoint.type() == Touchpoint.Type.MENTION)
                .filter(touchpoint ->
                        said.month().contains(touchpoint.indexedAt().orElseThrow()))
                .toList();
        double repeated = (double) arrived.stream()
                .filter(mention -> mention.duplicateOf().isPresent())
                .count();

        assertThat(board.expression("Said before?", "E")).isCloseTo(repeated / arrived.size(), within(1e-9));
    }

    @Test
    void whatElasticsearchRefused() throws Exception {
        assertThat(board.sum("What does Elasticsearch refuse?")).isEqualTo(2);
        assertThat(board.sum("What does Elasticsearch refuse?", "B")).isEqualTo(2);
    }

    @Test
    void theLagThatNineOfTenStayBelow() throws Exception {
        List<Double> lags = said.all()
                .filter(touchpoint -> touchpoint.type() == Touchpoint.Type.MENTION)
                .filter(touchpoint ->
                        said.month().contains(touchpoint.indexedAt().orElseThrow()))
                // the backlog that a new source brings is left out
                .filter(touchpoint -> said.month().contains(touchpoint.timestamp()))
                .map(mention -> mention.lagSeconds().orElseThrow())
                .sorted()
                .toList();
        double ninth = lags.get(lags.size() * 9 / 10);

        assertThat(board.only("From post to board?")).isCloseTo(ninth, within(ninth * 0.02));
    }

    @Test
    void deadLettersByStageAndReason() throws Exception {
        assertThat(board.table("Why did they fail?").values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(12);
    }
}
