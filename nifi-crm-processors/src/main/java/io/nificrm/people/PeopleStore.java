package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.ObjectBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one document for each person in {@code crm-people}.
 *
 * <p>A person is computed anew from all their touchpoints, so replays count nothing twice. The stored state is read
 * before the touchpoints are, and replaced only if it is still the same: of two writers the one that has seen less
 * starts again. Thread-safe. Three requests for {@value #AT_ONCE} people, and a few more for each whom somebody else changed meanwhile.
 */
public final class PeopleStore {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int ROUNDS = 50;

    /** So many people are asked for at once: of each come a few hundred numbers and words. */
    private static final int AT_ONCE = 50;

    private static final Duration ON_THE_WAY = Duration.ofDays(1);

    private final ElasticsearchCluster cluster;
    private final FactFinder facts;
    private final Clock clock;

    /** Reads touchpoints of a cluster and writes people into it. */
    public PeopleStore(ElasticsearchCluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.facts = new FactFinder(cluster, clock);
    }

    /**
     * Brings people up to date with the touchpoints that are in the index now. Who has none left is removed.
     *
     * @return how many documents changed
     * @throws IOException when the cluster can't be reached, or somebody keeps changing a person; safe to repeat
     */
    public int update(Collection<Identity> people) throws IOException {
        cluster.prepare();
        // what was acknowledged a moment ago counts
        cluster.client()
                .indices()
                .refresh(refresh -> refresh.index(cluster.names().touchpoints()));
        int changed = 0;
        List<Identity> all = List.copyOf(people);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            changed += updateTogether(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return changed;
    }

    /** First what is stored, then the touchpoints, then what differs; whom somebody else changed meanwhile, once more. */
    private int updateTogether(List<Identity> people) throws IOException {
        Map<String, Stored> before = stored(people);
        List<Identity> known = people.stream()
                .map(person -> Optional.ofNullable(before.get(person.id()))
                        .map(stored -> person.with(handles(stored.source())))
                        .orElse(person))
                .toList();
        Map<String, PersonFacts> found = facts.find(known);
        int changed = 0;
        Map<String, Identity> differing = new LinkedHashMap<>();
        BulkRequest.Builder writes = new BulkRequest.Builder();
        for (Identity person : known) {
            Optional<Stored> basis = Optional.ofNullable(before.get(person.id()));
            Optional<PersonFacts> all = Optional.ofNullable(found.get(person.id()));
            if (all.isEmpty()) {
                changed += basis.isPresent() && update(person, false) ? 1 : 0;
                continue;
            }
            ObjectNode document = document(person, all.get());
            if (basis.filter(stored -> sameButForTime(stored.source(), document))
                    .isEmpty()) {
                differing.put(person.id(), person);
                writes.operations(operation -> write(operation, basis, document));
            }
        }
        return differing.isEmpty() ? changed : changed + write(writes.build(), differing);
    }

    private int write(BulkRequest writes, Map<String, Identity> people) throws IOException {
        int changed = 0;
        for (BulkResponseItem item : cluster.client().bulk(writes).items()) {
            Identity person = people.get(item.id());
            if (item.error() == null) {
                removePredecessors(person);
                changed++;
            } else if (item.status() == CONFLICT) {
                changed += update(person, false) ? 1 : 0;
            } else {
                throw new IOException("The person " + person.id() + " cannot be stored: "
                        + item.error().reason());
            }
        }
        return changed;
    }

    private ObjectBuilder<BulkOperation> write(
            BulkOperation.Builder operation, Optional<Stored> basis, ObjectNode document) {
        String index = cluster.names().all(IndexFamily.PEOPLE);
        String id = document.path("id").asText();
        return basis.isEmpty()
                ? operation.create(create -> create.index(index).id(id).document(document))
                : operation.index(replace -> replace.index(index)
                        .id(id)
                        .ifSeqNo(basis.get().sequenceNumber())
                        .ifPrimaryTerm(basis.get().primaryTerm())
                        .document(document));
    }

    /** What is stored of people, by id. */
    private Map<String, Stored> stored(List<Identity> people) throws IOException {
        List<String> ids = people.stream().map(Identity::id).toList();
        Map<String, Stored> stored = new HashMap<>();
        var answer = cluster.client()
                .mget(get -> get.index(cluster.names().all(IndexFamily.PEOPLE)).ids(ids), ObjectNode.class);
        for (var document : answer.docs()) {
            if (document.isFailure()) {
                throw new IOException(
                        "People cannot be read: " + document.failure().error().reason());
            }
            if (document.result().found()) {
                stored.put(
                        document.result().id(),
                        new Stored(
                                document.result().source(),
                                document.result().seqNo(),
                                document.result().primaryTerm()));
            }
        }
        return stored;
    }

    /** A stored person, and which state of them it is. */
    private record Stored(ObjectNode source, long sequenceNumber, long primaryTerm) {}

    /** The stored person of an id or handle. */
    public Optional<JsonNode> find(String idOrHandle) throws IOException {
        return stored(idOrHandle).map(GetResponse::source);
    }

    /**
     * Keeps handles that are listed on a contact with that contact, so that touchpoints under each of them become one
     * person's. Handles are only ever added.
     *
     * @return whether there was something new
     */
    public boolean link(Identity contact) throws IOException {
        cluster.prepare();
        return update(contact, true);
    }

    private boolean update(Identity person, boolean onTheWay) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<GetResponse<ObjectNode>> basis = stored(person.id());
            Identity known = basis.map(response -> person.with(handles(response.source())))
                    .orElse(person);
            Optional<PersonFacts> found =
                    Optional.ofNullable(facts.find(List.of(known)).get(known.id()));
            if (found.isEmpty() && !basis.map(this::justAnnounced).orElse(onTheWay)) {
                return basis.isPresent() && delete(basis.get());
            }
            ObjectNode document = found.map(facts -> document(known, facts)).orElseGet(() -> announcement(known));
            if (basis.filter(response -> sameButForTime(response.source(), document))
                    .isPresent()) {
                return false;
            }
            if (replace(basis, document)) {
                removePredecessors(known);
                return true;
            }
        }
        throw new IOException("Somebody else keeps changing the person " + person.id() + "; try again");
    }

    /** Whether a contact's first touchpoint is still on its way: the stream looks contacts up before it stores. */
    private boolean justAnnounced(GetResponse<ObjectNode> basis) {
        JsonNode stored = basis.source();
        return stored.path("touchpoints").asLong() == 0
                && Instant.parse(stored.path("updated_at").asText())
                        .isAfter(clock.instant().minus(ON_THE_WAY));
    }

    /** The contact and their handles, before anything of theirs is stored. */
    private ObjectNode announcement(Identity person) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("id", person.id());
        document.put("matched", true);
        array(document, "handles", person.handleNames());
        document.put("ours", false);
        document.put("touchpoints", 0);
        document.put("updated_at", clock.instant().toString());
        return document;
    }

    private boolean replace(Optional<GetResponse<ObjectNode>> basis, ObjectNode document) throws IOException {
        try {
            cluster.client().index(index -> {
                index.index(cluster.names().all(IndexFamily.PEOPLE))
                        .id(document.path("id").asText())
                        .document(document);
                return basis.isPresent()
                        ? index.ifSeqNo(basis.get().seqNo())
                                .ifPrimaryTerm(basis.get().primaryTerm())
                        : index.opType(OpType.Create);
            });
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private boolean delete(GetResponse<ObjectNode> basis) throws IOException {
        try {
            cluster.client()
                    .delete(delete -> delete.index(basis.index())
                            .id(basis.id())
                            .ifSeqNo(basis.seqNo())
                            .ifPrimaryTerm(basis.primaryTerm()));
            return true;
        } catch (ElasticsearchException e) {
            if (e.status() == CONFLICT || e.status() == NOT_FOUND) {
                return false; // somebody has newer news of them
            }
            throw e;
        }
    }

    /** Somebody who was known by a handle and is now known as a contact is one person, not two. */
    private void removePredecessors(Identity person) throws IOException {
        if (!person.matched()) {
            return;
        }
        for (String handle : person.handleNames()) {
            Optional<GetResponse<ObjectNode>> before = stored(handle);
            if (before.isPresent()) {
                delete(before.get());
            }
        }
    }

    private Optional<GetResponse<ObjectNode>> stored(String id) throws IOException {
        GetResponse<ObjectNode> response = cluster.client()
                .get(get -> get.index(cluster.names().all(IndexFamily.PEOPLE)).id(id), ObjectNode.class);
        return response.found() ? Optional.of(response) : Optional.empty();
    }

    /** Who a stored person is. */
    static Identity identity(JsonNode person) {
        return new Identity(
                person.path("id").asText(), person.path("matched").asBoolean(), new HashSet<>(handles(person)));
    }

    private static List<Handle> handles(JsonNode person) {
        List<Handle> handles = new ArrayList<>();
        person.path("handles").forEach(text -> Handle.parse(text.asText()).ifPresent(handles::add));
        return handles;
    }

    private static boolean sameButForTime(ObjectNode stored, ObjectNode computed) {
        ObjectNode one = stored.deepCopy();
        ObjectNode other = computed.deepCopy();
        one.remove("updated_at");
        other.remove("updated_at");
        // as text: a number that was read is an int where the same number computed is a long
        return one.toString().equals(other.toString());
    }

    private ObjectNode document(Identity person, PersonFacts facts) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("id", person.id());
        document.put("matched", person.matched());
        array(document, "handles", person.handleNames());
        array(document, "names", facts.names());
        array(document, "urls", facts.urls());
        document.put("followers", facts.followers());
        document.put("ours", facts.ours());
        document.put("first_seen", facts.firstSeen().toString());
        document.put("last_seen", facts.lastSeen().toString());
        document.put("touchpoints", facts.touchpoints());
        document.put("interactions", facts.interactions());
        ArrayNode platforms = document.putArray("platforms");
        for (PersonFacts.Platform platform : facts.platforms()) {
            platforms
                    .addObject()
                    .put("name", platform.name())
                    .put("touchpoints", platform.touchpoints())
                    .put("first_seen", platform.firstSeen().toString())
                    .put("last_seen", platform.lastSeen().toString());
        }
        array(document, "brands", facts.brands());
        array(document, "topics", facts.topics());
        array(document, "personas", facts.personas());
        array(document, "needs", facts.needs());
        ObjectNode mood = MAPPER.createObjectNode();
        facts.recentMood().ifPresent(recent -> mood.put("recent", rounded(recent)));
        facts.earlierMood().ifPresent(earlier -> mood.put("earlier", rounded(earlier)));
        facts.moodTrend().ifPresent(trend -> mood.put("trend", trend));
        if (!mood.isEmpty()) {
            document.set("mood", mood);
        }
        document.put("flagged", facts.flagged());
        document.put("answered", facts.answered());
        document.put("open", facts.open());
        document.put("reach", facts.reach());
        if (!facts.ours()) {
            document.put("stage", Stage.of(facts).value());
        }
        document.put("updated_at", clock.instant().toString());
        return document;
    }

    /** So that a sum in another order is the same mood. */
    private static double rounded(double mood) {
        return Math.round(mood * 1000) / 1000.0;
    }

    private static void array(ObjectNode document, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = document.putArray(field);
            values.stream().sorted().forEach(array::add);
        }
    }
}
