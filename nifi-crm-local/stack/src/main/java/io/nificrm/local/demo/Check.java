package io.nificrm.local.demo;

import io.nificrm.local.Progress;
import io.nificrm.local.community.Manifest;
import io.nificrm.local.nifi.Components;
import io.nificrm.local.nifi.GroupStatus;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets a demo run for a while, silences the community, waits until everything has arrived, and looks what is there. */
public final class Check {

    private static final Duration LIVE = Duration.ofSeconds(20);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Much longer than an alert waits for others of its kind, and than people take where Elasticsearch is slow. */
    private static final Duration LONGEST_LEARNING = Duration.ofMinutes(6);

    private static final Set<String> BY_SCHEDULE =
            Set.of("io.nificrm.people.RefreshPeople", "io.nificrm.idea.ClusterIdeas");

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
            Manifest manifest = demo.community().manifest();
            int posted = manifest.posted().size();
            progress.step("The last of " + posted + " touchpoints arrive", () -> awaitArrival(stored, posted));
            // what works on what is stored is behind by as much as still waits
            progress.step("The flow comes to rest", this::awaitRest);
            stored.count();
            List<Touchpoint> documents = stored.all();
            Learned learned = progress.step(
                    "People, ideas and alerts are what was said", () -> awaitLearned(stored, manifest, documents));
            return Verdict.of(manifest, documents, profile, learned, stored.countDeadLetters());
        }
    }

    /** Until nothing is wrong any more, for six minutes at most. What works by a schedule works now. */
    private Learned awaitLearned(StoredTouchpoints stored, Manifest manifest, List<Touchpoint> documents)
            throws Exception {
        Map<String, Touchpoint> byId =
                documents.stream().collect(Collectors.toMap(Touchpoint::id, same -> same, (one, other) -> one));
        Components components = new Components(demo.stack().client(), demo.group());
        Instant deadline = Instant.now().plus(LONGEST_LEARNING);
        components.runOnce(BY_SCHEDULE);
        Learned learned = learned(stored, manifest, byId);
        while (!learned.isGood() && Instant.now().isBefore(deadline)) {
            if (learned.people().isGood() && learned.ideas().isGood()) {
                // an alert waits for others of its kind
                Thread.sleep(POLL);
            } else {
                components.runOnce(BY_SCHEDULE);
            }
            learned = learned(stored, manifest, byId);
        }
        return learned;
    }

    private Learned learned(StoredTouchpoints stored, Manifest manifest, Map<String, Touchpoint> byId)
            throws Exception {
        return new Learned(
                People.of(manifest, byId, stored.people()),
                Ideas.of(manifest, byId, stored.ideas()),
                Alerts.of(manifest, byId, demo.community().duty().told()));
    }

    /** Until nothing waits any more, or nothing has changed for two minutes. */
    private long awaitRest() throws Exception {
        long count = waiting();
        Instant lastNews = Instant.now();
        while (count > 0 && Duration.between(lastNews, Instant.now()).compareTo(LONGEST_STANDSTILL) < 0) {
            Thread.sleep(POLL);
            long now = waiting();
            lastNews = now == count ? lastNews : Instant.now();
            count = now;
        }
        return count;
    }

    /** What waits for a processor that is off, an alert's channel without an address for instance, waits for nobody. */
    private long waiting() throws Exception {
        GroupStatus status = demo.stack().client().status(demo.group());
        return status.queuedFlowFiles() - status.heldFlowFiles();
    }

    /** Until all are there, or nothing new has come for two minutes. */
    private static long awaitArrival(StoredTouchpoints stored, int posted) throws Exception {
        long count = stored.count();
        Instant lastNews = Instant.now();
        while (count < posted && Duration.between(lastNews, Instant.now()).compareTo(LONGEST_STANDSTILL) < 0) {
            Thread.sleep(POLL);
            long now = stored.count();
            lastNews = now == count ? lastNews : Instant.now();
            count = now;
        }
        return count;
    }
}
