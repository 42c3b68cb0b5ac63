package io.nificrm.insight.train;

import io.nificrm.insight.features.HashTable;
import io.nificrm.insight.features.Hashes;
import io.nificrm.insight.features.PostTokenizer;
import io.nificrm.insight.features.Tokens;
import io.nificrm.insight.features.Valence;
import io.nificrm.insight.features.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the valence lexicons of the project: VADER's for English and for emoji, words judged for this project for other languages. */
final class ValenceLexicon {
    private static final String ENGLISH_AND_MARKS = "/io/nificrm/insight/valence.tsv";
    private static final String OTHER_LANGUAGES = "/io/nificrm/insight/valence-languages.tsv";
    private static final String ENGLISH = "en";
    /** The rest of VADER's lexicon, emoji and typed faces, is of no language. */
    private static final Pattern ENGLISH_WORD = Pattern.compile("[a-z'-]*[a-z]{2}[a-z'-]*");

    private ValenceLexicon() {}

    static Valence read() throws IOException {
        Map<String, Float> marks = new TreeMap<>();
        Map<String, Map<String, Float>> words = new TreeMap<>();
        for (String[] line : lines(ENGLISH_AND_MARKS)) {
            String word = line[0].toLowerCase(Locale.ROOT);
            Map<String, Float> target = ENGLISH_WORD.matcher(word).matches()
                    ? words.computeIfAbsent(ENGLISH, unused -> new TreeMap<>())
                    : marks;
            target.putIfAbsent(word, Float.valueOf(line[1]));
        }
        PostTokenizer tokenizer = new PostTokenizer(Vocabulary.EMPTY);
        for (String[] line : lines(OTHER_LANGUAGES)) {
            Map<String, Float> target = words.computeIfAbsent(line[0], unused -> new TreeMap<>());
            for (String word : line[2].split(" ")) {
                Tokens tokens = tokenizer.tokenize(word);
                if (tokens.count() != 1) {
                    throw new IOException(OTHER_LANGUAGES + ": " + word + " is not one word");
                }
                target.putIfAbsent(tokens.text(0), Float.valueOf(line[1]));
            }
        }
        Map<String, HashTable> tables = new HashMap<>();
        words.forEach((language, values) -> tables.put(language, table(values)));
        return new Valence(table(marks), tables);
    }

    static HashTable table(Map<String, Float> values) {
        int[] hashes = new int[values.size()];
        float[] numbers = new float[values.size()];
        int i = 0;
        for (Map.Entry<String, Float> entry : values.entrySet()) {
            hashes[i] = Hashes.of(entry.getKey());
            numbers[i++] = entry.getValue();
        }
        return HashTable.of(hashes, numbers);
    }

    private static List<String[]> lines(String resource) throws IOException {
        try (InputStream in = ValenceLexicon.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The valence lexicon " + resource + " is missing from the jar; rebuild it");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String[]> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.indexOf('\t') > 0 && line.charAt(0) != '#') {
                    lines.add(line.split("\t"));
                }
            }
            return lines;
        }
    }
}
