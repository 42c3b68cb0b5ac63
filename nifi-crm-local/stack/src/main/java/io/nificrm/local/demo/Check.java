package io.nificrm.local.demo;

import io.nificrm.local.Progress;
import io.nificrm.local.community.Manifest;
import io.nificrm.profile.ListeningProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets a demo run for a while, silences the community, waits until everything has arrived, and looks what is there. */
public final class Check {

    private static final Duration LIVE = Duration.ofSeconds(20);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Demo demo;
    private final ListeningProfile profile;
    private final Progress progress;

    /** Checks a demo that has been started, whose flow uses that profile. */
    public Check(Demo demo, ListeningProfile profile, Progress progress) {
        this.demo = demo;
        this.profile = profile;
        this.progress = progress;
    }

    /**
     * Runs the check.
     *
     * @throws IOException when Elasticsearch can't be asked
     */
    public Verdict run() throws Exception {
        try (StoredTouchpoints stored =
                new StoredTouchpoints(demo.stack().elasticsearch().url())) {
            progress.step("The community talks, live", () -> {
                Thread.sleep(LIVE);
                return LIVE;
            });
            demo.silence();
            List<Manifest.Posted> posted = demo.community().manifest().posted();
            progress.step(
                    "The last of " + posted.size() + " touchpoints arrive", () -> awaitArrival(stored, posted.size()));
            return Verdict.of(posted, stored.all(), profile, stored.countDeadLetters());
        }
    }

    /** Until all are there, or nothing new has come for two minutes. */
    private static long awaitArrival(StoredTouchpoints stored, int posted) throws Exception {
        long count = stored.count();
        Instant lastNews = Instant.now();
        while (count < posted
                && Duration.between(lastNews, Instant.now()).compareTo(LONGEST_STANDSTILL) < 0) {
            Thread.sleep(POLL);
            long now = stored.count();
            lastNews = now == count ? lastNews : Instant.now();
            count = now;
        }
        return count;
    }
}
