package io.nificrm.voice.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;

class TagAuthorTest {
    private final TestRunner runner = TestRunners.newTestRunner(TagAuthor.class);

    @Test
    void withoutACacheThePersonasAreKeptInTheProcessorOverARestart() {
        runner.enqueue(line("a", "barista") + line("b", "barista"));
        runner.run();
        runner.enqueue(line("c", "parent") + "garbage\n");
        runner.run();

        assertThat(runner.getFlowFilesForRelationship(TagAuthor.SUCCESS).get(1).getContent())
                .contains("\"personas\":[\"parent\",\"barista\"]", "\"personas/barista\":[\"history\"]");
        runner.assertTransferCount(TagAuthor.INVALID, 1);
    }

    @Test
    void withACacheTwoNodesShareWhatTheyKnow() throws InitializationException {
        MapCache.Atomic cache = new MapCache.Atomic();
        TestRunner otherNode = TestRunners.newTestRunner(TagAuthor.class);
        for (TestRunner node : List.of(runner, otherNode)) {
            node.addControllerService("cache", cache);
            node.enableControllerService(cache);
            node.setProperty(TagAuthor.CACHE, "cache");
        }
        runner.enqueue(line("a", "barista") + line("b", "barista"));
        runner.run();
        otherNode.enqueue(line("c", "parent"));
        otherNode.run();

        assertThat(otherNode
                        .getFlowFilesForRelationship(TagAuthor.SUCCESS)
                        .getFirst()
                        .getContent())
                .contains("\"personas\":[\"parent\",\"barista\"]");
        assertThat(cache.keys())
                .singleElement()
                .asString()
                .startsWith("crm-author-")
                .doesNotContain("jo");
    }

    @Test
    void whileTheCacheIsAwayTheFlowFileWaitsAndIsThenCountedOnce() throws InitializationException {
        MapCache cache = new MapCache();
        runner.addControllerService("cache", cache);
        runner.enableControllerService(cache);
        runner.setProperty(TagAuthor.CACHE, "cache");
        runner.enqueue(line("a", "barista") + line("b", "parent"));

        cache.failAfter(2);
        runner.run();
        runner.assertTransferCount(TagAuthor.SUCCESS, 0);
        runner.assertPenalizeCount(1);
        runner.assertQueueNotEmpty();
        assertThat(runner.getLogger().getErrorMessages())
                .singleElement()
                .satisfies(message -> assertThat(message.getMsg()).contains("waits until the cache service"));

        cache.failAfter(Integer.MAX_VALUE);
        runner.run();
        runner.assertTransferCount(TagAuthor.SUCCESS, 1);
        assertThat(runner.getFlowFilesForRelationship(TagAuthor.SUCCESS)
                        .getFirst()
                        .getContent())
                .as("one mention of a barista is not enough, even if it is heard twice")
                .doesNotContain("history");
    }

    @Test
    void whoWritesAtTheSameTimeLosesNothingInAnAtomicCache() throws Exception {
        CachedAuthorMemory memory = new CachedAuthorMemory(new MapCache.Atomic());
        PersonaRules rules = new PersonaRules(Duration.ofDays(1), 1);
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "w" + writer;
                writers.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 5; i++) {
                        String id = name + i;
                        memory.update("jo", known -> known.with(id, Instant.EPOCH, List.of("barista"), rules));
                    }
                    return true;
                }));
            }
            start.countDown();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        assertThat(memory.update("jo", known -> known).weights()).containsExactly(Map.entry("barista", 20.0));
    }

    @Test
    void theCacheIsVerified() throws InitializationException {
        MapCache cache = new MapCache();
        runner.addControllerService("cache", cache);
        runner.enableControllerService(cache);
        runner.setProperty(TagAuthor.CACHE, "cache");

        assertThat(verify()).isEqualTo(Outcome.SUCCESSFUL);
        cache.failAfter(0);
        assertThat(verify()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void propertiesAreChecked() {
        runner.setProperty(TagAuthor.WEIGHT_TO_STAND, "0.0");
        runner.assertNotValid();
        runner.setProperty(TagAuthor.WEIGHT_TO_STAND, "2");
        runner.assertValid();
        runner.setProperty(TagAuthor.HALF_LIFE, "soon");
        runner.assertNotValid();
    }

    private Outcome verify() {
        return ((VerifiableProcessor) runner.getProcessor())
                .verify(runner.getProcessContext(), runner.getLogger(), Map.of())
                .getFirst()
                .getOutcome();
    }

    private static String line(String id, String persona) {
        return """
            {"id":"t:%s","type":"mention","@timestamp":"2026-11-20T10:00:00Z","platform":"t","kind":"post","text":"hi","author":{"handle":"jo"},"personas":["%s"],"matches":{"personas/%s":["hi"]}}
            """.formatted(id, persona, persona);
    }
}
