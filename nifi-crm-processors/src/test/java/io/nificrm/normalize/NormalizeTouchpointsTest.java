package io.nificrm.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.flowfile.CrmAttributes;
import java.util.Map;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;

class NormalizeTouchpointsTest {
    private static final String STATUS =
            "{\"uri\":\"https://a.example/1\",\"created_at\":\"2026-11-20T09:00:00Z\",\"content\":\"<p>x</p>\"}";

    private final TestRunner runner = TestRunners.newTestRunner(NormalizeTouchpoints.class);

    @Test
    void readsTheFormatThatTheAttributeNames() {
        runner.enqueue(
                "[" + STATUS + ",{\"error\":\"gone\"}]",
                Map.of(CrmAttributes.FORMAT, "mastodon", CrmAttributes.FETCHED_AT, "2026-11-20T09:01:00Z"));
        runner.run();

        MockFlowFile touchpoints =
                runner.getFlowFilesForRelationship(NormalizeTouchpoints.SUCCESS).getFirst();
        touchpoints.assertAttributeEquals(CrmAttributes.CONTENT, "touchpoints");
        touchpoints.assertAttributeEquals(CrmAttributes.ITEM_COUNT, "1");
        assertThat(touchpoints.getContent())
                .contains("\"id\":\"mastodon:https://a.example/1\"", "\"fetched_at\":\"2026-11-20T09:01:00Z\"")
                .doesNotContain("\"raw\"");
        MockFlowFile dead =
                runner.getFlowFilesForRelationship(NormalizeTouchpoints.INVALID).getFirst();
        dead.assertAttributeEquals(CrmAttributes.REASON, "field 'uri' is missing: this is not a status");
        assertThat(dead.getContent()).contains("\"format\":\"mastodon\"", "{\\\"error\\\":\\\"gone\\\"}");
    }

    @Test
    void theChosenFormatGoesBeforeTheAttributeAndTheRawItemIsKeptOnDemand() {
        runner.setProperty(NormalizeTouchpoints.FORMAT, "mastodon");
        runner.setProperty(NormalizeTouchpoints.KEEP_RAW, "true");
        runner.enqueue(STATUS, Map.of(CrmAttributes.FORMAT, "reddit"));
        runner.run();

        assertThat(runner.getFlowFilesForRelationship(NormalizeTouchpoints.SUCCESS)
                        .getFirst()
                        .getContent())
                .contains("\"raw\":{\"uri\":\"https://a.example/1\"");
        runner.assertTransferCount(NormalizeTouchpoints.INVALID, 0);
    }

    @Test
    void withoutAKnownFormatTheContentIsADeadLetterThatSaysWhatToDo() {
        runner.enqueue(STATUS);
        runner.enqueue(STATUS, Map.of(CrmAttributes.FORMAT, "myspace"));
        runner.run(2);

        runner.assertAllFlowFilesTransferred(NormalizeTouchpoints.INVALID, 2);
        assertThat(runner.getFlowFilesForRelationship(NormalizeTouchpoints.INVALID))
                .extracting(dead -> dead.getAttribute(CrmAttributes.REASON))
                .satisfiesExactly(
                        missing -> assertThat(missing).startsWith("the attribute crm.format is missing; set"),
                        unknown -> assertThat(unknown).contains("'myspace'", "mastodon, bluesky"));
    }

    @Test
    void anyJsonIsReadByAMapping() {
        runner.setProperty(NormalizeTouchpoints.FORMAT, "json");
        runner.assertNotValid();
        runner.setProperty(NormalizeTouchpoints.JSON_MAPPING, "{platform: shop, fields: {id: no-pointer}}");
        runner.assertNotValid();
        runner.setProperty(
                NormalizeTouchpoints.JSON_MAPPING,
                "{platform: shop, fields: {id: /id, timestamp: /at, kind: {value: review}, text: /body}}");
        runner.assertValid();
        runner.enqueue("{\"id\":1,\"at\":1795341600,\"body\":\"x\"}");
        runner.run();

        assertThat(runner.getFlowFilesForRelationship(NormalizeTouchpoints.SUCCESS)
                        .getFirst()
                        .getContent())
                .contains("\"id\":\"shop:1\"", "\"kind\":\"review\"");
    }

    @Test
    void everyFormatCanBeChosen() {
        for (var format : Formats.all()) {
            runner.setProperty(NormalizeTouchpoints.FORMAT, format.name());
            runner.assertValid();
            assertThat(format.description()).hasSizeBetween(20, 160).doesNotEndWith(".");
        }
    }
}
