package io.nificrm.flowfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.util.Set;
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

class TouchpointFlowTest {
    private static final Relationship LOUD =
            new Relationship.Builder().name("loud").build();
    private static final Relationship QUIET =
            new Relationship.Builder().name("quiet").build();
    private static final Relationship INVALID =
            new Relationship.Builder().name("invalid").build();

    private final TestRunner runner = TestRunners.newTestRunner(new ByVolume());

    @Test
    void eachTouchpointGoesWhereTheStepSaysAndABadLineToInvalid() {
        runner.enqueue(line("a", "HELP") + "garbage\n" + line("b", "hm") + line("c", "WHY") + line("d", "crash"));
        runner.run();

        runner.assertTransferCount(LOUD, 1);
        runner.assertTransferCount(QUIET, 1);
        runner.assertTransferCount(INVALID, 1);
        MockFlowFile loud = runner.getFlowFilesForRelationship(LOUD).getFirst();
        assertThat(loud.getContent()).contains("\"t:a\"", "\"t:c\"", "seen").doesNotContain("\"t:b\"");
        loud.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        loud.assertAttributeEquals(CrmAttributes.CONTENT, "touchpoints");
        loud.assertAttributeEquals("mime.type", "application/x-ndjson");
        MockFlowFile invalid = runner.getFlowFilesForRelationship(INVALID).getFirst();
        invalid.assertAttributeEquals(CrmAttributes.CONTENT, "dead_letters");
        invalid.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "2");
        assertThat(invalid.getContent())
                .contains("\"payload\":\"garbage\"")
                .contains("line 2: not JSON")
                .contains("line 5: ByVolume failed: java.lang.IllegalStateException: crash")
                .contains("\\\"id\\\":\\\"t:d\\\"");
    }

    @Test
    void anEmptyFlowFileLeavesNothingBehind() {
        runner.enqueue("");
        runner.run();

        runner.assertTransferCount(LOUD, 0);
        runner.assertTransferCount(QUIET, 0);
        runner.assertTransferCount(INVALID, 0);
        runner.assertQueueEmpty();
    }

    private static String line(String id, String text) {
        return """
                {"id":"t:%s","type":"mention","@timestamp":"2026-11-22T10:00:00Z","platform":"t","kind":"post","text":"%s"}
                """.formatted(id, text);
    }

    /** A processor over the real thing: upper case is loud. */
    public static class ByVolume extends AbstractProcessor {
        @Override
        public Set<Relationship> getRelationships() {
            return Set.of(LOUD, QUIET, INVALID);
        }

        @Override
        protected java.util.List<PropertyDescriptor> getSupportedPropertyDescriptors() {
            return java.util.List.of();
        }

        @Override
        public void onTrigger(ProcessContext context, ProcessSession session) {
            FlowFile flowFile = session.get();
            if (flowFile == null) {
                return;
            }
            new TouchpointFlow("ByVolume", INVALID, getLogger(), Limits.DEFAULT).run(session, flowFile, touchpoint -> {
                String text = touchpoint.text().orElse("");
                if (text.equals("crash")) {
                    throw new IllegalStateException("crash");
                }
                boolean loud = text.equals(text.toUpperCase(java.util.Locale.ROOT));
                return new TouchpointFlow.Routed(
                        loud ? LOUD : QUIET,
                        TouchpointBuilder.builder(touchpoint).title("seen").build());
            });
        }
    }
}
