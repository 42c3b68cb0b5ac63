package io.nificrm.people;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.nifi.lookup.LookupFailureException;
import org.apache.nifi.lookup.LookupService;

/** Contacts behind any of NiFi's lookup services: a CSV file, a database, a REST service, … */
final class LookupContacts implements Contacts {
    private static final int MOST_CAUSES = 10;

    /** How RestLookupService, with the strategy Evaluated, says that its service has nothing at this address. */
    private static final Pattern NOT_FOUND = Pattern.compile("^Request failed with HTTP (404|410) for ");

    private final LookupService<?> service;
    private final String coordinate;
    private final Function<Handle, String> key;
    private final ContactFields fields;
    private final AddressKeys listedAddresses;

    /**
     * @param coordinate the name by which the service takes its key
     * @param key how an account or address is written in the database
     * @param listedAddresses how addresses listed on a contact are kept
     */
    LookupContacts(
            LookupService<?> service,
            String coordinate,
            Function<Handle, String> key,
            ContactFields fields,
            AddressKeys listedAddresses) {
        this.service = service;
        this.coordinate = coordinate;
        this.key = key;
        this.fields = fields;
        this.listedAddresses = listedAddresses;
    }

    /** The coordinate of a service that says which one it needs, else {@code key}. */
    static String coordinate(Optional<String> chosen, LookupService<?> service) {
        return chosen.orElseGet(() -> {
            var required = Optional.ofNullable(service.getRequiredKeys()).orElse(java.util.Set.of());
            return required.size() == 1 ? required.iterator().next() : "key";
        });
    }

    @Override
    public Optional<Contact> find(Handle handle) throws IOException {
        Optional<?> answer;
        try {
            answer = service.lookup(Map.of(coordinate, key.apply(handle)));
        } catch (LookupFailureException e) {
            String reason = innermost(e);
            if (NOT_FOUND.matcher(reason).find()) {
                return Optional.empty();
            }
            throw new IOException("The lookup service cannot answer: " + reason, e);
        }
        return answer.flatMap(found -> fields.read(found, listedAddresses));
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < MOST_CAUSES && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    }
}
