package io.nificrm.profile;

import io.nificrm.touchpoint.Touchpoint;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/** How fast a profile tags on one thread, words that matched included. For {@code crm bench}. */
public final class ProfileThroughput {
    private ProfileThroughput() {}

    /**
     * What was measured.
     *
     * @param tags entries that matched, in all: so that nobody measures a profile that finds nothing
     * @param processor the time that the thread really ran
     */
    public record Result(long mentions, long tags, Duration took, Duration processor) {
        /** Mentions tagged in a second of the clock. */
        public double mentionsPerSecond() {
            return mentions / (took.toNanos() / 1e9);
        }

        /** Mentions tagged in a second of one core: the figure that holds on a busy machine too. */
        public double mentionsPerCoreSecond() {
            return mentions / (processor.toNanos() / 1e9);
        }
    }

    /**
     * Tags the mentions in turn, again and again: first to warm up, then for the result.
     *
     * @param mentions at least one
     * @param howLong each of the two phases lasts at least so long
     */
    public static Result measure(ListeningProfile profile, List<Touchpoint> mentions, Duration howLong) {
        if (mentions.isEmpty()) {
            throw new IllegalArgumentException("there are no mentions to tag");
        }
        run(profile, mentions, howLong);
        return run(profile, mentions, howLong);
    }

    private static Result run(ListeningProfile profile, List<Touchpoint> mentions, Duration howLong) {
        long tagged = 0;
        long tags = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long startProcessor = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long took;
        do {
            for (Touchpoint mention : mentions) {
                tags += profile.tag(mention).matches().size();
            }
            tagged += mentions.size();
            took = System.nanoTime() - start;
        } while (took < howLong.toNanos());
        return new Result(
                tagged,
                tags,
                Duration.ofNanos(took),
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - startProcessor));
    }
}
