package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;

/** How a person's documents are found. */
final class PersonQueries {
    private PersonQueries() {}

    /** Touchpoints that somebody said or received. */
    static Query touchpointsOf(Identity person) {
        List<Query> ways = new ArrayList<>();
        if (person.matched()) {
            ways.add(term("person.id", person.id()));
        }
        for (Handle handle : person.handles()) {
            Query platform = term("platform", handle.platform());
            ways.add(all(platform, term("author.handle", handle.name())));
            ways.add(all(platform, term("author.id", handle.name())));
            if (handle.platform().equals("email")) {
                ways.add(term("email.recipient", handle.name()));
            }
        }
        return any(ways);
    }

    /** Touchpoints of others that address or link to them by handle. */
    static Query namedByOthers(Identity person) {
        List<Query> ways = person.handles().stream()
                .map(handle -> term("mentions", handle.name()))
                .toList();
        return Query.of(query -> query.bool(bool -> bool.must(any(ways)).mustNot(touchpointsOf(person))));
    }

    static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    static Query exists(String field) {
        return Query.of(query -> query.exists(exists -> exists.field(field)));
    }

    static Query all(Query... conditions) {
        return Query.of(query -> query.bool(bool -> bool.filter(List.of(conditions))));
    }

    /** One of them; none is never fulfilled. */
    static Query any(List<Query> conditions) {
        return conditions.isEmpty()
                ? Query.of(query -> query.matchNone(none -> none))
                : Query.of(query -> query.bool(bool -> bool.should(conditions).minimumShouldMatch("1")));
    }
}
