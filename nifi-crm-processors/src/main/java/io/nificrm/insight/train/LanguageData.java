package io.nificrm.insight.train;

import io.nificrm.insight.model.Task;
import io.nificrm.insight.train.TrainingData.HeadData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gathers the texts that teach the model to tell languages apart: those of all other heads, and samples of many languages. English
 * sentences among the texts of another language (many Hindi posts are English) would teach it wrongly and are left out. Two or
 * three words out of some texts teach it to tell short posts.
 */
final class LanguageData {
    /** More texts of one language teach nothing new and only make it more likely. */
    private static final int MOST_OF_ONE_LANGUAGE = 16_000;

    private static final String ENGLISH = "en";

    /** Of so many posts one gives a fragment; other languages have few lines, and each gives one. */
    private static final int POSTS_FOR_A_FRAGMENT = 4;

    private static final int WORDS_LEFT_OUT = 2;

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
        addFragments(labels, train, blocks);
        int[] blockArray = blocks.stream().mapToInt(Integer::intValue).toArray();
        return new HeadData(Task.LANGUAGE, labels, labels, train, blockArray, new int[0], List.of());
    }

    private static void addFragments(List<String> labels, List<LabelledText> train, List<Integer> blocks) {
        int whole = train.size();
        for (int i = 0; i < whole; i++) {
            LabelledText text = train.get(i);
            if (i % POSTS_FOR_A_FRAGMENT == 0 || !labels.contains(text.label())) {
                int block = blocks.get(i);
                fragment(text.text(), i).ifPresent(words -> {
                    train.add(new LabelledText(text.label(), words, text.language()));
                    blocks.add(HeadData.madeFrom(block));
                });
            }
        }
    }

    /** Two or three words from anywhere in a text, handles, hashtags and links aside; nothing of a text that is hardly longer. */
    private static Optional<String> fragment(String text, int number) {
        List<String> words = Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.startsWith("@") && !word.startsWith("#") && !word.startsWith("http"))
                .toList();
        int length = 2 + number / POSTS_FOR_A_FRAGMENT % 2;
        int places = words.size() - length - WORDS_LEFT_OUT + 1;
        if (places <= 0) {
            return Optional.empty();
        }
        int first = number * 31 % places;
        return Optional.of(String.join(" ", words.subList(first, first + length)));
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
