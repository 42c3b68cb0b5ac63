package io.nificrm.triage.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how often one may try to sign in: after some failures in a row of the same name, or of the same address, the
 * next try has to wait, longer each time. Memory is bounded; thread-safe.
 */
public final class SignInThrottle {
    private static final int FREE_TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_KEYS = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, Instant last) {}

    public SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this name or address has still to wait; empty: try now. */
    public synchronized Optional<Duration> wait(String name, String address) {
        Duration longest = remaining("name " + name);
        Duration ofAddress = remaining("address " + address);
        longest = longest.compareTo(ofAddress) >= 0 ? longest : ofAddress;
        return longest.isPositive() ? Optional.of(longest) : Optional.empty();
    }

    /** Counts a failure. */
    public synchronized void failed(String name, String address) {
        count("name " + name);
        count("address " + address);
    }

    /** Forgets the failures of a name that has signed in; those of the address stay. */
    public synchronized void succeeded(String name) {
        failures.remove("name " + name);
    }

    private void count(String key) {
        Instant now = clock.instant();
        Failures before = failures.remove(key); // so that it becomes the youngest
        int count = before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : before.count() + 1;
        failures.put(key, new Failures(count, now));
        if (failures.size() > MOST_KEYS) {
            var oldest = failures.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private Duration remaining(String key) {
        Failures known = failures.get(key);
        if (known == null || known.count() < FREE_TRIES) {
            return Duration.ZERO;
        }
        int doublings = Math.min(known.count() - FREE_TRIES, 20);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            wait = LONGEST_WAIT;
        }
        return Duration.between(clock.instant(), known.last().plus(wait));
    }
}
