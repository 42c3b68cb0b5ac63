package io.nificrm.elasticsearch;

import java.util.OptionalInt;

/**
 * How indices are laid out.
 *
 * @param shards primary shards of every new index
 * @param replicas copies of every shard; empty: one as soon as there is a second node, none on a single node
 * @param retention months after which monthly indices are deleted where the cluster has index lifecycle management
 */
public record IndexOptions(int shards, OptionalInt replicas, RetentionMonths retention) {
    /** One shard, replicas by themselves, nothing deleted. */
    public static final IndexOptions DEFAULT = new IndexOptions(1, OptionalInt.empty(), RetentionMonths.NONE);

    public IndexOptions {
        if (shards < 1 || replicas.orElse(0) < 0) {
            throw new IllegalArgumentException("shards are positive, replicas not negative");
        }
    }
}
