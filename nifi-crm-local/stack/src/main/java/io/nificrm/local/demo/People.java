package io.nificrm.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.local.community.Manifest;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether everybody who spoke in public is one person in {@code crm-people}, with as many touchpoints on each platform as
 * they posted there.
 *
 * @param accounts how many accounts spoke
 * @param wrong accounts and people for whom it is not so, with what is stored
 */
public record People(int accounts, List<String> wrong) {

    private static final String EMAIL = "email";

    /** Copies the list. */
    public People {
        wrong = List.copyOf(wrong);
    }

    /** Compares who posted with who is known; {@code stored} by id, and people as they are in Elasticsearch. */
    static People of(Manifest manifest, Map<String, Touchpoint> stored, List<JsonNode> people) {
        Map<String, Set<String>> handles = new TreeMap<>();
        Map<String, Long> posted = new TreeMap<>();
        for (Manifest.Posted one : manifest.posted()) {
            if (!one.platform().equals(EMAIL)) {
                handle(one, stored).ifPresent(handle -> {
                    handles.computeIfAbsent(one.platform() + " " + one.account(), account -> new TreeSet<>())
                            .add(handle);
                    posted.merge(handle, 1L, Long::sum);
                });
            }
        }
        List<String> wrong = new ArrayList<>();
        handles.forEach((account, names) -> {
            if (names.size() > 1) {
                wrong.add(account + " is stored under " + names);
            }
        });
        Map<String, Integer> times = new HashMap<>();
        for (JsonNode person : people) {
            person.path("handles").forEach(handle -> times.merge(handle.asText(), 1, Integer::sum));
            compare(person, posted, wrong);
        }
        posted.keySet().stream()
                .filter(handle -> times.getOrDefault(handle, 0) != 1)
                .forEach(handle -> wrong.add(handle + " is " + times.getOrDefault(handle, 0) + " people"));
        return new People(handles.size(), wrong);
    }

    private static void compare(JsonNode person, Map<String, Long> posted, List<String> wrong) {
        Map<String, Long> expected = new TreeMap<>();
        for (JsonNode handle : person.path("handles")) {
            String name = handle.asText();
            Optional.ofNullable(posted.get(name))
                    .ifPresent(count -> expected.merge(name.substring(0, name.indexOf(':')), count, Long::sum));
        }
        Map<String, Long> counted = new TreeMap<>();
        for (JsonNode platform : person.path("platforms")) {
            if (!platform.path("name").asText().equals(EMAIL)) {
                counted.put(
                        platform.path("name").asText(),
                        platform.path("touchpoints").asLong());
            }
        }
        if (!expected.equals(counted)) {
            wrong.add(person.path("id").asText() + " posted " + expected + "; stored " + counted);
        }
    }

    /** Of whom nothing tells who they are, as of the author of some articles, there is no person. */
    private static Optional<String> handle(Manifest.Posted posted, Map<String, Touchpoint> stored) {
        return Optional.ofNullable(stored.get(posted.id()))
                .flatMap(Touchpoint::author)
                .flatMap(author -> author.handle().or(author::id))
                .map(name -> posted.platform() + ":" + name);
    }

    /** Whether somebody spoke, and all are right. */
    public boolean isGood() {
        return accounts > 0 && wrong.isEmpty();
    }
}
