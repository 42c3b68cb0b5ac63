package io.nificrm.people;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.lookup.LookupFailureException;
import org.apache.nifi.lookup.RecordLookupService;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;

/** Contacts in memory, behind NiFi's interface, as CSVRecordLookupService gives them. */
final class ContactList extends AbstractControllerService implements RecordLookupService {
    final AtomicInteger questions = new AtomicInteger();
    private final Map<String, Map<String, Object>> contacts = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private volatile String poison = "";
    private volatile boolean away;

    void add(String key, String id, String stage, String segment, String handles) {
        contacts.put(key, Map.of("id", id, "stage", stage, "segment", segment, "handles", handles));
    }

    /** One key at which the service fails, as a query with a quotation mark in it might. */
    void failAt(String key) {
        poison = key;
    }

    /** One key at which the service fails for a reason of its own. */
    void failAt(String key, String reason) {
        failures.put(key, reason);
    }

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public Set<String> getRequiredKeys() {
        return Set.of("contact_key");
    }

    @Override
    public Optional<Record> lookup(Map<String, Object> coordinates) throws LookupFailureException {
        questions.incrementAndGet();
        String key = String.valueOf(coordinates.get("contact_key"));
        if (away || key.equals(poison)) {
            throw new LookupFailureException("the database is away");
        }
        if (failures.containsKey(key)) {
            // wrapped as RestLookupService does it
            throw new LookupFailureException(new IOException(failures.get(key)));
        }
        return Optional.ofNullable(contacts.get(key)).map(ContactList::row);
    }

    private static Record row(Map<String, Object> values) {
        List<RecordField> fields = values.keySet().stream()
                .map(name -> new RecordField(name, RecordFieldType.STRING.getDataType()))
                .toList();
        return new MapRecord(new SimpleRecordSchema(fields), values);
    }
}
