package io.nificrm.retention;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.GetIndicesSettingsResponse;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Deletes the monthly indices of a cluster that are over age. Thread-safe. */
public final class Retention {
    private static final int NOT_FOUND = 404;

    private final ElasticsearchCluster cluster;
    private final RetentionPolicy policy;
    private final Clock clock;

    /** Holds a cluster to a policy. */
    public Retention(ElasticsearchCluster cluster, RetentionPolicy policy, Clock clock) {
        this.cluster = cluster;
        this.policy = policy;
        this.clock = clock;
    }

    /** An index that is over age, and how many documents go with it. */
    public record OverAge(String index, long documents) {}

    /** What {@link #enforce()} would delete. */
    public List<OverAge> overAge() throws IOException {
        Set<String> indices = new TreeSet<>();
        for (IndexFamily family : policy.months().keySet()) {
            GetIndicesSettingsResponse found = cluster.client()
                    .indices()
                    .getSettings(get -> get.index(cluster.names().all(family) + "-*")
                            .ignoreUnavailable(true)
                            .allowNoIndices(true));
            indices.addAll(found.settings().keySet());
        }
        List<OverAge> overAge = new ArrayList<>();
        for (String index : policy.overAge(cluster.names(), indices, clock)) {
            overAge.add(new OverAge(
                    index, cluster.client().count(count -> count.index(index)).count()));
        }
        return overAge;
    }

    /**
     * Deletes what is over age, for good.
     *
     * @return what was deleted
     * @throws IOException when the cluster can't be reached; what was deleted by then is deleted, repeat it
     */
    public List<OverAge> enforce() throws IOException {
        List<OverAge> deleted = new ArrayList<>();
        for (OverAge old : overAge()) {
            if (delete(old.index())) {
                deleted.add(old);
            }
        }
        return deleted;
    }

    /** By its full name, never by a pattern. */
    private boolean delete(String index) throws IOException {
        try {
            return cluster.client()
                    .indices()
                    .delete(delete -> delete.index(index))
                    .acknowledged();
        } catch (ElasticsearchException e) {
            if (e.status() == NOT_FOUND) {
                return false; // lifecycle management, or somebody else, was faster
            }
            throw e;
        }
    }
}
