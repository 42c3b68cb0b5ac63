package io.nificrm.profile.query;

import java.util.List;
import org.apache.lucene.search.Query;

/**
 * A query that can be used.
 *
 * @param source as it was written
 * @param query what Lucene makes of it
 * @param warnings what is allowed but probably not meant
 */
public record ParsedQuery(String source, Query query, List<QueryProblem> warnings) {
    public ParsedQuery {
        warnings = List.copyOf(warnings);
    }
}
