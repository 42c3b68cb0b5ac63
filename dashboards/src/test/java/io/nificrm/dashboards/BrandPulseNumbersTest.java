package io.nificrm.dashboards;

import static io.nificrm.dashboards.ShownBoard.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nificrm.dashboards.answers.TemplateVariables;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the board Brand pulse shows, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrandPulseNumbersTest {

    private ShownBoard board;
    private Said said;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        said = new Said(sample.community());
        board = new ShownBoard(sample, "brand-pulse", said.month());
    }

    @Test
    void mentionsReachAndReactionsOfTheBrand() throws Exception {
        assertThat(board.sum("How many mentions?"))
                .isEqualTo((double) said.ours().count());
        assertThat(board.sum("How many saw them?")).isEqualTo((double)
                said.ours().mapToLong(mention -> mention.reach().orElse(0)).sum());
        assertThat(board.expression("How many reacted?", "G")).isEqualTo((double) said.ours()
                .map(mention -> mention.engagement().orElseThrow())
                .mapToLong(engagement -> engagement.likes().orElse(0)
                        + engagement.reposts().orElse(0)
                        + engagement.replies().orElse(0))
                .sum());
    }

    @Test
    void theShareOfVoice() throws Exception {
        double ours = (double) said.ours().count();
        double theirs = (double) said.voices()
                .filter(mention -> !mention.competitors().isEmpty())
                .count();

        assertThat(board.expression("Our share of voice?", "E")).isCloseTo(ours / (ours + theirs), within(1e-9));
    }

    @Test
    void theMeanMood() throws Exception {
        double mean = said.ours()
                .flatMap(mention -> mention.sentiment().stream())
                .mapToDouble(sentiment -> sentiment.score().orElseThrow())
                .average()
                .orElseThrow();

        assertThat(board.only("How is the mood?")).isCloseTo(mean, within(1e-6));
    }

    @Test
    void accountsThatAreSpokenTo() throws Exception {
        Map<List<String>, Long> counted = said.ours()
                .flatMap(mention -> mention.mentions().stream().map(account -> List.of(account, Triaged.mood(mention))))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counted).containsKey(List.of("bolt", "negative"));
        assertThat(board.table("Which accounts are spoken to?")).isEqualTo(doubles(counted));
    }

    @Test
    void campaignsBySource() throws Exception {
        assertThat(board.table("Which campaigns come back to us?"))
                .isEqualTo(doubles(said.voices()
                        .flatMap(mention -> mention.campaign().stream())
                        .map(campaign -> List.of(
                                campaign.name().orElseThrow(), campaign.source().orElseThrow()))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))));
    }

    @Test
    void aChoiceNarrowsEverything() throws Exception {
        TemplateVariables choices = board.choices()
                .choose("platform", "reddit")
                .choose("language", "pt-BR", "en")
                .type("search", "topics:delivery");

        assertThat(board.choosing(choices).sum("How many mentions?")).isEqualTo((double) said.ours()
                .filter(mention -> mention.platform().equals("reddit"))
                .filter(mention ->
                        mention.lang().filter(Set.of("pt-BR", "en")::contains).isPresent())
                .filter(mention -> mention.topics().contains("delivery"))
                .count());
    }
}
