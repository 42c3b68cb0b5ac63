package io.nificrm.insight.train;

import io.nificrm.insight.DetectedLanguage;
import io.nificrm.insight.Insight;
import io.nificrm.insight.InsightSettings;
import io.nificrm.insight.TextAnalyzer;
import io.nificrm.insight.TextInsight;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Task;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Judges labelled texts the way the product does, language detection and thresholds included, and compares. */
final class ModelEvaluator {
    private final TextAnalyzer analyzer;

    ModelEvaluator(InsightModel model) {
        this.analyzer = new TextInsight(model, InsightSettings.DEFAULT).analyzer();
    }

    /** Reports on all texts and, where there are several languages, on each. */
    void report(String title, Task task, List<String> labels, List<LabelledText> texts, PrintStream report) {
        report.println(title + ": " + evaluate(task, labels, texts).report());
        TreeSet<String> languages = new TreeSet<>();
        texts.forEach(text -> languages.add(text.language()));
        if (languages.size() > 1) {
            double sum = 0;
            for (String language : languages) {
                List<LabelledText> own = texts.stream()
                        .filter(text -> text.language().equals(language))
                        .toList();
                Evaluation evaluation = evaluate(task, labels, own);
                report.println("  " + language + ": " + evaluation.summary());
                sum += evaluation.macroF1();
            }
            report.printf("  mean macro F1 over %d languages: %.1f%n%n", languages.size(), sum / languages.size());
        }
    }

    Evaluation evaluate(Task task, List<String> labels, List<LabelledText> texts) {
        Evaluation evaluation = new Evaluation(labels);
        for (LabelledText text : texts) {
            int right = labels.indexOf(text.label());
            Insight insight = analyzer.analyze(text.text());
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
