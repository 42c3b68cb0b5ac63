package io.nificrm.profile.query;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Social text to words: {@link SocialTokenizer}, the English possessive taken off, lower case, accents folded. No
 * stemming and no stop words, so that a match can be explained by the word that stands there.
 */
final class SocialAnalyzer extends Analyzer {
    /** So that no phrase reaches from a title into its text. */
    static final int GAP_BETWEEN_PARTS = 100;

    private final boolean query;

    /** @param query whether queries are analysed, not mentions */
    SocialAnalyzer(boolean query) {
        this.query = query;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        SocialTokenizer words = new SocialTokenizer(query);
        return new TokenStreamComponents(
                words, new ASCIIFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(words))));
    }

    /** Of wildcards, prefixes and fuzzy words. */
    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(in));
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP_BETWEEN_PARTS;
    }
}
