package io.nificrm.insight.train;

import io.nificrm.insight.model.Task;
import io.nificrm.insight.train.TrainingData.HeadData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the texts that teach the model to tell languages apart: those of all other heads, and samples of many languages. English
 * sentences among the texts of another language (many Hindi posts are English) would teach it wrongly and are left out.
 */
final class LanguageData {
    /** More texts of one language teach nothing new and only make it more likely. */
    private static final int MOST_OF_ONE_LANGUAGE = 16_000;

    private static final String ENGLISH = "en";

    private LanguageData() {}

    static HeadData of(TrainingData data) throws IOException {
        Map<String, List<String>> posts = new TreeMap<>();
        for (HeadData head : data.heads()) {
            for (LabelledText text : head.train()) {
                posts.computeIfAbsent(text.language(), unused -> new ArrayList<>())
                        .add(text.text());
            }
        }
        EnglishText english = EnglishText.learnedFrom(posts.getOrDefault(ENGLISH, List.of()));
        List<String> labels = List.copyOf(posts.keySet());
        Map<String, List<String>> texts = new TreeMap<>(LanguageSamples.texts());
        posts.forEach((tag, lines) -> {
            List<String> own = tag.equals(ENGLISH)
                    ? lines
                    : lines.stream().filter(line -> !english.recognises(line)).toList();
            texts.computeIfAbsent(tag, unused -> new ArrayList<>()).addAll(evenly(own));
        });
        List<LabelledText> train = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        texts.forEach((tag, lines) -> {
            for (int i = 0; i < lines.size(); i++) {
                train.add(new LabelledText(tag, lines.get(i), tag));
                blocks.add(i * HeadData.BLOCKS / lines.size());
            }
        });
        int[] blockArray = blocks.stream().mapToInt(Integer::intValue).toArray();
        return new HeadData(Task.LANGUAGE, labels, labels, train, blockArray, List.of());
    }

    /** At most {@link #MOST_OF_ONE_LANGUAGE} of the lines, evenly over the files, so that all topics are met. */
    private static List<String> evenly(List<String> lines) {
        int used = Math.min(lines.size(), MOST_OF_ONE_LANGUAGE);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            chosen.add(lines.get((int) ((long) i * lines.size() / used)));
        }
        return chosen;
    }
}
