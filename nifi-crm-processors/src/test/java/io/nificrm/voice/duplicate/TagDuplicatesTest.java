package io.nificrm.voice.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagDuplicatesTest {
    private final TestRunner runner = TestRunners.newTestRunner(TagDuplicates.class);

    @BeforeEach
    void aSmallMemory() {
        runner.setProperty(TagDuplicates.REMEMBERED_TEXTS, "100");
        runner.setProperty(TagDuplicates.REMEMBERED_AUTHORS, "100");
    }

    @Test
    void repeatsAreMarkedAcrossFlowFilesAndRestartsAndBadLinesSetApart() {
        runner.enqueue(line("a"));
        runner.run();
        runner.enqueue(line("b") + "garbage\n");
        runner.run();

        runner.assertTransferCount(TagDuplicates.SUCCESS, 2);
        assertThat(runner.getFlowFilesForRelationship(TagDuplicates.SUCCESS)
                        .get(0)
                        .getContent())
                .doesNotContain("duplicate_of")
                .contains("\"spam\":{\"score\":0.0}");
        assertThat(runner.getFlowFilesForRelationship(TagDuplicates.SUCCESS)
                        .get(1)
                        .getContent())
                .contains("\"duplicate_of\":\"t:a\"");
        assertThat(runner.getFlowFilesForRelationship(TagDuplicates.INVALID))
                .singleElement()
                .satisfies(invalid -> assertThat(invalid.getContent()).contains("\"payload\":\"garbage\""));
    }

    @Test
    void aChangedPropertyStartsANewMemory() {
        runner.enqueue(line("a"));
        runner.run();
        runner.setProperty(TagDuplicates.SIMILARITY, "0.9");
        runner.enqueue(line("b"));
        runner.run();

        assertThat(runner.getFlowFilesForRelationship(TagDuplicates.SUCCESS)
                        .get(1)
                        .getContent())
                .doesNotContain("duplicate_of");
    }

    @Test
    void propertiesAreChecked() {
        for (String wrong : new String[] {"0", "0.0", "1.1", "-1", "many"}) {
            runner.setProperty(TagDuplicates.SIMILARITY, wrong);
            runner.assertNotValid();
        }
        runner.setProperty(TagDuplicates.SIMILARITY, "1");
        runner.assertValid();
        runner.setProperty(TagDuplicates.REMEMBERED_TEXTS, "3000000");
        runner.assertNotValid();
    }

    @Test
    void theRoomIsVerified() {
        VerifiableProcessor processor = (VerifiableProcessor) runner.getProcessor();

        assertThat(processor.verify(runner.getProcessContext(), runner.getLogger(), Map.of()))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCESSFUL);
                    assertThat(result.getExplanation()).contains("MB");
                });
    }

    private static String line(String id) {
        return """
                {"id":"t:%s","type":"mention","@timestamp":"2026-11-22T10:00:00Z","platform":"t","kind":"post","text":"the lid of my cup leaks","author":{"handle":"jo"}}
                """.formatted(id);
    }
}
