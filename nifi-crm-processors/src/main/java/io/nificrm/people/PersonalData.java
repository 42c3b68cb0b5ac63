package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.idea.IdeaStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The right to see what is kept about oneself, and the right to have it erased (GDPR, articles 15 and 17): the person,
 * what they said and received, what we did about it, their voice in ideas, and dead letters that hold their id or
 * handle. What sources say of themselves ({@link IndexFamily#SOURCE_EVENTS}) and what we marked
 * ({@link IndexFamily#MARKERS}) tell of nobody.
 *
 * <p>What others said <em>about</em> them by handle is theirs who said it: it is counted in the report, not touched.
 */
public final class PersonalData {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int BULK = 500;
    private static final int CONFLICT = 409;

    /** Elasticsearch takes 65,536 terms in a query; far fewer keep it quick. */
    private static final int IDS_AT_ONCE = 1_000;

    private final ElasticsearchCluster cluster;
    private final PeopleStore people;
    private final DocumentScan scan;
    private final IdeaStore ideas;

    /** Reads and erases in a cluster. */
    public PersonalData(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.people = new PeopleStore(cluster, clock);
        this.scan = new DocumentScan(cluster);
        this.ideas = new IdeaStore(cluster, clock);
    }

    /**
     * What was found, or erased.
     *
     * @param documents how many by index family
     * @param namedByOthers touchpoints of others that address them, which are not touched
     */
    public record Report(Identity person, Map<IndexFamily, Long> documents, long namedByOthers) {
        public Report {
            documents = Map.copyOf(documents);
        }

        /** All documents together. */
        public long total() {
            return documents.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Who is meant: a stored person, or somebody who is known by touchpoints alone.
     *
     * @param idOrHandle a contact's id, or a handle such as {@code mastodon:jo@social.example}
     * @return empty where nothing of the kind is stored and the text is no handle
     */
    public Optional<Identity> identify(String idOrHandle) throws IOException {
        Optional<Handle> handle = Handle.parse(idOrHandle);
        Optional<JsonNode> stored = people.find(idOrHandle);
        if (stored.isEmpty() && handle.isPresent()) {
            stored = byHandle(handle.get());
        }
        if (stored.isPresent()) {
            Set<Handle> handles = new HashSet<>();
            stored.get()
                    .path("handles")
                    .forEach(text -> Handle.parse(text.asText()).ifPresent(handles::add));
            return Optional.of(new Identity(
                    stored.get().path("id").asText(),
                    stored.get().path("matched").asBoolean(),
                    handles));
        }
        return handle.map(one -> new Identity(one.toString(), false, Set.of(one)));
    }

    /**
     * Writes everything as JSON Lines of {@code {"index":…,"document":…}}.
     *
     * @param out the caller's to close
     */
    public Report export(Identity person, OutputStream out) throws IOException {
        return visit(person, (family, hit, theirs) -> {
            ObjectNode line = MAPPER.createObjectNode();
            line.put("index", hit.index());
            line.set("document", hit.source());
            out.write(MAPPER.writeValueAsBytes(line));
            out.write('\n');
        });
    }

    /**
     * Erases everything, for good. What a source still shows comes back when it is fetched again: exclude the author
     * in the listening profile as well.
     *
     * @throws IOException when the cluster can't be reached or refuses; what was erased by then is erased, repeat it
     */
    public Report erase(Identity person) throws IOException {
        try (Eraser eraser = new Eraser()) {
            return visit(person, (family, hit, theirs) -> {
                if (family == IndexFamily.IDEAS) {
                    silence(person, hit.id(), theirs);
                } else {
                    eraser.delete(hit);
                }
            });
        }
    }

    /** Takes one document, and the ids of everything that the person said or received. */
    private interface Visitor {
        void visit(IndexFamily family, Hit<ObjectNode> hit, Set<String> theirs) throws IOException;
    }

    private Report visit(Identity person, Visitor visitor) throws IOException {
        // ids first: triage events, ideas and dead letters know nothing else of a touchpoint
        Set<String> theirs = new LinkedHashSet<>();
        scan.all(cluster.names().touchpoints(), PersonQueries.touchpointsOf(person), hit -> theirs.add(hit.id()));
        Visit visit = new Visit(visitor, theirs);
        Map<IndexFamily, Long> documents = new LinkedHashMap<>();
        documents.put(
                IndexFamily.TRIAGE_EVENTS,
                visit.byIds(IndexFamily.TRIAGE_EVENTS, "touchpoint_id")
                        + visit.some(IndexFamily.TRIAGE_EVENTS, PersonQueries.term("person_id", person.id())));
        documents.put(IndexFamily.IDEAS, visit.some(IndexFamily.IDEAS, ideasOf(person, theirs)));
        documents.put(IndexFamily.DEAD_LETTERS, visit.some(IndexFamily.DEAD_LETTERS, lettersOf(person)));
        for (IndexFamily family : List.of(IndexFamily.MENTIONS, IndexFamily.EMAIL_EVENTS)) {
            documents.put(family, visit.some(family, PersonQueries.touchpointsOf(person)));
        }
        documents.put(IndexFamily.PEOPLE, visit.some(IndexFamily.PEOPLE, personAndPredecessors(person)));
        long namedByOthers = cluster.client()
                .count(count -> count.index(cluster.names().touchpoints())
                        .ignoreUnavailable(true)
                        .query(PersonQueries.namedByOthers(person)))
                .count();
        return new Report(person, documents, namedByOthers);
    }

    /** One walk through everything of a person. What is found in two ways is visited once. */
    private final class Visit {
        private final Visitor visitor;
        private final Set<String> theirs;
        private final Set<String> seen = new HashSet<>();

        Visit(Visitor visitor, Set<String> theirs) {
            this.visitor = visitor;
            this.theirs = theirs;
        }

        /** Visits what a query finds, and returns how many were not visited before. */
        long some(IndexFamily family, Query query) throws IOException {
            long before = seen.size();
            scan.all(cluster.names().all(family), query, hit -> {
                if (seen.add(hit.index() + '/' + hit.id())) {
                    visitor.visit(family, hit, theirs);
                }
            });
            return seen.size() - before;
        }

        long byIds(IndexFamily family, String field) throws IOException {
            List<String> ids = List.copyOf(theirs);
            long count = 0;
            for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
                count += some(family, oneOf(field, ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE))));
            }
            return count;
        }
    }

    private static Query ideasOf(Identity person, Set<String> theirs) {
        List<String> ids = List.copyOf(theirs);
        List<Query> ways = new ArrayList<>(List.of(
                oneOf("voices.author", List.copyOf(person.handleNames())),
                PersonQueries.term("voices.person", person.id())));
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            ways.add(oneOf("voices.touchpoint_id", ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE))));
        }
        return PersonQueries.any(ways);
    }

    /** Dead letters hold no fields, only what came: the handle as it would be written there. */
    private static Query lettersOf(Identity person) {
        List<Query> ways = new ArrayList<>();
        for (Handle handle : person.handles()) {
            ways.add(Query.of(
                    query -> query.matchPhrase(phrase -> phrase.field("payload").query(handle.name()))));
        }
        if (person.matched()) {
            ways.add(Query.of(
                    query -> query.matchPhrase(phrase -> phrase.field("payload").query(person.id()))));
        }
        return PersonQueries.any(ways);
    }

    private static Query personAndPredecessors(Identity person) {
        List<String> ids = new ArrayList<>(person.handleNames());
        ids.add(person.id());
        return oneOf("id", ids);
    }

    private static Query oneOf(String field, List<String> values) {
        return PersonQueries.any(
                values.stream().map(value -> PersonQueries.term(field, value)).toList());
    }

    private Optional<JsonNode> byHandle(Handle handle) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        scan.all(
                cluster.names().all(IndexFamily.PEOPLE),
                PersonQueries.term("handles", handle.toString()),
                hit -> found.add(hit.source()));
        return found.stream().findFirst();
    }

    /** Takes somebody's voice out of an idea; the idea and its other voices stay. */
    private void silence(Identity person, String idea, Set<String> theirs) throws IOException {
        Set<String> handles = person.handleNames();
        ideas.silence(
                idea,
                voice -> theirs.contains(voice.touchpointId())
                        || handles.contains(voice.author())
                        || voice.person().filter(person.id()::equals).isPresent());
    }

    /** Deletes in bulks. */
    private final class Eraser implements AutoCloseable {
        private final List<BulkOperation> operations = new ArrayList<>();

        void delete(Hit<ObjectNode> hit) throws IOException {
            operations.add(BulkOperation.of(operation ->
                    operation.delete(delete -> delete.index(hit.index()).id(hit.id()))));
            if (operations.size() >= BULK) {
                send();
            }
        }

        private void send() throws IOException {
            if (operations.isEmpty()) {
                return;
            }
            BulkResponse response = cluster.client().bulk(bulk -> bulk.operations(operations));
            operations.clear();
            Optional<String> refused = response.items().stream()
                    .filter(item -> item.error() != null && item.status() != CONFLICT)
                    .map(item -> item.index() + ": " + item.error().reason())
                    .findFirst();
            if (refused.isPresent()) {
                throw new IOException("Not everything could be erased; " + refused.get() + ". Repeat it");
            }
        }

        @Override
        public void close() throws IOException {
            send();
        }
    }
}
