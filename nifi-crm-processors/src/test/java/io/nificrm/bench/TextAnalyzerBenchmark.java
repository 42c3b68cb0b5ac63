package io.nificrm.bench;

import io.nificrm.insight.Insight;
import io.nificrm.insight.TextAnalyzer;
import io.nificrm.insight.TextInsight;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Language, sentiment and emotion of posts of everyday length, everything together, on one thread. Run its main method. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TextAnalyzerBenchmark {
    private static final List<String> POSTS = List.of(
            "Just tried the new blend from @acmecoffee and it is SO good, best cup I have had in weeks 😍 #coffee #bestdayever",
            "Third time this month my parcel arrives broken. No answer from support, no refund. I'm done. https://example.org/photo/123",
            "The shop on Main Street opens at nine on Monday, according to their website.",
            "@anna are you coming to the tasting on Friday? I heard they have five new roasts from Ethiopia and Peru",
            "ugh the app crashed AGAIN while paying... sooooo annoying!!! fix it pls",
            "Das neue Café in der Altstadt ist wirklich gemütlich, aber die Preise sind schon ganz schön gesalzen.",
            "Me encanta este sitio, siempre tan amables y el café está riquísimo ☕️",
            "Thanks to everyone who came to the opening yesterday, what a night! More pictures to come http://example.org/p");

    private static final int NUMBER_OF_POSTS = 8;

    private final TextAnalyzer analyzer = TextInsight.builtIn().analyzer();

    @Benchmark
    @OperationsPerInvocation(NUMBER_OF_POSTS)
    public void languageSentimentAndEmotion(Blackhole blackhole) {
        for (String post : POSTS) {
            Insight insight = analyzer.analyze(post);
            blackhole.consume(insight);
        }
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(TextAnalyzerBenchmark.class.getName())
                        .build())
                .run();
    }
}
