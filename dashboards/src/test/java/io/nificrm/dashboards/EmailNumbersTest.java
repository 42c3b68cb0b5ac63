package io.nificrm.dashboards;

import static io.nificrm.dashboards.ShownBoard.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the board Email shows, beside the same counted from the touchpoints themselves. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmailNumbersTest {

    private ShownBoard board;
    private Said said;

    @BeforeAll
    void fill(ElasticsearchNode node) throws IOException, InterruptedException {
        SampleIndex sample = SampleIndex.in(node);
        said = new Said(sample.community());
        board = new ShownBoard(sample, "email", said.month());
    }

    @Test
    void mailsByTheirMessageIds() throws Exception {
        double sent = said.mails("sent", "delivered", "bounced");

        assertThat(board.only("Mails sent?")).isEqualTo(sent);
        assertThat(board.expression("Opened?", "C"))
                .isCloseTo(said.mails("opened") / said.mails("delivered"), within(1e-9));
        assertThat(board.expression("Bounced?", "C")).isCloseTo(said.mails("bounced") / sent, within(1e-9));
    }

    @Test
    void eventsByCampaign() throws Exception {
        Map<List<String>, Long> counted = said.events()
                .filter(event -> List.of("sent", "delivered", "opened", "clicked")
                        .contains(event.kind().value()))
                .collect(Collectors.groupingBy(
                        event -> List.of(
                                event.kind().value(),
                                event.campaign()
                                        .flatMap(campaign -> campaign.name())
                                        .orElseThrow()),
                        Collectors.counting()));

        assertThat(board.table("How does each campaign fare?")).containsAllEntriesOf(doubles(counted));
    }

    @Test
    void mailsAndPostsBeyondACap() throws Exception {
        Map<List<String>, Long> counted = said.all()
                .filter(touchpoint -> said.month().contains(touchpoint.timestamp()))
                .flatMap(touchpoint -> touchpoint.triage().stream())
                .flatMap(triage -> triage.reasons().stream())
                .filter(reason -> reason.startsWith("caps/"))
                .collect(Collectors.groupingBy(List::of, Collectors.counting()));

        assertThat(counted).containsOnlyKeys(List.of("caps/mails"), List.of("caps/offers"), List.of("caps/posts"));
        assertThat(board.table("Which caps are broken?")).isEqualTo(doubles(counted));
    }
}
