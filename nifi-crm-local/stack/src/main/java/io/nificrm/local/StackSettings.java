package io.nificrm.local;

import java.nio.file.Path;

/**
 * What a local stack shall be like.
 *
 * @param run the folder of its data and logs
 * @param nifiPort the port of NiFi on the loopback address; 0 takes a free one
 * @param elasticsearchPort the port of Elasticsearch; 0 takes a free one
 * @param nifiHeap NiFi's heap in the JVM's notation
 * @param elasticsearchHeap Elasticsearch's heap
 */
public record StackSettings(Path run, int nifiPort, int elasticsearchPort, String nifiHeap, String elasticsearchHeap) {

    /** Free ports and 512 MB for each server. */
    public static StackSettings of(Path run) {
        return new StackSettings(run, 0, 0, "512m", "512m");
    }

    /** The same on these ports. */
    public StackSettings withPorts(int nifi, int elasticsearch) {
        return new StackSettings(run, nifi, elasticsearch, nifiHeap, elasticsearchHeap);
    }

    /** The same with another heap of NiFi. */
    public StackSettings withNifiHeap(String heap) {
        return new StackSettings(run, nifiPort, elasticsearchPort, heap, elasticsearchHeap);
    }
}
