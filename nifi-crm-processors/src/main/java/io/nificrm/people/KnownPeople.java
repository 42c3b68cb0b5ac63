package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code crm-people} already says about some people: one search for many. Thread-safe. */
final class KnownPeople {
    /** A handle can be on a contact and have a document of its own from before it was. */
    private static final int DOCUMENTS_EACH = 4;

    private final ElasticsearchCluster cluster;
    private final PeopleStore store;

    KnownPeople(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.store = new PeopleStore(cluster, clock);
    }

    /**
     * A stored person.
     *
     * @param stage empty where they are our own account
     */
    record Known(String id, boolean matched, Set<String> handles, Optional<String> stage) {}

    /** Answers of one search. */
    static final class Answers {
        private final Map<String, Known> byId = new HashMap<>();
        private final Map<String, Known> contactsByHandle = new HashMap<>();

        Optional<Known> withId(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        /** The contact on whom a handle is listed. */
        Optional<Known> contactOf(Handle handle) {
            return Optional.ofNullable(contactsByHandle.get(handle.toString()));
        }

        private void add(Known known) {
            byId.put(known.id(), known);
            if (known.matched()) {
                // of two contacts that claim a handle the same one is taken every time
                known.handles()
                        .forEach(handle -> contactsByHandle.merge(
                                handle, known, (one, other) -> one.id().compareTo(other.id()) <= 0 ? one : other));
            }
        }
    }

    /** Looks for people by their ids and by their handles. */
    Answers find(Collection<String> ids, Collection<Handle> handles) throws IOException {
        Answers answers = new Answers();
        List<String> names = handles.stream().map(Handle::toString).toList();
        Set<String> wanted = new HashSet<>(ids);
        wanted.addAll(names);
        if (wanted.isEmpty()) {
            return answers;
        }
        Query onContact = PersonQueries.all(
                oneOf("handles", names),
                Query.of(query -> query.term(term -> term.field("matched").value(true))));
        Query query =
                names.isEmpty() ? oneOf("id", wanted) : PersonQueries.any(List.of(oneOf("id", wanted), onContact));
        var found = cluster.client()
                .search(
                        search -> search.index(cluster.names().all(IndexFamily.PEOPLE))
                                .ignoreUnavailable(true)
                                .size(wanted.size() * DOCUMENTS_EACH)
                                .source(source ->
                                        source.filter(filter -> filter.includes("id", "matched", "handles", "stage")))
                                .query(query),
                        ObjectNode.class);
        for (Hit<ObjectNode> hit : found.hits().hits()) {
            answers.add(known(hit.source()));
        }
        return answers;
    }

    /** Keeps the handles that are listed on a contact with that contact, so that their other accounts are known, too. */
    void link(Contact contact) throws IOException {
        store.link(new Identity(contact.id(), true, contact.handles()));
    }

    private static Known known(ObjectNode person) {
        Set<String> handles = new HashSet<>();
        person.path("handles").forEach(handle -> handles.add(handle.asText()));
        return new Known(
                person.path("id").asText(),
                person.path("matched").asBoolean(),
                handles,
                Optional.of(person.path("stage").asText()).filter(stage -> !stage.isEmpty()));
    }

    private static Query oneOf(String field, Collection<String> values) {
        List<FieldValue> terms = values.stream().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(in -> in.field(field).terms(list -> list.value(terms))));
    }
}
