package io.nificrm.triage.response;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.lifecycle.DecisionBuilder;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageEvent;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedElasticsearch.class)
class LinkResponsesTest {
    private static Instant said;

    private static TriageStorage storage;
    private static TriageLedger ledger;

    private TestRunner runner;

    @BeforeAll
    static void connect(ElasticsearchNode node) {
        said = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(7200);
        storage = new TriageStorage(node);
        ledger = new TriageLedger(storage.cluster(), Refresh.True);
    }

    @AfterAll
    static void close() throws IOException {
        storage.close();
    }

    @BeforeEach
    void open() throws Exception {
        runner = TestRunners.newTestRunner(LinkResponses.class);
        storage.connect(runner, LinkResponses.CONNECTION);
    }

    @ParameterizedTest
    @CsvSource({"0,1,2", "0,2,1", "1,0,2", "1,2,0", "2,0,1", "2,1,0"})
    void complaintAnswerAndThanksAreLinkedInWhateverOrderTheyCome(int first, int second, int third) throws IOException {
        String scene = "order" + first + second + third;
        List<Touchpoint> scenes = List.of(
                complaint(scene).build(),
                answer(scene, 421).build(),
                comeback(scene, 600, "Thank you, that was quick!", 0.6).build());

        for (int one : List.of(first, second, third)) {
            arrive(scenes.get(one));
        }

        Triage triage = triage(scene);
        assertThat(triage.status()).hasValue("responded");
        assertThat(triage.respondedAt()).hasValue(said.plusSeconds(421));
        assertThat(triage.responseSeconds()).hasValue(421);
        assertThat(triage.outcome()).hasValue("thanked");
        assertThat(history(scene))
                .extracting(TriageEvent::action, TriageEvent::actor, TriageEvent::timestamp)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "record_answer", "@acmecoffee@community.example", said.plusSeconds(421)),
                        org.assertj.core.groups.Tuple.tuple("record_outcome", "LinkResponses", said.plusSeconds(600)));
    }

    @Test
    void aReplayChangesNothing() throws IOException {
        Touchpoint[] all = {
            complaint("replay").build(),
            answer("replay", 60).build(),
            comeback("replay", 90, "Thanks!", 0.5).build()
        };
        arrive(all);
        Triage before = triage("replay");

        arrive(all);
        arrive(all[1]);
        arrive(all[2], all[0]);

        assertThat(triage("replay")).isEqualTo(before);
        assertThat(history("replay")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01234", "43210", "04321", "31420", "20413", "14032", "24130", "34012"})
    void theNextAnswersClockRunsFromTheComebackWhateverComesFirst(String order) throws IOException {
        String scene = "next" + order;
        List<Touchpoint> scenes = List.of(
                complaint(scene).build(),
                answer(scene, 60).build(),
                comeback(scene, 600, "It still is not there", -0.6).build(),
                comeback(scene, 660, "Hello?", -0.2).id("t:" + scene + "-hello").build(),
                answer(scene, 1320)
                        .id("t:" + scene + "-answer2")
                        .inReplyTo("t:" + scene + "-hello")
                        .build());

        order.chars().forEach(one -> arriveUnchecked(scenes.get(one - '0')));

        assertThat(triage(scene).nextResponseSeconds()).containsExactly(720L);
        assertThat(triage(scene).nextAskedAt()).isEmpty();
        assertThat(triage(scene).responseSeconds()).hasValue(60);
    }

    @Test
    void whoComesBackWaitsUntilWeAnswerAndWhoSaysThanksDoesNot() throws IOException {
        arrive(complaint("waits").build(), answer("waits", 60).build());
        arrive(comeback("waits", 600, "It still is not there", -0.6).build());
        assertThat(triage("waits").nextAskedAt()).hasValue(said.plusSeconds(600));
        assertThat(triage("waits").status()).hasValue("responded");

        Touchpoint[] end = {
            answer("waits", 700).id("t:waits-answer2").inReplyTo("t:waits-back").build(),
            comeback("waits", 800, "Got it, thank you!", 0.6)
                    .id("t:waits-thanks")
                    .build()
        };
        arrive(end);
        Triage before = triage("waits");
        assertThat(before.nextAskedAt()).isEmpty();
        assertThat(before.nextResponseSeconds()).containsExactly(100L);

        arrive(end);
        assertThat(triage("waits")).as("a replay changes nothing").isEqualTo(before);
        assertThat(history("waits"))
                .filteredOn(event -> event.action().equals("record_next"))
                .extracting(TriageEvent::timestamp)
                .containsExactly(said.plusSeconds(600), said.plusSeconds(800));
    }

    @Test
    void aNextAnswerIsCountedOnceThoughTheComebackWasFlaggedToo() throws IOException {
        arrive(complaint("once").build(), answer("once", 60).build());
        arrive(
                comeback("once", 600, "It still is not there", -0.6)
                        .triage(complaint("once").build().triage())
                        .build(),
                comeback("once", 650, "Hello?", -0.2).id("t:once-hello").build());
        arrive(answer("once", 700)
                .id("t:once-answer2")
                .inReplyTo("t:once-hello")
                .build());

        assertThat(triage("once").nextResponseSeconds()).containsExactly(100L);
        assertThat(stored("t:once-back").responseSeconds()).hasValue(100);
        assertThat(stored("t:once-back").nextResponseSeconds()).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeSeenStopsTheNextClockWhenAnAgentSaysSo() throws IOException {
        arrive(complaint("unseen").build(), answer("unseen", 60).build());
        Touchpoint comeback =
                comeback("unseen", 600, "It still is not there", -0.6).build();
        arrive(comeback);
        decide("unseen", TriageAction.REOPEN, 650, Optional.empty());
        decide("unseen", TriageAction.RESPOND, 900, Optional.empty());
        assertThat(triage("unseen").nextResponseSeconds()).containsExactly(300L);

        arrive(comeback);
        assertThat(triage("unseen").nextResponseSeconds()).containsExactly(300L);
        assertThat(triage("unseen").nextAskedAt()).isEmpty();
    }

    @Test
    void threadsThatWorkAtTheSameMomentMissNothing() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 25; i++) {
                String scene = "race" + i;
                List<Callable<Void>> work = new ArrayList<>();
                for (Touchpoint one : List.of(
                        complaint(scene).build(),
                        answer(scene, 61).build(),
                        comeback(scene, 99, "Much obliged, thanks", 0.4).build())) {
                    work.add(() -> {
                        storage.write(one); // not yet visible to searches
                        new ResponseLinker(storage.cluster(), new TriageLedger(storage.cluster(), Refresh.False))
                                .link(List.of(Utterance.of(one)));
                        return null;
                    });
                }
                for (Future<Void> done : threads.invokeAll(work)) {
                    done.get();
                }

                assertThat(triage(scene).responseSeconds()).as(scene).hasValue(61);
                assertThat(triage(scene).outcome()).as(scene).hasValue("thanked");
                assertThat(triage(scene).nextAskedAt()).as(scene).isEmpty();
            }
        }
    }

    @Test
    void aMailIsAnsweredByItsMessageId() throws IOException {
        Touchpoint asked =
                mail("<1@customer.example>", 0, "jo@customer.example").build();
        Touchpoint answered = ours(mail("<2@acme.example>", 1800, "service@acme.example"))
                .inReplyTo("email:<1@customer.example>")
                .threadId("email:<1@customer.example>")
                .build();
        Touchpoint onlyReferences = ours(mail("<3@acme.example>", 900, "service@acme.example"))
                .threadId("email:<1@customer.example>")
                .build();

        arrive(answered, asked);
        assertThat(stored("email:<1@customer.example>").responseSeconds()).hasValue(1800);

        arrive(onlyReferences);
        assertThat(stored("email:<1@customer.example>").responseSeconds())
                .as("the earlier answer counts, though it came later")
                .hasValue(900);
    }

    @Test
    void whatTheSameAuthorSaidBeforeInTheThreadIsAnsweredToo() throws IOException {
        Touchpoint first = complaint("two").threadId("t:two").build();
        Touchpoint second = comeback("two", 30, "And the bag is wet as well", -0.8)
                .id("t:two-more")
                .threadId("t:two")
                .inReplyTo("t:two")
                .build();
        Touchpoint bystander = comeback("two", 35, "Same here", -0.5)
                .id("t:two-bystander")
                .threadId("t:two")
                .inReplyTo("t:two")
                .author(AuthorBuilder.builder().id("u:other").handle("other").build())
                .build();
        arrive(first, second, bystander);

        arrive(answer("two", 300).threadId("t:two").inReplyTo("t:two-more").build());

        assertThat(triage("two").responseSeconds()).hasValue(300);
        assertThat(stored("t:two-more").responseSeconds()).hasValue(270);
        assertThat(ledger.find("t:two-bystander").orElseThrow().triage()).isEmpty();
    }

    @Test
    void withoutThreadIdsRepliesAreClimbedOneByOne() throws IOException {
        arrive(complaint("climb").build());
        arrive(answer("climb", 60).build());
        arrive(answer("climb", 61)
                .id("t:climb-answer2")
                .inReplyTo("t:climb-answer")
                .build());

        arrive(comeback("climb", 120, "I still wait, this is awful", -1)
                .inReplyTo("t:climb-answer2")
                .build());

        assertThat(triage("climb").outcome()).hasValue("worse");
        arrive(comeback("climb", 240, "Got it now, fine", 0.5)
                .id("t:climb-later")
                .inReplyTo("t:climb-back")
                .build());
        assertThat(triage("climb").outcome()).hasValue("calmer");
    }

    @Test
    void whoSaidThanksStaysThankfulUnlessTheyComeBackWorse() throws IOException {
        arrive(complaint("grateful").build(), answer("grateful", 60).build());
        arrive(comeback("grateful", 120, "Thanks, all sorted!", 0.7).build());
        arrive(comeback("grateful", 180, "The blue ones are good too", 0.2)
                .id("t:grateful-chat")
                .build());
        assertThat(triage("grateful").outcome()).hasValue("thanked");

        arrive(comeback("grateful", 240, "It broke again, this is a disgrace", -1)
                .id("t:grateful-worse")
                .build());
        assertThat(triage("grateful").outcome()).hasValue("worse");
    }

    @Test
    void peoplesDecisionsStay() throws IOException {
        arrive(complaint("person").build());
        decide("person", TriageAction.RESPOND, 500, Optional.empty());
        decide("person", TriageAction.RESOLVE, 510, Optional.of("calmer"));

        arrive(
                answer("person", 400).build(),
                comeback("person", 600, "This is a disgrace", -1).build());

        assertThat(triage("person").status()).hasValue("resolved");
        assertThat(triage("person").assignee()).hasValue("mia");
        assertThat(triage("person").outcome()).hasValue("calmer");
        assertThat(triage("person").responseSeconds())
                .as("the reply itself was earlier than the agent's click")
                .hasValue(400);
    }

    @Test
    void whatWasReopenedIsNotAnsweredByWhatWasSaidBefore() throws IOException {
        arrive(complaint("again").build(), answer("again", 60).build());
        decide("again", TriageAction.REOPEN, 700, Optional.empty());

        arrive(answer("again", 60).build());
        assertThat(triage("again").status()).hasValue("reopened");

        arrive(answer("again", 900).id("t:again-answer2").build());
        assertThat(triage("again").status()).hasValue("responded");
        assertThat(triage("again").responseSeconds()).hasValue(60);
    }

    @Test
    void nothingIsAnsweredByStrangersOrBeforeItWasSaid() throws IOException {
        arrive(complaint("stranger").build());
        arrive(answer("stranger", 60)
                .author(AuthorBuilder.builder().id("u:troll").handle("troll").build())
                .build());
        arrive(answer("stranger", -5).id("t:stranger-early").build());

        assertThat(triage("stranger").respondedAt()).isEmpty();
    }

    @Test
    void flowFilesPassUnchangedAndWhatIsNoTouchpointLeavesAsADeadLetter() throws IOException {
        String lines = TriageStorage.lines(complaint("pass").build());
        runner.enqueue(lines);
        runner.enqueue(lines + "no json\n");
        runner.run(2);

        runner.assertTransferCount(LinkResponses.SUCCESS, 2);
        for (MockFlowFile passed : runner.getFlowFilesForRelationship(LinkResponses.SUCCESS)) {
            passed.assertContentEquals(lines);
        }
        MockFlowFile letter =
                runner.getFlowFilesForRelationship(LinkResponses.INVALID).getFirst();
        assertThat(letter.getContent()).contains("\"payload\":\"no json\"");
    }

    @Test
    void withoutElasticsearchEverythingIsToBeTriedAgain() throws Exception {
        try (TriageStorage gone = TriageStorage.unreachable()) {
            TestRunner alone = TestRunners.newTestRunner(LinkResponses.class);
            gone.connect(alone, LinkResponses.CONNECTION);
            String lines = TriageStorage.lines(complaint("gone").build());
            alone.enqueue(lines);
            alone.run();

            alone.assertAllFlowFilesTransferred(LinkResponses.RETRY, 1);
            MockFlowFile waiting =
                    alone.getFlowFilesForRelationship(LinkResponses.RETRY).getFirst();
            waiting.assertContentEquals(lines);
            assertThat(waiting.isPenalized()).isTrue();
            assertThat(waiting.getAttribute("crm.reason")).contains("Elasticsearch");
        }
    }

    /** As PutTouchpoints and then LinkResponses see it. */
    private void arrive(Touchpoint... touchpoints) throws IOException {
        storage.write(touchpoints);
        runner.enqueue(TriageStorage.lines(touchpoints));
        runner.run();
        runner.assertAllFlowFilesTransferred(LinkResponses.SUCCESS);
        runner.clearTransferState();
    }

    private void arriveUnchecked(Touchpoint touchpoint) {
        try {
            arrive(touchpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void decide(String scene, TriageAction action, long seconds, Optional<String> outcome)
            throws IOException {
        storage.put();
        assertThat(ledger.decide(DecisionBuilder.builder()
                        .touchpointId("t:" + scene)
                        .action(action)
                        .actor("mia")
                        .at(said.plusSeconds(seconds))
                        .outcome(outcome)
                        .build()))
                .isInstanceOf(TriageLedger.Outcome.Taken.class);
    }

    private static Triage triage(String scene) throws IOException {
        return stored("t:" + scene);
    }

    private static Triage stored(String id) throws IOException {
        storage.put();
        return ledger.find(id).orElseThrow().triage().orElseThrow();
    }

    private static List<TriageEvent> history(String scene) throws IOException {
        storage.cluster()
                .client()
                .indices()
                .refresh(r -> r.index(storage.cluster().names().prefix() + "-*"));
        return ledger.history(ledger.find("t:" + scene).orElseThrow());
    }

    private static TouchpointBuilder complaint(String scene) {
        return mention("t:" + scene, 0, "My parcel is late again", -0.7)
                .author(customer(scene))
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority("p2")
                        .dueAt(said.plusSeconds(3600))
                        .build());
    }

    private static TouchpointBuilder answer(String scene, long seconds) {
        return ours(mention("t:" + scene + "-answer", seconds, "We are sorry and look into it", 0))
                .kind(Touchpoint.Kind.REPLY)
                .inReplyTo("t:" + scene);
    }

    private static TouchpointBuilder comeback(String scene, long seconds, String text, double mood) {
        return mention("t:" + scene + "-back", seconds, text, mood)
                .kind(Touchpoint.Kind.REPLY)
                .author(customer(scene))
                .inReplyTo("t:" + scene + "-answer");
    }

    private static TouchpointBuilder mail(String messageId, long seconds, String sender) {
        return mention("email:" + messageId, seconds, "Where is my order?", -0.2)
                .platform("email")
                .kind(Touchpoint.Kind.MESSAGE)
                .threadId("email:" + messageId)
                .author(AuthorBuilder.builder().id(sender).handle(sender).build());
    }

    private static TouchpointBuilder ours(TouchpointBuilder builder) {
        return builder.author(AuthorBuilder.builder()
                .id("u:acme")
                .handle("acmecoffee@community.example")
                .ours(true)
                .build());
    }

    private static io.nificrm.touchpoint.Author customer(String scene) {
        return AuthorBuilder.builder().id("u:jo-" + scene).handle("jo").build();
    }

    private static TouchpointBuilder mention(String id, long seconds, String text, double mood) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .timestamp(said.plusSeconds(seconds))
                .platform("mastodon")
                .text(text)
                .sentiment(new Sentiment(
                        mood < 0 ? Sentiment.Label.NEGATIVE : Sentiment.Label.POSITIVE,
                        OptionalDouble.of(mood),
                        OptionalDouble.empty()));
    }
}
