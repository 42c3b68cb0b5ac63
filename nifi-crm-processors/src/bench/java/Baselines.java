import com.vader.sentiment.analyzer.SentimentAnalyzer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import opennlp.tools.doccat.BagOfWordsFeatureGenerator;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.doccat.NGramFeatureGenerator;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;

/**
 * What VADER and OpenNLP reach on the same validation texts: the rows of others in docs/insight.md, which has the command. A program
 * of its own, as the product depends on neither: {@code java -cp 'jars/*' Baselines.java DATA}.
 */
public final class Baselines {
    /** Beyond it, VADER's authors take a compound score for positive or negative. */
    private static final double VADER_BOUNDARY = 0.05;

    private record Labelled(String label, String text) {}

    private record Judged(List<String> right, List<String> given, double textsPerCoreSecond) {}

    public static void main(String[] arguments) throws IOException {
        Path sentiment = Path.of(arguments[0], "sentiment-en");
        Path emotion = Path.of(arguments[0], "emotion-en");
        print("VADER, sentiment", judge(read(sentiment.resolve("validation.tsv")), vader()));
        for (Path head : List.of(sentiment, emotion)) {
            DocumentCategorizerME categorizer = train(read(head.resolve("train.tsv")));
            print(
                    "OpenNLP doccat, " + head.getFileName(),
                    judge(
                            read(head.resolve("validation.tsv")),
                            text -> categorizer.getBestCategory(categorizer.categorize(tokens(text)))));
        }
    }

    private static List<Labelled> read(Path file) throws IOException {
        List<Labelled> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                texts.add(new Labelled(line.substring(0, tab), line.substring(tab + 1)));
            }
        }
        return texts;
    }

    private static Function<String, String> vader() {
        Logger.getRootLogger().setLevel(Level.OFF);
        SentimentAnalyzer analyzer = new SentimentAnalyzer();
        return text -> {
            analyzer.setInputString(text);
            try {
                analyzer.setInputStringProperties();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            analyzer.analyze();
            float compound = analyzer.getPolarity().get("compound");
            return compound >= VADER_BOUNDARY ? "positive" : compound <= -VADER_BOUNDARY ? "negative" : "neutral";
        };
    }

    private static String[] tokens(String text) {
        return SimpleTokenizer.INSTANCE.tokenize(text.toLowerCase(Locale.ROOT));
    }

    private static DocumentCategorizerME train(List<Labelled> texts) throws IOException {
        TrainingParameters parameters = TrainingParameters.defaultParams();
        parameters.put(TrainingParameters.CUTOFF_PARAM, 2);
        parameters.put(TrainingParameters.ITERATIONS_PARAM, 100);
        parameters.put("PrintMessages", false);
        DoccatFactory features = new DoccatFactory(
                new FeatureGenerator[] {new BagOfWordsFeatureGenerator(), new NGramFeatureGenerator(2, 2)});
        List<DocumentSample> samples = texts.stream()
                .map(text -> new DocumentSample(text.label(), tokens(text.text())))
                .toList();
        DoccatModel model = DocumentCategorizerME.train(
                "en", ObjectStreamUtils.createObjectStream(samples), parameters, features);
        return new DocumentCategorizerME(model);
    }

    private static Judged judge(List<Labelled> texts, Function<String, String> judge) {
        List<String> right = texts.stream().map(Labelled::label).toList();
        texts.forEach(text -> judge.apply(text.text()));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        List<String> given = texts.stream().map(text -> judge.apply(text.text())).toList();
        return new Judged(right, given, texts.size() / ((threads.getCurrentThreadCpuTime() - start) / 1e9));
    }

    private static void print(String what, Judged judged) {
        double recalls = 0;
        double f1s = 0;
        TreeSet<String> labels = new TreeSet<>(judged.right());
        for (String label : labels) {
            long of = count(judged.right(), judged.right(), label, true);
            long hits = count(judged.right(), judged.given(), label, false);
            long answers = count(judged.given(), judged.given(), label, true);
            recalls += (double) hits / of;
            f1s += 2.0 * hits / (of + answers);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d texts, macro recall %.1f, macro F1 %.1f, %.0f texts a second of one core%n",
                what,
                judged.right().size(),
                100 * recalls / labels.size(),
                100 * f1s / labels.size(),
                judged.textsPerCoreSecond());
    }

    /** How many of {@code first} are the label, and of {@code second} at the same place too. */
    private static long count(List<String> first, List<String> second, String label, boolean alone) {
        long count = 0;
        for (int i = 0; i < first.size(); i++) {
            count += first.get(i).equals(label) && (alone || second.get(i).equals(label)) ? 1 : 0;
        }
        return count;
    }
}
