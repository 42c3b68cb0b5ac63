package io.nificrm.moderation;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.nificrm.profile.Cap;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For whom something of ours counts, and how everything else that counts for them is found.
 *
 * @param name in messages
 * @param query finds what else was sent to them, or by the account
 */
record Addressee(String name, Query query) {

    /** Whom a touchpoint counts for under a cap; nobody, where it says neither person nor account. */
    static List<Addressee> of(Touchpoint sent, Cap.Per per) {
        return switch (per) {
            case PERSON -> people(sent);
            case ACCOUNT -> account(sent).map(List::of).orElse(List.of());
        };
    }

    private static List<Addressee> people(Touchpoint sent) {
        Optional<String> contact = sent.person().flatMap(Person::id);
        if (contact.isPresent()) {
            return List.of(new Addressee(contact.get(), term("person.id", contact.get())));
        }
        Optional<String> recipient = sent.email().flatMap(EmailDetails::recipient);
        if (recipient.isPresent()) {
            return List.of(new Addressee(recipient.get(), term("email.recipient", recipient.get())));
        }
        List<Addressee> mentioned = new ArrayList<>();
        for (String handle : sent.mentions()) {
            mentioned.add(new Addressee(
                    sent.platform() + ':' + handle, both(term("platform", sent.platform()), term("mentions", handle))));
        }
        return mentioned;
    }

    private static Optional<Addressee> account(Touchpoint sent) {
        return sent.author()
                .filter(author -> author.ours().orElse(false))
                .flatMap(author -> author.handle()
                        .map(handle -> account(sent, "author.handle", handle))
                        .or(() -> author.id().map(id -> account(sent, "author.id", id))));
    }

    private static Addressee account(Touchpoint sent, String field, String name) {
        return new Addressee(sent.platform() + ':' + name, both(term("platform", sent.platform()), term(field, name)));
    }

    private static Query both(Query one, Query other) {
        return Query.of(query -> query.bool(bool -> bool.filter(one, other)));
    }

    private static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }
}
