package io.nificrm.source.jetstream;

import io.nificrm.source.Check;
import io.nificrm.source.PlatformException;
import io.nificrm.source.http.GuardedHttpClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tries each instance: whether it accepts the connection, and whether what it sends can be read. */
final class JetstreamProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JetstreamSettings settings;
    private final GuardedHttpClient http;
    private final Clock clock;
    private final RandomGenerator random;

    JetstreamProbe(JetstreamSettings settings, GuardedHttpClient http, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.random = random;
    }

    List<Check> run() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        for (URI instance : settings.instances()) {
            checks.add(Check.of("Connect to " + instance, () -> tried(instance)));
        }
        return checks;
    }

    private String tried(URI instance) throws PlatformException, InterruptedException {
        JetstreamSettings alone = settings.at(List.of(instance));
        JetstreamCursor now = JetstreamCursor.at(clock.instant());
        try (JetstreamStream stream = new JetstreamStream(alone, http, Optional.of(now), clock, random)) {
            stream.tend();
            boolean came = stream.awaitFirst(PATIENCE);
            // tells why, if the instance ended the connection or what it sends can't be unpacked
            stream.tend();
            return came
                    ? "It answers, and its events can be read."
                    : "It answers; nothing came within " + PATIENCE.toSeconds()
                            + " seconds, which is usual where few accounts are followed.";
        }
    }
}
