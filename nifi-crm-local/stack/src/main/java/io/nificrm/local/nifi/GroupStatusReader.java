package io.nificrm.local.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads NiFi's nested status snapshots into one flat list of processors. */
final class GroupStatusReader {

    private GroupStatusReader() {}

    static GroupStatus read(JsonNode answer) {
        JsonNode group = answer.at("/processGroupStatus/aggregateSnapshot");
        List<GroupStatus.ProcessorStatus> processors = new ArrayList<>();
        collect(group, processors);
        return new GroupStatus(
                group.get("flowFilesQueued").asLong(),
                group.get("bytesQueued").asLong(),
                group.get("activeThreadCount").asInt(),
                processors);
    }

    private static void collect(JsonNode group, List<GroupStatus.ProcessorStatus> into) {
        for (JsonNode entity : group.path("processorStatusSnapshots")) {
            JsonNode processor = entity.get("processorStatusSnapshot");
            into.add(new GroupStatus.ProcessorStatus(
                    processor.get("id").asText(),
                    processor.get("name").asText(),
                    processor.get("runStatus").asText(),
                    processor.get("flowFilesIn").asLong(),
                    processor.get("flowFilesOut").asLong(),
                    processor.get("activeThreadCount").asInt()));
        }
        for (JsonNode child : group.path("processGroupStatusSnapshots")) {
            collect(child.get("processGroupStatusSnapshot"), into);
        }
    }
}
