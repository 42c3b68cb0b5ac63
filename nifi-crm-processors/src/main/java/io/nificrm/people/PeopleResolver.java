package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.PersonBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says of touchpoints which contact is behind them, and how near that person is to us.
 *
 * <p>An account or address is looked for among the contacts; where they don't know it, among the handles listed on
 * contacts that were met before ({@code crm-people}). What was found, and that nothing was, is remembered for a while. A
 * touchpoint whose contact can't be asked for now is held back, its neighbours go on. Thread-safe.
 */
public final class PeopleResolver {
    private final Contacts contacts;
    private final Optional<KnownPeople> people;
    private final ResolutionCache cache;
    private final AddressPrivacy privacy;
    private final Patience patience;

    /**
     * @param people what is known from before; empty: contacts alone decide
     * @param privacy what becomes of addresses in the touchpoint
     */
    PeopleResolver(
            Contacts contacts,
            Optional<KnownPeople> people,
            ResolutionCache cache,
            AddressPrivacy privacy,
            Clock clock) {
        this.contacts = contacts;
        this.people = people;
        this.cache = cache;
        this.privacy = privacy;
        this.patience = new Patience(clock);
    }

    /** What became of a touchpoint. */
    public sealed interface Result {
        /** It says who; unchanged where nobody is to be looked for, as in our own posts. */
        record Resolved(Touchpoint touchpoint) implements Result {}

        /** It can't be said now. */
        record HeldBack(Touchpoint touchpoint, String reason) implements Result {}
    }

    /** What is known of an account. */
    record Resolution(Optional<Contact> contact, Optional<String> stage) {}

    /** Resolves touchpoints; a result each, in the same order. */
    public List<Result> resolve(List<Touchpoint> touchpoints) {
        Map<Handle, Resolution> known = new HashMap<>();
        Map<Handle, String> faults = new HashMap<>();
        Set<Handle> unknown = new LinkedHashSet<>();
        List<Touchpoint> kept = touchpoints.stream().map(privacy::apply).toList();
        for (Touchpoint touchpoint : kept) {
            Identity.other(touchpoint)
                    .ifPresent(handle -> cache.get(handle)
                            .ifPresentOrElse(found -> known.put(handle, found), () -> unknown.add(handle)));
        }
        Map<Handle, Optional<Contact>> asked = ask(unknown, faults);
        try {
            complete(asked, known);
        } catch (IOException | ElasticsearchException e) {
            asked.keySet().forEach(handle -> faults.put(handle, "Elasticsearch cannot answer: " + e.getMessage()));
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            results.add(result(touchpoints.get(i), kept.get(i), known, faults));
        }
        return results;
    }

    private Map<Handle, Optional<Contact>> ask(Set<Handle> handles, Map<Handle, String> faults) {
        Map<Handle, Optional<Contact>> asked = new HashMap<>();
        for (Handle handle : handles) {
            Optional<String> tooSoon = patience.refusal();
            if (tooSoon.isPresent()) {
                faults.put(handle, tooSoon.get());
                continue;
            }
            try {
                asked.put(handle, contacts.find(handle));
                patience.succeeded();
            } catch (IOException | RuntimeException e) {
                String reason = e.getMessage() == null ? e.toString() : e.getMessage();
                patience.failed(reason);
                faults.put(handle, reason);
            }
        }
        return asked;
    }

    /** Adds what crm-people knows to what the contacts said. */
    private void complete(Map<Handle, Optional<Contact>> asked, Map<Handle, Resolution> known) throws IOException {
        Set<String> ids = new HashSet<>();
        asked.values().forEach(found -> found.ifPresent(contact -> ids.add(contact.id())));
        KnownPeople.Answers answers =
                people.isPresent() ? people.get().find(ids, asked.keySet()) : new KnownPeople.Answers();
        Map<Handle, Resolution> listed = new HashMap<>();
        for (Map.Entry<Handle, Optional<Contact>> one : asked.entrySet()) {
            if (one.getValue().isPresent()) {
                Contact contact = one.getValue().get();
                Resolution resolution = matched(contact, answers);
                contact.handles().forEach(handle -> listed.put(handle, resolution));
                listed.put(one.getKey(), resolution);
            }
        }
        listed.forEach(cache::put);
        known.putAll(listed);
        for (Handle handle : asked.keySet()) {
            if (!listed.containsKey(handle)) {
                Resolution resolution = fromBefore(handle, answers);
                known.put(handle, resolution);
                cache.put(handle, resolution);
            }
        }
    }

    private static Resolution fromBefore(Handle handle, KnownPeople.Answers answers) {
        return answers.contactOf(handle)
                .map(contact -> new Resolution(
                        Optional.of(new Contact(contact.id(), Optional.empty(), List.of(), Set.of())), contact.stage()))
                .orElseGet(() -> new Resolution(
                        Optional.empty(), answers.withId(handle.toString()).flatMap(KnownPeople.Known::stage)));
    }

    private Resolution matched(Contact contact, KnownPeople.Answers answers) throws IOException {
        Optional<KnownPeople.Known> before = answers.withId(contact.id());
        Set<String> stored = before.map(KnownPeople.Known::handles).orElse(Set.of());
        boolean news = contact.handles().stream().map(Handle::toString).anyMatch(handle -> !stored.contains(handle));
        if (news && people.isPresent()) {
            people.get().link(contact);
        }
        return new Resolution(Optional.of(contact), contact.stage().or(() -> before.flatMap(KnownPeople.Known::stage)));
    }

    private static Result result(
            Touchpoint touchpoint, Touchpoint kept, Map<Handle, Resolution> known, Map<Handle, String> faults) {
        Optional<Handle> who = Identity.other(kept);
        if (who.isPresent() && !known.containsKey(who.get())) {
            return new Result.HeldBack(touchpoint, faults.getOrDefault(who.get(), "it was not looked up"));
        }
        return new Result.Resolved(
                who.map(handle -> withPerson(kept, known.get(handle))).orElse(kept));
    }

    /** What the touchpoint brought with it, for instance from a customer database's webhook, is not contradicted. */
    private static Touchpoint withPerson(Touchpoint touchpoint, Resolution resolution) {
        Optional<Person> before = touchpoint.person();
        Optional<String> id =
                before.flatMap(Person::id).or(() -> resolution.contact().map(Contact::id));
        List<String> segments = before.map(Person::segment)
                .filter(given -> !given.isEmpty())
                .or(() -> resolution.contact().map(Contact::segments))
                .orElse(List.of());
        return TouchpointBuilder.builder(touchpoint)
                .person(PersonBuilder.builder()
                        .id(id)
                        .matched(id.isPresent())
                        .stage(before.flatMap(Person::stage).or(resolution::stage))
                        .segment(segments)
                        .build())
                .build();
    }
}
