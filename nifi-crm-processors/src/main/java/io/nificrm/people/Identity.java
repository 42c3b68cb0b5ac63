package io.nificrm.people;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.Touchpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who somebody is, as far as one touchpoint or the stored person tells.
 *
 * @param id the contact's id where they are matched to one, else their one handle
 * @param matched whether the id is a contact's
 * @param handles the accounts known to be theirs
 */
public record Identity(String id, boolean matched, Set<Handle> handles) {
    public Identity {
        handles = Set.copyOf(handles);
    }

    /**
     * Who said it, or whose mail it was: of a mail that we wrote, whom we wrote to. Empty where the touchpoint tells
     * neither.
     */
    public static Optional<Identity> of(Touchpoint touchpoint) {
        Optional<Handle> handle = other(touchpoint).or(() -> author(touchpoint));
        Optional<String> contact = touchpoint.person().flatMap(Person::id);
        return contact.map(id -> new Identity(id, true, handle.map(Set::of).orElse(Set.of())))
                .or(() -> handle.map(one -> new Identity(one.toString(), false, Set.of(one))));
    }

    /** The account or address of somebody who is not us; empty where there is none. */
    static Optional<Handle> other(Touchpoint touchpoint) {
        boolean ours = touchpoint.author().flatMap(Author::ours).orElse(false);
        Optional<Handle> author = ours ? Optional.empty() : author(touchpoint);
        return author.or(() ->
                touchpoint.email().flatMap(EmailDetails::recipient).map(recipient -> new Handle("email", recipient)));
    }

    private static Optional<Handle> author(Touchpoint touchpoint) {
        return touchpoint.author().flatMap(author -> name(author).map(name -> new Handle(touchpoint.platform(), name)));
    }

    /** The same person with more handles. */
    Identity with(List<Handle> more) {
        Set<Handle> all = new java.util.HashSet<>(handles);
        all.addAll(more);
        return new Identity(id, matched, all);
    }

    /** The handles as text, in order. */
    Set<String> handleNames() {
        Set<String> names = new TreeSet<>();
        handles.forEach(handle -> names.add(handle.toString()));
        return names;
    }

    private static Optional<String> name(Author author) {
        return author.handle().or(author::id);
    }
}
