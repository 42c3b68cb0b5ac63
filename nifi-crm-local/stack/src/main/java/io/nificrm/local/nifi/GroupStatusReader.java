package io.nificrm.local.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads NiFi's nested status snapshots into one flat list of processors. */
final class GroupStatusReader {

    private GroupStatusReader() {}

    static GroupStatus read(JsonNode answer) {
        JsonNode group = answer.at("/processGroupStatus/aggregateSnapshot");
        List<GroupStatus.ProcessorStatus> processors = new ArrayList<>();
        collect(group, processors);
        return new GroupStatus(
                group.get("flowFilesQueued").asLong(),
                held(group),
                group.get("bytesQueued").asLong(),
                group.get("activeThreadCount").asInt(),
                processors);
    }

    /** A connection's snapshot names where it leads, without an id; names are told apart by their group. */
    private static long held(JsonNode group) {
        Set<String> off = new HashSet<>();
        for (JsonNode entity : group.path("processorStatusSnapshots")) {
            JsonNode processor = entity.path("processorStatusSnapshot");
            if (processor.path("runStatus").asText().equals("Disabled")) {
                off.add(processor.path("name").asText());
            }
        }
        long held = 0;
        for (JsonNode entity : group.path("connectionStatusSnapshots")) {
            JsonNode connection = entity.path("connectionStatusSnapshot");
            if (off.contains(connection.path("destinationName").asText())) {
                held += connection.path("flowFilesQueued").asLong();
            }
        }
        for (JsonNode child : group.path("processGroupStatusSnapshots")) {
            held += held(child.get("processGroupStatusSnapshot"));
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
