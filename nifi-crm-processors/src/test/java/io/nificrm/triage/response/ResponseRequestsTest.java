package io.nificrm.triage.response;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.CountingProxy;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often Elasticsearch is asked: by the batch, not by the mention, apart from what is news. */
@ExtendWith(SharedElasticsearch.class)
class ResponseRequestsTest {
    private static final int MANY = 400;
    private static final int FEW = 25;

    private final Instant said = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(7200);

    private CountingProxy proxy;
    private TriageStorage storage;

    @BeforeEach
    void open(ElasticsearchNode node) throws IOException {
        proxy = new CountingProxy(node.url());
        storage = new TriageStorage(proxy.url());
        storage.put(complaint("first"));
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
        proxy.close();
    }

    @Test
    void whatNobodyAnsweredCostsOneSearchHoweverManyTheyAre() throws IOException {
        assertThat(requests(complaints("one", 1))).hasSize(1);
        assertThat(requests(complaints("many", MANY))).hasSize(1);
    }

    @Test
    void repliesToStrangersCostTheirClimbsAndNoMore() throws IOException {
        List<Touchpoint> replies = complaints("reply", MANY).stream()
                .map(mention -> TouchpointBuilder.builder(mention)
                        .kind(Touchpoint.Kind.REPLY)
                        .inReplyTo(mention.id() + "-elsewhere")
                        .build())
                .toList();

        assertThat(requests(replies)).hasSize(2);
    }

    @Test
    void anAnswerThatIsNewsCostsThreeRequestsForItselfAndOneSeenAgainNone() throws IOException {
        List<Touchpoint> one = answered("one", 1);
        List<Touchpoint> many = answered("many", FEW);
        int news = 3;

        int batch = 4;
        assertThat(requests(one)).hasSize(batch + news);
        assertThat(requests(many)).hasSize(batch + FEW * news);

        assertThat(requests(one)).as("one seen again").hasSize(batch);
        assertThat(requests(many)).as("many seen again").hasSize(batch);
    }

    /** What is asked for of a batch that PutTouchpoints has written just before. */
    private List<String> requests(List<Touchpoint> batch) throws IOException {
        storage.put(batch.toArray(Touchpoint[]::new));
        proxy.takeRequests();
        new ResponseLinker(storage.cluster(), new TriageLedger(storage.cluster(), Refresh.False))
                .link(batch.stream().map(Utterance::of).toList());
        return proxy.takeRequests();
    }

    private List<Touchpoint> complaints(String scene, int number) {
        return Stream.iterate(0, i -> i + 1)
                .limit(number)
                .map(i -> complaint(scene + i))
                .toList();
    }

    /** Complaints, each with our answer. */
    private List<Touchpoint> answered(String scene, int number) {
        List<Touchpoint> all = new ArrayList<>();
        for (Touchpoint complaint : complaints(scene, number)) {
            all.add(complaint);
            all.add(TouchpointBuilder.builder()
                    .id(complaint.id() + "-answer")
                    .type(Touchpoint.Type.MENTION)
                    .kind(Touchpoint.Kind.REPLY)
                    .platform("mastodon")
                    .timestamp(said.plusSeconds(60))
                    .text("We are sorry and look into it")
                    .inReplyTo(complaint.id())
                    .author(AuthorBuilder.builder()
                            .id("u:acme")
                            .handle("acmecoffee@community.example")
                            .ours(true)
                            .build())
                    .build());
        }
        return all;
    }

    private Touchpoint complaint(String name) {
        return TouchpointBuilder.builder()
                .id("t:" + name)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .platform("mastodon")
                .timestamp(said)
                .text("My parcel is late again")
                .author(AuthorBuilder.builder()
                        .id("u:" + name)
                        .handle(name + "@social.example")
                        .build())
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority("p2")
                        .dueAt(said.plusSeconds(3600))
                        .build())
                .build();
    }
}
