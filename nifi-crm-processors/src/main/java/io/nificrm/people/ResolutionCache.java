package io.nificrm.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was found out about accounts, for a while; of too many, those asked for longest ago are forgotten. About 400 bytes
 * each. Thread-safe.
 */
final class ResolutionCache {
    private final int most;
    private final Duration age;
    private final Clock clock;
    private final SequencedMap<Handle, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param age zero: nothing is remembered */
    ResolutionCache(int most, Duration age, Clock clock) {
        this.most = most;
        this.age = age;
        this.clock = clock;
    }

    private record Entry(PeopleResolver.Resolution resolution, Instant until) {}

    synchronized Optional<PeopleResolver.Resolution> get(Handle handle) {
        Optional<Entry> found = Optional.ofNullable(entries.get(handle));
        if (found.isPresent() && !clock.instant().isBefore(found.get().until())) {
            entries.remove(handle);
            return Optional.empty();
        }
        return found.map(Entry::resolution);
    }

    synchronized void put(Handle handle, PeopleResolver.Resolution resolution) {
        if (age.isZero()) {
            return;
        }
        entries.put(handle, new Entry(resolution, clock.instant().plus(age)));
        while (entries.size() > most) {
            entries.pollFirstEntry();
        }
    }

    synchronized int size() {
        return entries.size();
    }
}
