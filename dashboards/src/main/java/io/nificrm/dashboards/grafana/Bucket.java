package io.nificrm.dashboards.grafana;

import java.util.List;
import java.util.Optional;

/** How a {@link Search} groups what it found, outermost first; the types are those of Grafana's query editor. */
public sealed interface Bucket {

    /** The bucket as the target's JSON holds it; its settings are strings, as the editor writes them. */
    Fields json(String id);

    /**
     * One bucket a value.
     *
     * @param orderBy {@code _count}, {@code _key} or the position of a metric of the same search, the first being 1
     * @param missing the name of the bucket for documents without the field; without it they are left out
     * @param fewest the number of documents that a bucket needs
     */
    record Terms(String field, int size, String orderBy, boolean descending, Optional<String> missing, int fewest)
            implements Bucket {

        /** The same, with the documents that lack the field in a bucket of this name. */
        public Terms orMissing(String name) {
            return new Terms(field, size, orderBy, descending, Optional.of(name), fewest);
        }

        /** The same, with a bucket for every value that the searched indices know, even if nothing matches. */
        public Terms withEmpty() {
            return new Terms(field, size, orderBy, descending, missing, 0);
        }

        /** The same, ordered by a metric of the search; the first is 1. */
        public Terms orderedBy(int metric) {
            return new Terms(field, size, Integer.toString(metric), true, missing, fewest);
        }

        @Override
        public Fields json(String id) {
            Fields settings = new Fields()
                    .put("min_doc_count", Integer.toString(fewest))
                    .put("order", descending ? "desc" : "asc")
                    .put("orderBy", orderBy)
                    .put("size", Integer.toString(size));
            missing.ifPresent(name -> settings.put("missing", name));
            return new Fields()
                    .put("id", id)
                    .put("type", "terms")
                    .put("field", field)
                    .put("settings", settings);
        }
    }

    /** One bucket an interval of the data source's time field. */
    record OverTime(String field, String interval) implements Bucket {
        @Override
        public Fields json(String id) {
            return new Fields()
                    .put("id", id)
                    .put("type", "date_histogram")
                    .put("field", field)
                    .put(
                            "settings",
                            new Fields()
                                    .put("interval", interval)
                                    .put("min_doc_count", "0")
                                    .put("trimEdges", "0"));
        }
    }

    /** One bucket a Lucene query. Grafana can't show it innermost: put terms or time below. */
    record Filters(List<Filter> filters) implements Bucket {
        @Override
        public Fields json(String id) {
            List<Fields> each = filters.stream()
                    .map(filter -> new Fields().put("label", filter.label()).put("query", filter.lucene()))
                    .toList();
            return new Fields().put("id", id).put("type", "filters").put("settings", new Fields().put("filters", each));
        }
    }

    /** One of the queries of {@link Filters}. */
    record Filter(String label, String lucene) {}

    /** The most frequent values of a field. */
    static Terms terms(String field, int size) {
        return new Terms(field, size, "_count", true, Optional.empty(), 1);
    }

    /** The values of a field in their own order, for fields of few values. */
    static Terms sorted(String field, int size) {
        return new Terms(field, size, "_key", false, Optional.empty(), 1);
    }

    static Filter filter(String label, String lucene) {
        return new Filter(label, lucene);
    }

    static Filters filters(Filter... filters) {
        return new Filters(List.of(filters));
    }
}
