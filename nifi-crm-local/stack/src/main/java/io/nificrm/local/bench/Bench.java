package io.nificrm.local.bench;

import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.StorageThroughput;
import io.nificrm.insight.TextInsight;
import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.normalize.Throughput;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileReader;
import io.nificrm.profile.ProfileThroughput;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures each step by itself, the whole way, and Elasticsearch without us. */
public final class Bench {
    private final Checkout checkout;
    private final Duration time;
    private final int documents;
    private final Progress progress;

    /**
     * Makes a measurement.
     *
     * @param seconds for each step, after as long a warm-up
     * @param documents to write
     */
    public Bench(Checkout checkout, int seconds, int documents, Progress progress) {
        this.checkout = checkout;
        this.time = Duration.ofSeconds(seconds);
        this.documents = documents;
        this.progress = progress;
    }

    /** Measures and prints a table. */
    public void run(PrintStream out) throws Exception {
        BenchInput input = progress.step("Pages of the demo community", BenchInput::fetch);
        ListeningProfile profile = ProfileReader.read(
                Files.readString(checkout.demoProfile()), checkout.demoProfile().toString());
        out.printf(Locale.ROOT, "%-34s %12s %10s%n", "step (one core)", "touchpoints/s", "MB/s");
        normalise(out, "mastodon", input.pages().getFirst());
        normalise(out, "feed", input.feed());
        List<String> texts =
                input.touchpoints().stream().flatMap(t -> t.text().stream()).toList();
        double mood = progress.step(
                "Language, sentiment, emotion",
                () -> io.nificrm.insight.Throughput.measure(
                                TextInsight.builtIn(), texts, time.toMillis() / 1e3, time.toMillis() / 1e3)
                        .textsPerSecond());
        row(out, "language, sentiment, emotion", mood);
        List<Touchpoint> mentions = input.touchpoints();
        ProfileThroughput.Result tagged =
                progress.step("Listening profile", () -> ProfileThroughput.measure(profile, mentions, time));
        row(out, "profile of " + profile.entries().size() + " entries", tagged.mentionsPerCoreSecond());
        try (Scratch scratch = new Scratch();
                ElasticsearchNode node = ElasticsearchNode.builder(scratch.folder())
                        .distribution(checkout.elasticsearchDistribution())
                        .logs(scratch.folder())
                        .optimised()
                        .build()) {
            progress.step("Elasticsearch starts", node::start);
            StorageThroughput storage = progress.step(
                    "Writing",
                    () -> StorageThroughput.measure(ConnectionSettings.of(node.url()), BulkLimits.DEFAULT, documents));
            double way = progress.step(
                    "The whole way", () -> new EndToEnd(profile, node.url()).measure(input.pages(), documents / 2));
            out.println();
            out.printf(Locale.ROOT, "%-34s %12s%n", "with Elasticsearch on this machine", "documents/s");
            row(out, "bare bulk requests", storage.bulkPerSecond());
            row(out, "put (new touchpoints)", storage.putPerSecond());
            out.printf(Locale.ROOT, "%-34s %12.2f%n", "  put by bare bulk", storage.ratio());
            row(out, "put again (nothing changes)", storage.replayPerSecond());
            row(out, "end to end, one thread", way);
        }
    }

    private void normalise(PrintStream out, String format, byte[] payload) throws Exception {
        Throughput measured = progress.step(
                "Format " + format, () -> Throughput.measure(BenchInput.format(format), payload, time, time));
        out.printf(
                Locale.ROOT,
                "%-34s %,12.0f %10.1f%n",
                "normalise " + format,
                measured.touchpointsPerSecond(),
                measured.megabytesPerSecond());
    }

    private static void row(PrintStream out, String step, double perSecond) {
        out.printf(Locale.ROOT, "%-34s %,12.0f%n", step, perSecond);
    }

    /** A folder for the time of the measurement. */
    private static final class Scratch implements AutoCloseable {
        private final Path folder;

        Scratch() throws IOException {
            folder = Files.createTempDirectory("crm-bench");
        }

        Path folder() {
            return folder;
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
