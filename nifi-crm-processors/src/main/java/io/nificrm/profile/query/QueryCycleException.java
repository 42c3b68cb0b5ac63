package io.nificrm.profile.query;

import java.util.List;
import java.util.stream.Collectors;

/** Queries that read each other's findings in a circle, so that no order of evaluation exists. */
public final class QueryCycleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Object> keys;

    QueryCycleException(List<Object> keys) {
        super(keys.stream().map(Object::toString).collect(Collectors.joining(" reads "))
                + (keys.isEmpty() ? "" : " reads " + keys.getFirst()));
        this.keys = List.copyOf(keys);
    }

    /** The keys of the queries, each reading the next, the last reading the first. */
    public List<Object> keys() {
        return keys;
    }
}
