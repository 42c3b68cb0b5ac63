package io.nificrm.idea;

import io.nificrm.voice.duplicate.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a wish that say what is wished for: stemmed by the language's own rules (Lucene's analyzers), without the
 * words that any text of the language has, and without those that any wish has. Analyzers are thread-safe.
 */
final class WishWords {
    private static final Map<String, Analyzer> ANALYZERS = Map.of(
            "en", new EnglishAnalyzer(),
            "de", new GermanAnalyzer(),
            "fr", new FrenchAnalyzer(),
            "es", new SpanishAnalyzer(),
            "it", new ItalianAnalyzer(),
            "pt", new PortugueseAnalyzer(),
            "nl", new DutchAnalyzer(),
            "ar", new ArabicAnalyzer(),
            "hi", new HindiAnalyzer(),
            "ja", new CJKAnalyzer());
    private static final Analyzer OTHER = new StandardAnalyzer();

    /** What people wrap a wish in, as stems. */
    private static final Set<String> WRAPPING = new HashSet<>(List.of(
            ("i im id ive me my we our you your they them it its wish pleas would could should can may might need want"
                            + " like love make made add have has had get got do doe dont didnt wont cant idea suggest suggestion"
                            + " featur request hope consid mayb perhap think thought if onli when how why what who some ani just"
                            + " realli so veri great nice good better best more much also too too one thing let us pay hey hi"
                            + " thank anyon ever still alway never amaz awesom cool from here there about up out all than where"
                            + " which been were am did he she his her offer sell bring give ich wär schon toll bitt mocht wunsch"
                            + " vorschlag ide gern mal auch serait bien voudr aimer estari bien ojal gustar sarebb bell vorre seri"
                            + " bom gost")
                    .split(" ")));

    private WishWords() {}

    /** The distinct terms of a text, in their order. */
    static Set<String> of(String text, Optional<String> lang) {
        Analyzer analyzer = lang.map(tag -> tag.split("-", 2)[0])
                .map(language -> ANALYZERS.getOrDefault(language, OTHER))
                .orElse(OTHER);
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream("text", String.join(" ", Words.of(text)))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                String word = term.toString();
                if (!WRAPPING.contains(word)) {
                    terms.add(word);
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }
}
