package io.nificrm.insight.train;

import io.nificrm.insight.features.FeatureExtractor;
import io.nificrm.insight.features.Vocabulary;
import io.nificrm.insight.model.Calibration;
import io.nificrm.insight.model.InsightModel;
import io.nificrm.insight.model.Panel;
import io.nificrm.insight.model.Task;
import io.nificrm.insight.train.LogisticRegression.Weights;
import io.nificrm.insight.train.Teacher.Lesson;
import io.nificrm.insight.train.TrainingData.HeadData;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains a whole model and reports how good each head is on texts that it was not trained on: fifth by fifth of the training files
 * in their order (the shifted split, which also calibrates the confidences). Deterministic: the same texts give the same bytes.
 */
final class ModelTrainer {
    private final PrintStream report;
    private final Vocabulary vocabulary;
    private final FeatureExtractor extractor;
    private final TrainingData data;
    private final Optional<Teacher> teacher;
    private final Map<String, Evaluation> shifted = new LinkedHashMap<>();
    private final Map<String, WordVectors> vectors = new HashMap<>();

    /** @param teacher whose answers the heads also learn from */
    ModelTrainer(TrainingData data, Optional<Teacher> teacher, PrintStream report) throws IOException {
        this.data = data;
        this.teacher = teacher;
        this.report = report;
        List<LabelledText> all =
                data.heads().stream().flatMap(head -> head.train().stream()).toList();
        this.vocabulary = VocabularyBuilder.of(all);
        this.extractor = new FeatureExtractor(vocabulary);
    }

    InsightModel train() throws IOException {
        Panel language = languagePanel();
        Map<List<String>, List<PanelBuilder>> builders = new LinkedHashMap<>();
        for (HeadData head : data.heads()) {
            HeadRecipe recipe = HeadRecipe.of(head.task(), head.languages().size() == 1);
            TrainedHead trained = train(EmotionalTendency.help(head, data), recipe);
            List<PanelBuilder> panels = builders.computeIfAbsent(head.languages(), unused -> new ArrayList<>());
            if (panels.isEmpty() || !panels.getLast().hasRoomFor(trained)) {
                panels.add(new PanelBuilder(head.languages(), recipe.groups()));
            }
            panels.getLast().add(trained, recipe.negligible());
        }
        List<Panel> panels = builders.values().stream()
                .flatMap(List::stream)
                .map(PanelBuilder::build)
                .toList();
        return new InsightModel(vocabulary, language, panels);
    }

    /** The figures of the shifted split by head; complete once {@link #train()} is done. */
    Map<String, Evaluation> shifted() {
        return shifted;
    }

    private Panel languagePanel() throws IOException {
        HeadData head = LanguageData.of(data);
        HeadRecipe recipe = HeadRecipe.of(Task.LANGUAGE, false);
        PanelBuilder builder = new PanelBuilder(List.of(), recipe.groups());
        builder.add(train(head, recipe), recipe.negligible());
        return builder.build();
    }

    private TrainedHead train(HeadData head, HeadRecipe recipe) throws IOException {
        boolean ofLanguages = head.languages().size() > 1 && head.task() != Task.LANGUAGE;
        List<Lesson> lessons =
                teacher.isEmpty() ? List.of() : teacher.orElseThrow().lessons(head);
        List<LabelledText> texts = Stream.concat(
                        head.train().stream(), lessons.stream().map(Lesson::text))
                .toList();
        SparseExamples plain = SparseExamples.of(
                texts,
                extractor,
                recipe.groups(),
                recipe.bits(),
                text -> ofLanguages ? Panel.salt(text.language()) : 0);
        WordVectors vectors = vectors(head, recipe);
        SparseExamples examples = vectors.extend(plain, texts, recipe.vectors());
        int classCount = head.labels().size();
        // a label outside the head's own is an example of none of its classes
        int[] known = Arrays.stream(head.classes(head.train()))
                .map(k -> k < 0 ? classCount : k)
                .toArray();
        HeadTrainer trainer = new HeadTrainer(lessons.isEmpty() ? recipe.settings() : recipe.taught());
        Calibration calibration = crossValidate(head, trainer, examples, known, lessons);
        Targets targets = targets(known, classCount, lessons, Lesson.TO_USE);
        List<Weights> weights = trainer.train(examples, targets, classCount).stream()
                .map(extended -> vectors.fold(extended, plain.hashed(), recipe.vectors()))
                .toList();
        return new TrainedHead(head.task(), head.labels(), weights, calibration);
    }

    /** What the labelled texts and, behind them, those of the lessons are. */
    private static Targets targets(int[] classes, int classCount, List<Lesson> lessons, int variant) {
        Targets labelled = Targets.of(classes, classCount);
        return new Targets(
                Stream.concat(
                                Arrays.stream(labelled.shares()),
                                lessons.stream().map(lesson -> lesson.shares()[variant]))
                        .toArray(double[][]::new),
                DoubleStream.concat(
                                Arrays.stream(labelled.weights()),
                                lessons.stream().mapToDouble(lesson -> HeadRecipe.LESSON))
                        .toArray());
    }

    /** The words of a head's language, learned from the training texts of all heads in that language. */
    private WordVectors vectors(HeadData head, HeadRecipe recipe) {
        if (recipe.vectors() == 0) {
            return WordVectors.learn(List.of(), extractor);
        }
        String language = head.languages().getFirst();
        return vectors.computeIfAbsent(language, unused -> {
            List<LabelledText> texts = data.heads().stream()
                    .filter(other -> other.languages().equals(head.languages()))
                    .flatMap(other -> other.train().stream())
                    .toList();
            return WordVectors.learn(texts, extractor);
        });
    }

    private Calibration crossValidate(
            HeadData head, HeadTrainer trainer, SparseExamples examples, int[] classes, List<Lesson> lessons) {
        int classCount = head.labels().size();
        float[][] scores = new float[classes.length][classCount];
        for (int block = 0; block < HeadData.BLOCKS; block++) {
            int heldOut = block;
            int[] rest = IntStream.range(0, examples.size())
                    .filter(i -> i < classes.length
                            ? head.trains(i, heldOut)
                            : lessons.get(i - classes.length).trains(heldOut))
                    .toArray();
            Targets targets = targets(classes, classCount, lessons, Lesson.toJudge(block));
            List<Weights> weights = trainer.train(examples.at(rest), targets.at(rest), classCount);
            for (int i = 0; i < classes.length; i++) {
                if (head.blocks()[i] == block) {
                    for (int k = 0; k < classCount; k++) {
                        scores[i][k] = (float) weights.get(k).score(examples, i);
                    }
                }
            }
        }
        int[] judged = IntStream.range(0, classes.length)
                .map(i -> head.judges(i) ? classes[i] : classCount)
                .toArray();
        Calibration calibration = Calibrator.fit(scores, judged);
        Evaluation evaluation = evaluate(head, scores, judged, calibration);
        shifted.put(head.name(), evaluation);
        report.println(head.name() + ", shifted split (each fifth of the files judged by a model of the other four): "
                + evaluation.report());
        return calibration;
    }

    private static Evaluation evaluate(HeadData head, float[][] scores, int[] classes, Calibration calibration) {
        int classCount = head.labels().size();
        Evaluation evaluation = new Evaluation(head.labels());
        for (int i = 0; i < scores.length; i++) {
            if (classes[i] < classCount) {
                float[] shares = scores[i].clone();
                calibration.shares(shares, classCount);
                int best = Evaluation.winner(shares);
                evaluation.add(classes[i], best, calibration.confidence(shares[best]));
            }
        }
        return evaluation;
    }
}
