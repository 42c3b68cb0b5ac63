package io.nificrm.profile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** The entries of the profile that a query names, such as {@code topics:delivery}. */
final class References {
    /** One name. */
    record Reference(ProfileList list, String id) {}

    private References() {}

    static Set<Reference> of(Query query) {
        Set<Reference> references = new LinkedHashSet<>();
        query.visit(new QueryVisitor() {
            @Override
            public void consumeTerms(Query leaf, Term... terms) {
                for (Term term : List.of(terms)) {
                    ProfileList.of(term.field()).ifPresent(list -> references.add(new Reference(list, term.text())));
                }
            }

            @Override
            public QueryVisitor getSubVisitor(BooleanClause.Occur occur, Query parent) {
                return this; // also what is excluded is named
            }
        });
        return references;
    }
}
