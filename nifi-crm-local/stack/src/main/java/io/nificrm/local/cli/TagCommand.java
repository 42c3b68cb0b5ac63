package io.nificrm.local.cli;

import io.nificrm.insight.SecondOpinion;
import io.nificrm.insight.SentimentTagger;
import io.nificrm.insight.TaggingRules;
import io.nificrm.insight.TextInsight;
import io.nificrm.local.Progress;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.touchpoint.JsonLinesReader;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Limits;
import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crm tag}: touchpoints, or plain texts, get language, sentiment, emotion, and what the profile asks for. */
@Command(
        name = "tag",
        description =
                "Adds language, sentiment and emotion to touchpoints and, with --profile, what a listening profile"
                        + " asks for. Reads and writes one JSON object a line, in the same order. A line that is no touchpoint is"
                        + " refused with its reason on standard error; its neighbours go on, and the exit code is 1.")
final class TagCommand implements Callable<Integer> {

    @Option(names = "--profile", paramLabel = "FILE", description = "The listening profile.")
    private Optional<Path> profile;

    @Option(
            names = "--text",
            description = "The input is plain text, one text a line; ids are text:1, text:2 and so on.")
    private boolean text;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "Touchpoints or texts; - for standard input.")
    private String file;

    @Override
    public Integer call() throws Exception {
        Instant begun = Instant.now();
        Optional<ListeningProfile> listening = Optional.empty();
        if (profile.isPresent()) {
            listening = Optional.of(Profiles.read(profile.get()));
        }
        Complaints complaints = new Complaints(System.err);
        long tagged;
        try (InputStream in = Input.open(file)) {
            SentimentTagger sentiment =
                    new SentimentTagger(TextInsight.builtIn().analyzer(), TaggingRules.DEFAULT, SecondOpinion.NONE);
            UnaryOperator<Touchpoint> step = listening
                    .<UnaryOperator<Touchpoint>>map(found -> touchpoint -> found.tag(sentiment.tag(touchpoint)))
                    .orElse(sentiment::tag);
            try (OutputStream out = Input.results()) {
                tagged = text
                        ? tag(new PlainTexts(in, begun, Limits.DEFAULT), step, out, complaints)
                        : tag(JsonLinesReader.touchpoints(in, Limits.DEFAULT)::next, step, out, complaints);
            }
        }
        System.err.println(
                "crm tag: " + tagged + " tagged, " + complaints.count() + " refused, " + Progress.seconds(begun));
        return complaints.count() == 0 ? 0 : 1;
    }

    private static long tag(
            TouchpointSource source, UnaryOperator<Touchpoint> step, OutputStream out, Complaints complaints)
            throws IOException {
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(out);
        long tagged = 0;
        for (Optional<Line<Touchpoint>> line = source.next(); line.isPresent(); line = source.next()) {
            switch (line.get()) {
                case Line.Valid<Touchpoint> valid -> {
                    writer.write(step.apply(valid.value()));
                    tagged++;
                }
                case Line.Invalid<Touchpoint> invalid ->
                    complaints.add("line " + invalid.number() + ": " + invalid.reason());
            }
        }
        writer.flush();
        return tagged;
    }
}
