package io.nificrm.dashboards;

import static io.nificrm.dashboards.ShownBoard.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.Author;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the board Community shows, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommunityNumbersTest {

    private ShownBoard board;
    private Said said;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        said = new Said(sample.community());
        board = new ShownBoard(sample, "community", said.month());
    }

    @Test
    void voicesAndWhomWeKnow() throws Exception {
        assertThat(board.only("How many voices?")).isEqualTo((double) said.voices()
                .map(mention -> mention.author().flatMap(Author::id).orElseThrow())
                .distinct()
                .count());
        double known = said.voices()
                .flatMap(mention -> mention.person().stream())
                .mapToInt(person -> person.matched().orElseThrow() ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(board.only("Do we know them?")).isCloseTo(known, within(1e-9));
    }

    @Test
    void emotionsByPersona() throws Exception {
        assertThat(board.table("What do they feel?"))
                .isEqualTo(doubles(said.voices()
                        .flatMap(mention -> mention.personas().stream()
                                .map(persona -> List.of(
                                        persona,
                                        mention.emotion()
                                                .map(emotion -> emotion.label())
                                                .orElse("unknown"))))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))));
    }

    @Test
    void newPeople() throws Exception {
        List<SampleCommunity.Voice> people = said.people();
        double fresh = (double) people.stream()
                .filter(person -> said.month().contains(person.firstSeen()))
                .count();

        assertThat(board.expression("How many are new?", "E")).isCloseTo(fresh / people.size(), within(1e-9));
        assertThat(board.sum("New voices, or the same again?", "B")).isEqualTo(fresh);
    }
}
