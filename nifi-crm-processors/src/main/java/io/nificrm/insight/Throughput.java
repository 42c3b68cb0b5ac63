package io.nificrm.insight;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * How many texts one core analyses in a second, everything together: tokens, features, language, sentiment, emotion. Time is that of
 * the thread on the processor, so that other work on the machine does not count.
 *
 * @param texts how many were analysed
 * @param judged how many of them were given a sentiment
 * @param seconds of processor time
 */
public record Throughput(long texts, long judged, double seconds) {
    private static final double NANOS = 1e9;

    public double textsPerSecond() {
        return texts / seconds;
    }

    /**
     * Analyses {@code texts} again and again.
     *
     * @param warmUpSeconds time before the measurement, for the compiler of the virtual machine
     * @param measuredSeconds time of the measurement
     */
    public static Throughput measure(
            TextInsight insight, List<String> texts, double warmUpSeconds, double measuredSeconds) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("Throughput needs at least one text to measure");
        }
        TextAnalyzer analyzer = insight.analyzer();
        run(analyzer, texts, warmUpSeconds);
        return run(analyzer, texts, measuredSeconds);
    }

    private static Throughput run(TextAnalyzer analyzer, List<String> texts, double seconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long analysed = 0;
        long judged = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            for (String text : texts) {
                judged += analyzer.analyze(text).sentiment().isPresent() ? 1 : 0;
            }
            analysed += texts.size();
            elapsed = (threads.getCurrentThreadCpuTime() - start) / NANOS;
        }
        return new Throughput(analysed, judged, elapsed);
    }
}
