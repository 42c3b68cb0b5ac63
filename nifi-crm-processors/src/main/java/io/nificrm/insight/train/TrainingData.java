package io.nificrm.insight.train;

import io.nificrm.insight.model.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The labelled texts of a folder. Each sub-folder is one head: {@code sentiment-en}, {@code emotion-en}, or
 * {@code sentiment-multilingual} with a language in each file name ({@code german-train.tsv} or {@code de-train.tsv}). In it, files
 * whose names end in {@code validation.tsv} are for validation, all other {@code .tsv} files for training: so a file of own
 * examples is simply laid beside the others.
 *
 * @param heads one for each sub-folder
 */
record TrainingData(List<HeadData> heads) {
    private static final String MULTILINGUAL = "multilingual";

    /**
     * @param task what the labels say
     * @param languages BCP-47 tags, ascending
     * @param labels all labels of the training texts, ascending
     * @param train training texts
     * @param blocks for each training text, which fifth of its file it stands in, or a negative number if it only trains: files keep the
     *     order in which texts were gathered, so fifths differ in topic and time
     * @param asked the positions of the training texts that a teacher is asked about: those of files that end in {@code train.tsv}, not
     *     own examples laid beside them
     * @param validation texts that are never trained on
     */
    @SuppressWarnings("ArrayRecordComponent") // parallel to the list of texts
    record HeadData(
            Task task,
            List<String> languages,
            List<String> labels,
            List<LabelledText> train,
            int[] blocks,
            int[] asked,
            List<LabelledText> validation) {
        static final int BLOCKS = 5;
        /** The block of a text that helps to train, but is never held out to judge. */
        static final int ONLY_TRAINS = -1;

        /** The block of a text that is never held out to judge, and that is made from a text of {@code block}. */
        static int madeFrom(int block) {
            return -2 - block;
        }

        /** Whether a text may train the model that judges the held-out block. */
        boolean trains(int text, int heldOut) {
            return blocks[text] != heldOut && blocks[text] != madeFrom(heldOut);
        }

        /** Whether a text is held out to judge, when its block's turn comes. */
        boolean judges(int text) {
            return blocks[text] >= 0;
        }

        int[] classes(List<LabelledText> texts) {
            return texts.stream().mapToInt(text -> labels.indexOf(text.label())).toArray();
        }

        HeadData withHelp(List<LabelledText> helpers) {
            List<LabelledText> all = new ArrayList<>(train);
            all.addAll(helpers);
            int[] allBlocks = Arrays.copyOf(blocks, all.size());
            Arrays.fill(allBlocks, train.size(), all.size(), ONLY_TRAINS);
            return new HeadData(task, languages, labels, all, allBlocks, asked, validation);
        }

        HeadData withValidationInTraining() {
            List<LabelledText> all = new ArrayList<>(train);
            all.addAll(validation);
            int[] allBlocks = Arrays.copyOf(blocks, all.size());
            for (int i = 0; i < validation.size(); i++) {
                allBlocks[train.size() + i] = i * BLOCKS / validation.size();
            }
            return new HeadData(task, languages, labels, all, allBlocks, asked, List.of());
        }

        /** The name of its folder of texts. */
        String folder() {
            return task.name().toLowerCase(Locale.ROOT)
                    + '-'
                    + (languages.size() == 1 ? languages.getFirst() : MULTILINGUAL);
        }

        String name() {
            return task.name().toLowerCase(Locale.ROOT) + " (" + String.join(" ", languages) + ")";
        }
    }

    /**
     * The same with all validation texts added to the training texts: for the model that is shipped, once its recipe has been judged
     * without them.
     */
    TrainingData withValidationInTraining() {
        return new TrainingData(
                heads.stream().map(HeadData::withValidationInTraining).toList());
    }

    static TrainingData read(Path folder) throws IOException {
        List<HeadData> heads = new ArrayList<>();
        for (Path child : list(folder)) {
            if (Files.isDirectory(child)) {
                heads.add(readHead(child));
            }
        }
        if (heads.isEmpty()) {
            throw new IOException(
                    "No training data in " + folder + ": it needs sub-folders such as sentiment-en, emotion-en or"
                            + " sentiment-multilingual with .tsv files (label, tab, text)");
        }
        return new TrainingData(heads);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private static HeadData readHead(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        int dash = name.indexOf('-');
        if (dash < 0) {
            throw new IOException("Cannot tell what " + folder + " trains; name it task-language, e.g. sentiment-en");
        }
        Task task = switch (name.substring(0, dash)) {
            case "sentiment" -> Task.SENTIMENT;
            case "emotion" -> Task.EMOTION;
            default ->
                throw new IOException("Cannot train " + name.substring(0, dash) + " of " + folder
                        + "; a head is for sentiment or emotion");
        };
        String audience = name.substring(dash + 1);
        List<LabelledText> train = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        List<LabelledText> validation = new ArrayList<>();
        for (Path file : list(folder)) {
            String fileName = file.getFileName().toString();
            if (!fileName.endsWith(".tsv")) {
                continue;
            }
            String language = audience.equals(MULTILINGUAL) ? requiredLanguage(fileName, file) : audience;
            List<LabelledText> texts = readTexts(file, language);
            if (fileName.endsWith("validation.tsv")) {
                validation.addAll(texts);
            } else {
                for (int i = 0; i < texts.size(); i++) {
                    if (fileName.endsWith("train.tsv")) {
                        asked.add(blocks.size());
                    }
                    blocks.add(i * HeadData.BLOCKS / texts.size());
                }
                train.addAll(texts);
            }
        }
        return head(task, folder, train, array(blocks), array(asked), validation);
    }

    private static HeadData head(
            Task task, Path folder, List<LabelledText> train, int[] blocks, int[] asked, List<LabelledText> validation)
            throws IOException {
        TreeSet<String> languages = new TreeSet<>();
        TreeSet<String> labels = new TreeSet<>();
        for (LabelledText text : train) {
            languages.add(text.language());
            labels.add(text.label());
        }
        if (task == Task.SENTIMENT && !List.copyOf(labels).equals(List.of("negative", "neutral", "positive"))) {
            throw new IOException(
                    "The labels of " + folder + " are " + labels + "; sentiment needs negative, neutral and positive");
        }
        if (labels.size() < 2) {
            throw new IOException("The training texts of " + folder + " have " + labels.size()
                    + " labels; a head needs at least two");
        }
        for (LabelledText text : validation) {
            if (!labels.contains(text.label())) {
                throw new IOException("The validation texts of " + folder + " have the label " + text.label()
                        + ", which no training text has; labels are " + labels);
            }
        }
        return new HeadData(task, List.copyOf(languages), List.copyOf(labels), train, blocks, asked, validation);
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @throws IOException if a line is no label, tab, text, naming file and line */
    static List<LabelledText> readTexts(Path file, String language) throws IOException {
        List<LabelledText> texts = new ArrayList<>();
        int number = 0;
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int tab = line.indexOf('\t');
            if (tab <= 0) {
                throw new IOException(file + ", line " + number + ": expected a label, a tab and a text");
            }
            texts.add(new LabelledText(
                    line.substring(0, tab).strip(), line.substring(tab + 1).strip(), language));
        }
        return texts;
    }

    private static String requiredLanguage(String fileName, Path file) throws IOException {
        return languageOf(fileName)
                .orElseThrow(() -> new IOException("Cannot tell the language of " + file
                        + "; begin its name with a language, e.g. german- or de-"));
    }

    /** The language of a file of texts, by its name ({@code german-validation.tsv}) or that of its folder ({@code sentiment-en}). */
    static Optional<String> languageIn(Path file) {
        Path whole = file.toAbsolutePath();
        String folder = whole.getParent() == null
                ? ""
                : String.valueOf(whole.getParent().getFileName());
        String audience = folder.substring(folder.indexOf('-') + 1);
        return languageOf(String.valueOf(whole.getFileName()))
                .or(() -> Optional.ofNullable(LanguageNames.TAGS.get(audience.toLowerCase(Locale.ROOT))));
    }

    private static Optional<String> languageOf(String fileName) {
        String name = fileName.substring(0, Math.max(0, fileName.indexOf('-'))).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(LanguageNames.TAGS.get(name));
    }

    /** English names and tags of all languages, to their tags. */
    private static final class LanguageNames {
        static final Map<String, String> TAGS = tags();

        private static Map<String, String> tags() {
            Map<String, String> tags = new TreeMap<>();
            for (String tag : Locale.getISOLanguages()) {
                Locale locale = Locale.of(tag);
                tags.putIfAbsent(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), tag);
                tags.put(tag, tag);
            }
            return Map.copyOf(tags);
        }
    }
}
