package io.nificrm.local.nifi;

import java.util.List;

/**
 * What a process group is doing, with everything below it.
 *
 * @param queuedFlowFiles FlowFiles waiting in connections
 * @param heldFlowFiles those of them that wait for a processor that is switched off
 * @param queuedBytes their size
 * @param activeThreads threads at work
 * @param processors each processor below the group
 */
public record GroupStatus(
        long queuedFlowFiles,
        long heldFlowFiles,
        long queuedBytes,
        int activeThreads,
        List<ProcessorStatus> processors) {

    /** Copies the list. */
    public GroupStatus {
        processors = List.copyOf(processors);
    }

    /**
     * What one processor did in NiFi's sliding five minutes.
     *
     * @param id NiFi's id of the component
     * @param name its name on the canvas
     * @param runStatus Running, Stopped, Invalid, Disabled or Validating
     * @param flowFilesIn FlowFiles taken
     * @param flowFilesOut FlowFiles passed on
     * @param activeThreads threads at work
     */
    public record ProcessorStatus(
            String id, String name, String runStatus, long flowFilesIn, long flowFilesOut, int activeThreads) {}

    /** Whether nothing waits and nothing works. */
    public boolean isIdle() {
        return queuedFlowFiles == 0 && activeThreads == 0;
    }
}
