package io.nificrm.profile.query;

import java.time.Instant;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** A range of dates that depends on when the touchpoint was fetched; {@link #at} makes it one that Lucene can run. */
final class RelativeDateQuery extends Query {
    private final String field;
    private final DateRange range;

    RelativeDateQuery(String field, DateRange range) {
        this.field = field;
        this.range = range;
    }

    String field() {
        return field;
    }

    DateRange range() {
        return range;
    }

    /** The same range for a touchpoint fetched at a time. */
    Query at(Instant now) {
        return LongPoint.newRangeQuery(field, range.first(now), range.last(now));
    }

    @Override
    public String toString(String defaultField) {
        return field + ":" + range;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RelativeDateQuery that && field.equals(that.field) && range.equals(that.range);
    }

    @Override
    public int hashCode() {
        return 31 * field.hashCode() + range.hashCode();
    }
}
