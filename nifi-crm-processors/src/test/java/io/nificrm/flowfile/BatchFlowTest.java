package io.nificrm.flowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;

class BatchFlowTest {
    private static final Relationship DONE =
            new Relationship.Builder().name("done").build();
    private static final Relationship INVALID =
            new Relationship.Builder().name("invalid").build();

    private final Titles titles = new Titles();
    private final TestRunner runner = TestRunners.newTestRunner(titles);

    @Test
    void handlesManyAtOnceAndKeepsTheirOrder() {
        runner.enqueue(IntStream.range(0, 150)
                .mapToObj(number -> line(Integer.toString(number), "hello"))
                .collect(Collectors.joining()));
        runner.run();

        assertThat(titles.batches).containsExactly(64, 64, 22);
        assertThat(done().getContent().lines())
                .hasSize(150)
                .allSatisfy(line -> assertThat(line).contains("\"title\":\"hello\""));
        assertThat(done().getContent().lines().map(line -> line.replaceFirst(".*\"id\":\"t:(\\d+)\".*", "$1")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 150).mapToObj(Integer::toString).toList());
    }

    @Test
    void readsLessAheadWhereTextsAreLong() {
        String novel = "word ".repeat(30_000);
        runner.enqueue(line("1", novel) + line("2", novel) + line("3", novel));
        runner.run();

        assertThat(titles.batches).containsExactly(2, 1);
    }

    @Test
    void onlyTheTouchpointThatFailsAndTheBadLineBecomeDeadLetters() {
        runner.enqueue(line("a", "hello") + "garbage\n" + line("b", "crash") + line("c", "goodbye"));
        runner.run();

        assertThat(done().getContent().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"t:a\""),
                        second -> assertThat(second).contains("\"t:c\""));
        MockFlowFile invalid = runner.getFlowFilesForRelationship(INVALID).getFirst();
        invalid.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        assertThat(invalid.getContent())
                .contains("line 2: not JSON", "line 3: Titles failed: java.lang.IllegalStateException: crash");
    }

    @Test
    void sendsNothingOnWhileTheStepIsUnavailable() {
        runner.enqueue(IntStream.range(0, 64)
                        .mapToObj(number -> line(Integer.toString(number), "hello"))
                        .collect(Collectors.joining())
                + "garbage\n"
                + line("down", "down"));
        runner.run();

        runner.assertTransferCount(DONE, 0);
        runner.assertTransferCount(INVALID, 0);
        runner.assertQueueNotEmpty();
    }

    @Test
    void anEmptyFlowFileLeavesNothingBehind() {
        runner.enqueue("");
        runner.run();

        runner.assertTransferCount(DONE, 0);
        runner.assertQueueEmpty();
    }

    private MockFlowFile done() {
        return runner.getFlowFilesForRelationship(DONE).getFirst();
    }

    private static String line(String id, String text) {
        return """
                {"id":"t:%s","type":"mention","@timestamp":"2026-11-22T10:00:00Z","platform":"t","kind":"post","text":"%s"}
                """.formatted(id, text);
    }

    /** A processor over the real thing: makes texts titles. */
    public static class Titles extends AbstractProcessor {
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public Set<Relationship> getRelationships() {
            return Set.of(DONE, INVALID);
        }

        @Override
        protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
            return List.of();
        }

        @Override
        public void onTrigger(ProcessContext context, ProcessSession session) {
            FlowFile flowFile = session.get();
            if (flowFile == null) {
                return;
            }
            try {
                new BatchFlow("Titles", INVALID, getLogger(), Limits.DEFAULT)
                        .run(session, flowFile, DONE, this::entitle);
            } catch (UnavailableException e) {
                session.rollback(true);
            }
        }

        private List<Touchpoint> entitle(List<Touchpoint> touchpoints) throws UnavailableException {
            batches.add(touchpoints.size());
            List<Touchpoint> results = new ArrayList<>();
            for (Touchpoint touchpoint : touchpoints) {
                String text = touchpoint.text().orElse("");
                if (text.equals("crash")) {
                    throw new IllegalStateException("crash");
                }
                if (text.equals("down")) {
                    throw new UnavailableException("down", new IllegalStateException());
                }
                results.add(TouchpointBuilder.builder(touchpoint).title(text).build());
            }
            return results;
        }
    }
}
