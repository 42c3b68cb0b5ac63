package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
            ways.addAll(saidUnder(handle));
            if (handle.platform().equals("email")) {
                ways.add(term("email.recipient", handle.name()));
            }
        }
        return any(ways);
    }

    /** Touchpoints that one of their accounts said. */
    static Query saidBy(Identity person) {
        return any(person.handles().stream()
                .flatMap(handle -> saidUnder(handle).stream())
                .toList());
    }

    private static List<Query> saidUnder(Handle handle) {
        Query platform = term("platform", handle.platform());
        return List.of(
                all(platform, term("author.handle", handle.name())), all(platform, term("author.id", handle.name())));
    }

    /** Touchpoints that one of our own accounts said. */
    static Query ours() {
        return Query.of(query -> query.term(term -> term.field("author.ours").value(true)));
    }

    /** Events of mails that tell nothing of what the recipient did. */
    static Query passive() {
        return any(Stream.of("sent", "delivered", "deferred", "bounced", "rejected", "auto_replied")
                .map(kind -> term("kind", kind))
                .toList());
    }

    static Query not(Query condition) {
        return Query.of(query -> query.bool(bool -> bool.mustNot(condition)));
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
