package io.nificrm.marker;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.Result;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.touchpoint.TouchpointJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps markers in {@code crm-markers}. Thread-safe. */
public final class MarkerStore {
    private static final int NOT_FOUND = 404;

    private final ElasticsearchCluster cluster;

    /** Keeps them in a cluster. */
    public MarkerStore(ElasticsearchCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Sets a marker; the same again, with an end or other topics, replaces it.
     *
     * @return whether it is a new one
     */
    public boolean put(Marker marker) throws IOException {
        cluster.prepare();
        return cluster.client()
                        .index(index -> index.index(index())
                                .id(marker.id())
                                .refresh(Refresh.True)
                                .document(TouchpointJson.write(marker)))
                        .result()
                == Result.Created;
    }

    /** Takes back what was marked by mistake; returns whether it was there. */
    public boolean remove(String id) throws IOException {
        try {
            return cluster.client()
                            .delete(delete -> delete.index(index()).id(id).refresh(Refresh.True))
                            .result()
                    == Result.Deleted;
        } catch (ElasticsearchException e) {
            if (e.status() == NOT_FOUND) {
                return false; // no index yet
            }
            throw e;
        }
    }

    /** The newest first. */
    public List<Marker> newest(int most) throws IOException {
        var found = cluster.client()
                .search(
                        search -> search.index(index())
                                .ignoreUnavailable(true)
                                .size(most)
                                .sort(sort -> sort.field(
                                        field -> field.field("@timestamp").order(SortOrder.Desc))),
                        ObjectNode.class);
        List<Marker> markers = new ArrayList<>();
        for (Hit<ObjectNode> hit : found.hits().hits()) {
            markers.add(TouchpointJson.read(hit.source(), Marker.class));
        }
        return markers;
    }

    private String index() {
        return cluster.names().all(IndexFamily.MARKERS);
    }
}
