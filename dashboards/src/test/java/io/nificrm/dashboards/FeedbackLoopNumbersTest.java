package io.nificrm.dashboards;

import static io.nificrm.dashboards.ShownBoard.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the board Feedback loop shows, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedbackLoopNumbersTest {

    private ShownBoard board;
    private Said said;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        said = new Said(sample.community());
        board = new ShownBoard(sample, "feedback-loop", said.month());
    }

    @Test
    void theShareThatWasAnsweredAndInTime() throws Exception {
        double wanted = (double) said.voices().filter(Triaged::wanted).count();
        double answered = (double)
                said.voices().filter(Triaged::wanted).filter(Triaged::answered).count();
        double inTime = (double)
                said.voices().filter(Triaged::wanted).filter(Triaged::inTime).count();
        double due = (double) said.voices()
                .filter(Triaged::wanted)
                .filter(mention -> Triaged.answered(mention) || said.overdue(mention))
                .count();

        assertThat(board.expression("Do we answer?", "E")).isCloseTo(answered / wanted, within(1e-9));
        assertThat(board.expression("Do we answer in time?", "E")).isCloseTo(inTime / due, within(0.01));
    }

    @Test
    void theShareThatWasResolvedInTime() throws Exception {
        double inTime = (double) said.voices()
                .filter(Triaged::wanted)
                .filter(Triaged::resolvedInTime)
                .count();
        double due = (double) said.voices()
                .filter(Triaged::wanted)
                .filter(mention -> Triaged.triage(mention).resolvedAt().isPresent() || said.overdue(mention))
                .count();

        assertThat(inTime).isPositive().isLessThan(due);
        assertThat(board.expression("Resolved in time?", "E")).isCloseTo(inTime / due, within(0.01));
    }

    @Test
    void theShareThatGotEachNextAnswerInTime() throws Exception {
        double inTime = (double) said.voices()
                .filter(Triaged::wanted)
                .filter(mention -> Triaged.nextInTime(mention, said.now()))
                .count();
        double due = (double) said.voices()
                .filter(Triaged::wanted)
                .filter(mention -> Triaged.nextDue(mention, said.now()))
                .count();

        assertThat(inTime).isPositive().isLessThan(due);
        assertThat(board.expression("Next answers in time?", "E")).isCloseTo(inTime / due, within(0.01));
    }

    @Test
    void answersByQueue() throws Exception {
        Map<List<String>, Double> shown = board.table("Which queue keeps its promise?");

        for (String queue : List.of("rapid_response", "feedback", "advocacy")) {
            Predicate<Touchpoint> here =
                    mention -> Triaged.wanted(mention) && Triaged.queue(mention).equals(queue);
            assertThat(shown.get(List.of("wanted", queue)))
                    .isEqualTo((double) said.voices().filter(here).count());
            assertThat(shown.get(List.of("answered", queue))).isEqualTo((double)
                    said.voices().filter(here).filter(Triaged::answered).count());
            assertThat(shown.get(List.of("in time", queue))).isEqualTo((double)
                    said.voices().filter(here).filter(Triaged::inTime).count());
            assertThat(shown.get(List.of("resolved in time", queue))).isEqualTo((double)
                    said.voices().filter(here).filter(Triaged::resolvedInTime).count());
            assertThat(shown.get(List.of("next in time", queue)))
                    .isCloseTo(
                            (double) said.voices()
                                    .filter(here)
                                    .filter(mention -> Triaged.nextInTime(mention, said.now()))
                                    .count(),
                            within(3.0));
        }
    }

    @Test
    void theMedianTimeToAnAnswer() throws Exception {
        List<Long> seconds = said.voices()
                .filter(Triaged::answered)
                .map(mention -> Triaged.triage(mention).responseSeconds().orElseThrow())
                .sorted()
                .toList();

        assertThat(board.only("How fast, half of them?"))
                .isCloseTo(seconds.get(seconds.size() / 2), within(seconds.get(seconds.size() / 2) * 0.05));
    }

    @Test
    void outcomes() throws Exception {
        assertThat(board.table("What came of our answers?"))
                .isEqualTo(doubles(said.voices()
                        .flatMap(mention -> mention.triage().flatMap(Triage::outcome).stream())
                        .collect(Collectors.groupingBy(List::of, Collectors.counting()))));
    }
}
