package io.nificrm.dashboards;

import static io.nificrm.dashboards.ShownBoard.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the board Rapid response shows, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RapidResponseNumbersTest {

    private ShownBoard board;
    private Said said;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        said = new Said(sample.community());
        board = new ShownBoard(sample, "rapid-response", said.month());
    }

    @Test
    void whatWaitsAndWhatIsOverdue() throws Exception {
        assertThat(board.sum("How many wait?"))
                .isEqualTo((double) said.voices().filter(Triaged::waiting).count());
        // a mention can fall due between the filling and the asking
        assertThat(board.sum("How many overdue?"))
                .isCloseTo(
                        (double) said.voices()
                                .filter(Triaged::waiting)
                                .filter(said::overdue)
                                .count(),
                        within(3.0));
        assertThat(board.sum("How many p1 or p2?")).isEqualTo((double) said.voices()
                .filter(Triaged::waiting)
                .filter(mention -> Set.of("p1", "p2").contains(Triaged.priority(mention)))
                .count());
    }

    @Test
    void theOldestThatWaits() throws Exception {
        double oldest = board.only("Waiting since when?");

        assertThat((long) oldest)
                .isEqualTo(said.voices()
                        .filter(Triaged::waiting)
                        .map(Touchpoint::timestamp)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .toEpochMilli());
    }

    @Test
    void theQueueByPriority() throws Exception {
        Map<List<String>, Long> counted = said.voices()
                .filter(Triaged::waiting)
                .collect(Collectors.groupingBy(
                        mention -> List.of(Triaged.queue(mention), Triaged.priority(mention)), Collectors.counting()));

        assertThat(board.table("What waits, by queue and priority?")).isEqualTo(doubles(counted));
    }

    @Test
    void theQueueTableHoldsEveryMentionThatWaits() throws Exception {
        JsonNode answer = board.ask("What should be answered first?", "A");
        Set<String> shown = StreamOf.of(answer.path("hits").path("hits"))
                .map(hit -> hit.path("_source").path("id").asText())
                .collect(Collectors.toSet());
        Set<String> newest = said.voices()
                .filter(Triaged::waiting)
                .sorted(Comparator.comparing(Touchpoint::timestamp).reversed())
                .limit(500)
                .map(Touchpoint::id)
                .collect(Collectors.toSet());

        assertThat(shown).isEqualTo(newest);
    }

    @Test
    void platformsAndTopicsByMood() throws Exception {
        assertThat(board.table("Where does it happen?"))
                .isEqualTo(doubles(said.voices()
                        .collect(Collectors.groupingBy(
                                mention -> List.of(mention.platform(), Triaged.mood(mention)),
                                Collectors.counting()))));
        assertThat(board.table("Which topics drive it?"))
                .isEqualTo(doubles(said.voices()
                        .flatMap(mention ->
                                mention.topics().stream().map(topic -> List.of(topic, Triaged.mood(mention))))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))));
    }

    @Test
    void thisHourBesideThoseOfTheWeeksBefore() throws Exception {
        Map<List<String>, Double> shown = board.table("Louder than usual for the hour?");
        double before = said.between(Duration.ofDays(7).plusHours(1), Duration.ofDays(7));

        assertThat(shown.getOrDefault(List.of("1 week before", "mention"), 0.0)).isCloseTo(before, within(1.0));
    }

    @Test
    void theWordsThatDriveIt() throws Exception {
        Map<List<String>, Double> shown = board.table("Which words drive it?");

        assertThat(shown.entrySet().stream()
                        .filter(entry -> entry.getKey().contains("parcel"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum())
                .isPositive()
                .isEqualTo((double) said.voices()
                        .filter(mention -> mention.words().contains("parcel"))
                        .count());
    }
}
