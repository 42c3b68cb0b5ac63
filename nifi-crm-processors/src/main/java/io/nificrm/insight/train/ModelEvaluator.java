package io.nificrm.insight.train;

import io.nificrm.insight.DetectedLanguage;
import io.nificrm.insight.Insight;
import io.nificrm.insight.InsightSettings;
import io.nificrm.insight.TextAnalyzer;
import io.nificrm.insight.TextInsight;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Task;
import io.nificrm.insight.train.TrainingData.HeadData;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges labelled texts the way the product does, language detection and thresholds included, and compares. */
final class ModelEvaluator {
    private final TextAnalyzer analyzer;

    ModelEvaluator(InsightModel model) {
        this.analyzer = new TextInsight(model, InsightSettings.DEFAULT).analyzer();
    }

    /** Reports on all texts of a head and, where there are several languages, on each. */
    void report(HeadData head, PrintStream report) {
        report.println(head.name() + ", validation texts, the language found out: "
                + evaluate(head.task(), head.labels(), head.validation(), false).report());
        report.println("  with the language told: "
                + evaluate(head.task(), head.labels(), head.validation(), true).summary() + "\n");
        Map<String, Evaluation> foundOut = byLanguage(head, false);
        if (foundOut.size() > 1) {
            foundOut.forEach((language, evaluation) -> report.println("  " + language + ": " + evaluation.summary()));
            report.printf(
                    Locale.ROOT,
                    "  mean macro F1 over %d languages: %.1f (with the language told: %.1f)%n%n",
                    foundOut.size(),
                    meanF1(foundOut),
                    meanF1(byLanguage(head, true)));
        }
    }

    private static double meanF1(Map<String, Evaluation> byLanguage) {
        return byLanguage.values().stream()
                .mapToDouble(Evaluation::macroF1)
                .average()
                .orElse(0);
    }

    /** The validation texts of a head, each language by itself. */
    Map<String, Evaluation> byLanguage(HeadData head, boolean told) {
        Map<String, Evaluation> evaluations = new TreeMap<>();
        for (String language : head.languages()) {
            List<LabelledText> own = head.validation().stream()
                    .filter(text -> text.language().equals(language))
                    .toList();
            if (!own.isEmpty()) {
                evaluations.put(language, evaluate(head.task(), head.labels(), own, told));
            }
        }
        return evaluations;
    }

    /** @param told whether the language of the texts is told, as most sources do, or has to be found out */
    Evaluation evaluate(Task task, List<String> labels, List<LabelledText> texts, boolean told) {
        Evaluation evaluation = new Evaluation(labels);
        for (LabelledText text : texts) {
            int right = labels.indexOf(text.label());
            Insight insight = told ? analyzer.analyze(text.text(), text.language()) : analyzer.analyze(text.text());
            Optional<Answer> answer = switch (task) {
                case LANGUAGE -> insight.language().map(found -> answer(found));
                case SENTIMENT ->
                    insight.sentiment()
                            .map(found -> new Answer(
                                    found.label().value(), found.confidence().orElse(0)));
                case EMOTION ->
                    insight.emotion()
                            .map(found ->
                                    new Answer(found.label(), found.confidence().orElse(0)));
            };
            answer.filter(given -> labels.contains(given.label()))
                    .ifPresentOrElse(
                            given -> evaluation.add(right, labels.indexOf(given.label()), given.confidence()),
                            () -> evaluation.addUnanswered(right));
        }
        return evaluation;
    }

    private record Answer(String label, double confidence) {}

    private static Answer answer(DetectedLanguage language) {
        return new Answer(language.tag(), language.confidence());
    }
}
