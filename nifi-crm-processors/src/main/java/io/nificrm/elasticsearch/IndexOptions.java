package io.nificrm.elasticsearch;

import java.util.OptionalInt;

/**
 * How indices are laid out.
 *
 * @param shards primary shards of every new index
 * @param replicas copies of every shard; empty: one as soon as there is a second node, none on a single node
 * @param retentionMonths months after which a monthly index is deleted where the cluster has index lifecycle
 *     management; empty: never
 */
public record IndexOptions(int shards, OptionalInt replicas, OptionalInt retentionMonths) {
    /** One shard, replicas by themselves, nothing deleted. */
    public static final IndexOptions DEFAULT = new IndexOptions(1, OptionalInt.empty(), OptionalInt.empty());

    public IndexOptions {
        if (shards < 1 || replicas.orElse(0) < 0 || retentionMonths.orElse(1) < 1) {
            throw new IllegalArgumentException("shards and retention are positive, replicas not negative");
        }
    }
}
