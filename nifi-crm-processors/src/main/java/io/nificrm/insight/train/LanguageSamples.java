package io.nificrm.insight.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * Text in many languages that needs no real post: lines of function words from Lucene's stop lists, and everyday sentences written
 * for this project. For the languages of the model it adds what tweets about a few topics lack; all others teach the model to say
 * that it does not know.
 */
final class LanguageSamples {
    private static final String SENTENCES = "/io/nificrm/insight/language-sentences.tsv";
    private static final int LINES = 300;
    private static final int WORDS = 8;
    private static final int SENTENCE_WEIGHT = 6;
    private static final long SEED = 11;

    private LanguageSamples() {}

    /** Texts by language. */
    static Map<String, List<String>> texts() throws IOException {
        Map<String, List<String>> texts = new TreeMap<>();
        stopWords().forEach((tag, words) -> texts.put(tag, lines(words)));
        for (LabelledText sentence : sentences()) {
            List<String> lines = texts.computeIfAbsent(sentence.label(), unused -> new ArrayList<>());
            for (int i = 0; i < SENTENCE_WEIGHT; i++) {
                lines.add(sentence.text());
            }
        }
        return texts;
    }

    private static Map<String, CharArraySet> stopWords() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("ar", ArabicAnalyzer.getDefaultStopSet()),
                Map.entry("de", GermanAnalyzer.getDefaultStopSet()),
                Map.entry("en", EnglishAnalyzer.getDefaultStopSet()),
                Map.entry("es", SpanishAnalyzer.getDefaultStopSet()),
                Map.entry("fr", FrenchAnalyzer.getDefaultStopSet()),
                Map.entry("it", ItalianAnalyzer.getDefaultStopSet()),
                Map.entry("pt", PortugueseAnalyzer.getDefaultStopSet()),
                Map.entry("cs", CzechAnalyzer.getDefaultStopSet()),
                Map.entry("da", DanishAnalyzer.getDefaultStopSet()),
                Map.entry("et", EstonianAnalyzer.getDefaultStopSet()),
                Map.entry("eu", BasqueAnalyzer.getDefaultStopSet()),
                Map.entry("fi", FinnishAnalyzer.getDefaultStopSet()),
                Map.entry("hu", HungarianAnalyzer.getDefaultStopSet()),
                Map.entry("id", IndonesianAnalyzer.getDefaultStopSet()),
                Map.entry("lt", LithuanianAnalyzer.getDefaultStopSet()),
                Map.entry("lv", LatvianAnalyzer.getDefaultStopSet()),
                Map.entry("nl", DutchAnalyzer.getDefaultStopSet()),
                Map.entry("no", NorwegianAnalyzer.getDefaultStopSet()),
                Map.entry("ro", RomanianAnalyzer.getDefaultStopSet()),
                Map.entry("sv", SwedishAnalyzer.getDefaultStopSet()),
                Map.entry("tr", TurkishAnalyzer.getDefaultStopSet())));
    }

    private static List<String> lines(CharArraySet stopWords) {
        List<String> words = new ArrayList<>();
        for (Object word : stopWords) {
            words.add(new String((char[]) word));
        }
        // the set's own order depends on its hash table
        words.sort(null);
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            List<String> line = new ArrayList<>();
            for (int w = 0; w < WORDS; w++) {
                line.add(words.get(random.nextInt(words.size())));
            }
            lines.add(String.join(" ", line));
        }
        return lines;
    }

    private static List<LabelledText> sentences() throws IOException {
        try (InputStream in = LanguageSamples.class.getResourceAsStream(SENTENCES)) {
            if (in == null) {
                throw new IOException("The sentences " + SENTENCES + " are missing from the jar; rebuild it");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<LabelledText> sentences = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0 && line.charAt(0) != '#') {
                    sentences.add(
                            new LabelledText(line.substring(0, tab), line.substring(tab + 1), line.substring(0, tab)));
                }
            }
            return sentences;
        }
    }
}
