package io.nificrm.local.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads NiFi's nested status snapshots into one flat list of processors. */
final class GroupStatusReader {

    private GroupStatusReader() {}

    static GroupStatus read(JsonNode answer) {
        JsonNode group = answer.at("/processGroupStatus/aggregateSnapshot");
        List<GroupStatus.ProcessorStatus> processors = new ArrayList<>();
        collect(group, processors);
        Set<String> off = processors.stream()
                .filter(processor -> processor.runStatus().equals("Disabled"))
                .map(GroupStatus.ProcessorStatus::id)
                .collect(Collectors.toSet());
        return new GroupStatus(
                group.get("flowFilesQueued").asLong(),
                held(group, off),
                group.get("bytesQueued").asLong(),
                group.get("activeThreadCount").asInt(),
                processors);
    }

    private static long held(JsonNode group, Set<String> off) {
        long held = 0;
        for (JsonNode entity : group.path("connectionStatusSnapshots")) {
            JsonNode connection = entity.path("connectionStatusSnapshot");
            if (off.contains(connection.path("destinationId").asText())) {
                held += connection.path("flowFilesQueued").asLong();
            }
        }
        for (JsonNode child : group.path("processGroupStatusSnapshots")) {
            held += held(child.get("processGroupStatusSnapshot"), off);
        }
        return held;
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
