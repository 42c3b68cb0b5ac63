package io.nificrm.local.nifi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class GroupStatusReaderTest {

    /** As NiFi 2.3.0 answers {@code /flow/process-groups/ID/status?recursive=true}, without what nobody reads here. */
    private static final String ANSWER = """
            {"processGroupStatus": {"aggregateSnapshot": {
              "flowFilesQueued": 12, "bytesQueued": 3400, "activeThreadCount": 1,
              "connectionStatusSnapshots": [{"connectionStatusSnapshot": {
                "sourceName": "in", "destinationName": "Tell by mail", "flowFilesQueued": 2}}],
              "processorStatusSnapshots": [],
              "processGroupStatusSnapshots": [{"processGroupStatusSnapshot": {
                "connectionStatusSnapshots": [
                  {"connectionStatusSnapshot": {
                    "sourceName": "in", "destinationName": "Tell by mail", "flowFilesQueued": 7}},
                  {"connectionStatusSnapshot": {
                    "sourceName": "in", "destinationName": "Tell a webhook", "flowFilesQueued": 3}}],
                "processorStatusSnapshots": [
                  {"processorStatusSnapshot": {"id": "1", "name": "Tell by mail", "runStatus": "Disabled",
                    "flowFilesIn": 0, "flowFilesOut": 0, "activeThreadCount": 0}},
                  {"processorStatusSnapshot": {"id": "2", "name": "Tell a webhook", "runStatus": "Running",
                    "flowFilesIn": 5, "flowFilesOut": 4, "activeThreadCount": 1}}],
                "processGroupStatusSnapshots": []}}]}}}
            """;

    @Test
    void whatWaitsForASwitchedOffProcessorOfItsGroupIsHeld() throws Exception {
        GroupStatus status = GroupStatusReader.read(new ObjectMapper().readTree(ANSWER));

        assertThat(status.queuedFlowFiles()).isEqualTo(12);
        assertThat(status.heldFlowFiles())
                .as("what leads to that name in another group leads to another component")
                .isEqualTo(7);
        assertThat(status.processors())
                .extracting(GroupStatus.ProcessorStatus::name)
                .containsExactly("Tell by mail", "Tell a webhook");
    }
}
