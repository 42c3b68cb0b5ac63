package io.nificrm.profile.query;

import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/**
 * One touchpoint in a Lucene index of its own: slow and right. Decides the few queries that are not compiled, and tells
 * tests what all others must answer.
 */
final class LuceneView {
    private static final FieldType TEXT = textType();

    private final IndexSearcher searcher;
    private final Instant now;

    /** @param without fields not to be read from the touchpoint */
    LuceneView(Touchpoint touchpoint, Analyzer analyzer, Set<String> without) {
        MemoryIndex index = new MemoryIndex(true, false);
        for (String name : MentionFields.names()) {
            MentionField field = MentionFields.get(name);
            if (without.contains(name)) {
                continue;
            }
            switch (field.kind()) {
                case TEXT ->
                    field.strings()
                            .read(touchpoint, (part, value) -> index.addField(new Field(name, value, TEXT), analyzer));
                case KEYWORD -> {
                    List<String> values = new ArrayList<>();
                    field.strings().read(touchpoint, (part, value) -> values.add(Keywords.normal(value)));
                    if (!values.isEmpty()) {
                        index.addField(name, index.keywordTokenStream(values));
                    }
                }
                default ->
                    field.number()
                            .apply(touchpoint)
                            .ifPresent(value -> index.addField(new LongPoint(name, value), analyzer));
            }
        }
        this.searcher = index.createSearcher();
        this.now = now(touchpoint);
    }

    /** What {@code now} means for a touchpoint: when it was fetched, else when it happened. */
    static Instant now(Touchpoint touchpoint) {
        return touchpoint.fetchedAt().orElse(touchpoint.timestamp());
    }

    boolean matches(Query query) {
        try {
            return searcher.count(new ConstantScoreQuery(absolute(query))) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory cannot fail to be read", e);
        }
    }

    private Query absolute(Query query) {
        return switch (query) {
            case RelativeDateQuery relative -> relative.at(now);
            case BooleanQuery all -> {
                BooleanQuery.Builder copy = new BooleanQuery.Builder();
                all.clauses().forEach(clause -> copy.add(absolute(clause.query()), clause.occur()));
                yield copy.build();
            }
            default -> query;
        };
    }

    private static FieldType textType() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }
}
