package io.nificrm.insight.train;

import io.nificrm.insight.train.TrainingData.HeadData;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A teacher's answers: for each {@link TeacherQuestion} of a head how probable it finds each class, in percent. Besides those for
 * the model that is used there are answers of teachers that have not seen a fifth of the labels: without them a head could not be
 * judged on that fifth, as it would know the right answers from its teacher.
 *
 * <p>A file {@code sentiment-en.tsv.gz} has a first line with the number of questions, a check sum over them and the labels, and then a
 * line for each question: six groups separated by tabs, the first for the model that is used, the others for judging the five
 * fifths; a group has the percentages of all classes but the last, separated by blanks. A teacher that knows none of the labels needs
 * one group only.
 *
 * @see <a href="https://arxiv.org/abs/1503.02531">Hinton, Vinyals and Dean 2015</a>
 */
final class Teacher {
    private static final int VARIANTS = 1 + HeadData.BLOCKS;

    private final Path folder;
    private final TrainingData data;

    /**
     * @param folder holds a file for each head that is taught
     * @param data the training texts that the questions were made from
     * @throws IOException if the folder has answers for no head
     */
    Teacher(Path folder, TrainingData data) throws IOException {
        this.folder = folder;
        this.data = data;
        if (data.heads().stream().noneMatch(head -> Files.exists(file(head)))) {
            throw new IOException("No answers of a teacher in " + folder + ": it needs a file such as "
                    + file(data.heads().getFirst()).getFileName());
        }
    }

    private Path file(HeadData head) {
        return folder.resolve(head.folder() + ".tsv.gz");
    }

    /**
     * What a head is taught; nothing where the teacher has no file for it.
     *
     * @throws IOException if the file is damaged or answers questions about other texts
     */
    List<Lesson> lessons(HeadData head) throws IOException {
        Path file = file(head);
        return Files.exists(file) ? read(file, head) : List.of();
    }

    /**
     * A question with its answers.
     *
     * @param shares how probable each class is, for each of the models to train
     */
    @SuppressWarnings("ArrayRecordComponent") // a table, compared by nobody
    record Lesson(TeacherQuestion question, double[][] shares) {
        /** The row of {@link #shares} for the model that is used. */
        static final int TO_USE = 0;

        /** The row of {@link #shares} for the model that judges a block. */
        static int toJudge(int block) {
            return 1 + block;
        }

        LabelledText text() {
            return question.text();
        }

        /** Whether it may train the model that judges a block. */
        boolean trains(int heldOut) {
            return question.block() != heldOut;
        }
    }

    private List<Lesson> read(Path file, HeadData head) throws IOException {
        List<TeacherQuestion> questions = TeacherQuestion.of(head, data);
        List<Lesson> lessons = new ArrayList<>(questions.size());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String expected = firstLine(questions, head.labels());
            String found = lines.readLine();
            if (!expected.equals(found)) {
                throw new IOException(file + " answers other questions: it begins with '" + found + "', these texts"
                        + " need '" + expected + "'. Let the teacher answer anew, or train without it");
            }
            for (TeacherQuestion question : questions) {
                String line = lines.readLine();
                lessons.add(new Lesson(question, shares(line, head.labels().size(), file, lessons.size() + 2)));
            }
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        return lessons;
    }

    private static double[][] shares(String line, int classes, Path file, int number) throws IOException {
        String[] groups = line == null ? new String[0] : line.split("\t");
        if (groups.length != VARIANTS && (groups.length != 1 || line == null)) {
            throw new IOException(
                    file + ", line " + number + ": expected 1 or " + VARIANTS + " groups, found " + groups.length);
        }
        double[][] shares = new double[VARIANTS][classes];
        for (int variant = 0; variant < VARIANTS; variant++) {
            String group = groups[Math.min(variant, groups.length - 1)];
            String[] percentages = group.split(" ");
            if (percentages.length != classes - 1) {
                throw new IOException(file + ", line " + number + ": expected " + (classes - 1)
                        + " percentages, found '" + group + "'");
            }
            int rest = 100;
            for (int k = 0; k < percentages.length; k++) {
                int percentage = percentage(percentages[k], file, number);
                shares[variant][k] = percentage / 100.0;
                rest -= percentage;
            }
            if (rest < 0) {
                throw new IOException(file + ", line " + number + ": '" + group + "' is more than 100 percent");
            }
            shares[variant][classes - 1] = rest / 100.0;
        }
        return shares;
    }

    private static int percentage(String text, Path file, int number) throws IOException {
        try {
            int percentage = Integer.parseInt(text);
            if (percentage >= 0 && percentage <= 100) {
                return percentage;
            }
        } catch (NumberFormatException e) {
            // told below, with the place
        }
        throw new IOException(file + ", line " + number + ": '" + text + "' is no percentage");
    }

    /** The first line of a file of answers, e.g. {@code 147905 questions 1a2b3c4d: negative neutral positive}. */
    static String firstLine(List<TeacherQuestion> questions, List<String> labels) {
        CRC32 sum = new CRC32();
        for (TeacherQuestion question : questions) {
            sum.update(question.text().text().getBytes(StandardCharsets.UTF_8));
            sum.update('\n');
        }
        return "%d questions %08x: %s".formatted(questions.size(), sum.getValue(), String.join(" ", labels));
    }
}
