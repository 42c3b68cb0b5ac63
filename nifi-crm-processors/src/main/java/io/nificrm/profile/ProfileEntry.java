package io.nificrm.profile;

import io.nificrm.profile.query.ParsedQuery;
import java.util.List;
import java.util.Optional;

/**
 * One brand, topic, persona, … of a profile.
 *
 * @param list the list it stands in
 * @param order its place among all entries of the profile, from 0
 * @param id what tags and queries call it
 * @param name what people call it
 * @param query what mentions must satisfy; empty only for a persona that is known by its authors alone
 * @param authorQuery what authors must satisfy, for personas; a persona matches by either
 * @param accounts own accounts, for brands and competitors, as {@code platform:handle}
 * @param examples mentions that it must find
 * @param counterExamples mentions that it must not find
 * @param place where it is written
 */
public record ProfileEntry(
        ProfileList list,
        int order,
        String id,
        Optional<String> name,
        Optional<String> description,
        Optional<String> url,
        Optional<ParsedQuery> query,
        Optional<ParsedQuery> authorQuery,
        List<String> accounts,
        List<Example> examples,
        List<Example> counterExamples,
        Place place) {
    public ProfileEntry {
        accounts = List.copyOf(accounts);
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
    }

    /** {@code list/id}: its key in {@code matches} and its name in messages. */
    public String reference() {
        return list.field() + "/" + id;
    }

    @Override
    public String toString() {
        return reference();
    }
}
