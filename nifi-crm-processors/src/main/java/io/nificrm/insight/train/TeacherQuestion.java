package io.nificrm.insight.train;

import io.nificrm.insight.train.TrainingData.HeadData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A text that a teacher, a larger and slower model, is asked about. A head learns from the answers besides its labelled texts: what
 * runs of a few words of those texts mean by themselves, and what texts of its language mean that nobody has labelled for it.
 *
 * @param text a text or a part of one
 * @param block the fifth of the head's own file that it was taken from, or a negative number if it was taken from elsewhere
 * @see <a href="https://arxiv.org/abs/1503.02531">Hinton, Vinyals and Dean 2015</a>
 */
record TeacherQuestion(LabelledText text, int block) {
    private static final int PARTS = 3;
    private static final int LONGEST_PART = 8;
    private static final int MOST_TEXTS_OF_OTHERS = 25_000;
    private static final String UNLABELLED = "";

    /** The questions of a head, in an order that only its texts and those of the other heads of its language decide. */
    static List<TeacherQuestion> of(HeadData head, TrainingData data) {
        List<TeacherQuestion> questions = new ArrayList<>();
        for (int i : head.asked()) {
            LabelledText text = head.train().get(i);
            for (String part : parts(text.text())) {
                questions.add(ask(part, text.language(), head.blocks()[i]));
            }
        }
        List<LabelledText> others = data.heads().stream()
                .filter(other ->
                        other.task() != head.task() && other.languages().equals(head.languages()))
                .flatMap(other -> Arrays.stream(other.asked()).mapToObj(other.train()::get))
                .toList();
        int step = Math.ceilDiv(Math.max(1, others.size()), MOST_TEXTS_OF_OTHERS);
        for (int i = 0; i < others.size(); i += step) {
            questions.add(ask(others.get(i).text(), others.get(i).language(), HeadData.ONLY_TRAINS));
        }
        return questions;
    }

    private static TeacherQuestion ask(String text, String language, int block) {
        return new TeacherQuestion(new LabelledText(UNLABELLED, text, language), block);
    }

    /** Runs of words, drawn by lot; the same text has the same ones. */
    private static List<String> parts(String text) {
        String[] words = text.split(" ");
        Random random = new Random(text.hashCode());
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            int length = 1 + random.nextInt(Math.min(LONGEST_PART, words.length));
            int from = random.nextInt(words.length - length + 1);
            parts.add(String.join(" ", Arrays.copyOfRange(words, from, from + length)));
        }
        return parts;
    }
}
