package io.nificrm.bench;

import io.nificrm.profile.InvalidProfileException;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileReader;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Mentions tagged by a listening profile of many queries, the words that matched included, on one thread. Run its main method. A
 * real profile over real mentions is measured by {@code crm bench}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ListeningProfileBenchmark {
    private static final List<String> WORDS = List.of(
            "delivery",
            "courier",
            "parcel",
            "refund",
            "support",
            "roast",
            "espresso",
            "portafilter",
            "grinder",
            "blend",
            "subscription",
            "price",
            "voucher",
            "barista",
            "queue",
            "app",
            "login",
            "invoice",
            "packaging",
            "recycling");

    private static final List<String> POSTS = List.of(
            "Just tried the new blend from @acmecoffee and it is SO good, best cup I have had in weeks",
            "Third time this month my parcel arrives broken. No answer from support, no refund. I'm done.",
            "The shop on Main Street opens at nine on Monday, according to their website.",
            "Are you coming to the tasting on Friday? I heard they have five new roasts from Ethiopia and Peru",
            "ugh the app crashed AGAIN while paying, fix the login pls",
            "You should sell the grinder with a portafilter, as a set, at a fair price",
            "What a queue at the counter today, but the barista kept smiling",
            "Thanks to everyone who came to the opening yesterday, what a night!");

    private static final int NUMBER_OF_POSTS = 8;

    /** Queries in the profile. */
    @Param({"500", "5000"})
    public int queries;

    private ListeningProfile profile;
    private List<Touchpoint> mentions;

    @Setup
    public void read() throws InvalidProfileException {
        profile = ProfileReader.read(profile(), "benchmark.yaml");
        mentions = IntStream.range(0, NUMBER_OF_POSTS)
                .mapToObj(number -> TouchpointBuilder.builder()
                        .id("mastodon:" + number)
                        .type(Touchpoint.Type.MENTION)
                        .kind(Touchpoint.Kind.POST)
                        .platform("mastodon")
                        .timestamp(Instant.parse("2026-11-22T12:00:00Z"))
                        .text(POSTS.get(number))
                        .build())
                .toList();
    }

    /** Topics as marketers write them: alternatives, phrases, words together and words excluded; most match no post. */
    private String profile() {
        return "name: Benchmark\ntopics:\n"
                + IntStream.range(0, queries)
                        .mapToObj(number -> "  - {id: t" + number + ", query: '" + query(number) + "'}\n")
                        .collect(Collectors.joining());
    }

    private static String query(int number) {
        String word = WORDS.get(number % WORDS.size());
        String rare = "acme" + number;
        return switch (number % 4) {
            case 0 -> rare + " OR (" + word + " AND late" + number + ")";
            case 1 -> "\"" + word + " " + rare + "\" OR " + rare + "*";
            case 2 -> word + " AND (" + rare + " OR broken" + number + ") NOT advert";
            default -> number < WORDS.size() ? word : rare + " OR \"" + rare + " " + word + "\"~2";
        };
    }

    @Benchmark
    @OperationsPerInvocation(NUMBER_OF_POSTS)
    public void tagsMentions(Blackhole blackhole) {
        for (Touchpoint mention : mentions) {
            blackhole.consume(profile.tag(mention));
        }
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ListeningProfileBenchmark.class.getName())
                        .build())
                .run();
    }
}
