package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import java.io.IOException;
import java.util.List;

/** Reads every document that a query finds, page by page in the order of ids, in bounded memory. */
final class DocumentScan {
    private static final int PAGE = 500;

    private final ElasticsearchCluster cluster;

    DocumentScan(ElasticsearchCluster cluster) {
        this.cluster = cluster;
    }

    /** Takes hits as they come. */
    @FunctionalInterface
    interface Hits {
        void accept(Hit<ObjectNode> hit) throws IOException;
    }

    /**
     * Reads all hits.
     *
     * @param name an index or alias whose documents have the field {@code id}; one that does not exist is empty
     * @return how many there were
     */
    long all(String name, Query query, Hits hits) throws IOException {
        cluster.client().indices().refresh(refresh -> refresh.index(name).ignoreUnavailable(true));
        long count = 0;
        List<FieldValue> after = List.of();
        while (true) {
            List<FieldValue> from = after;
            SearchResponse<ObjectNode> response = cluster.client()
                    .search(
                            search -> {
                                search.index(name)
                                        .ignoreUnavailable(true)
                                        .query(query)
                                        .size(PAGE)
                                        .seqNoPrimaryTerm(true)
                                        .sort(SortOptions.of(sort -> sort.field(field -> field.field("id"))));
                                return from.isEmpty() ? search : search.searchAfter(from);
                            },
                            ObjectNode.class);
            List<Hit<ObjectNode>> page = response.hits().hits();
            for (Hit<ObjectNode> hit : page) {
                hits.accept(hit);
                count++;
            }
            if (page.size() < PAGE) {
                return count;
            }
            after = page.getLast().sort();
        }
    }
}
