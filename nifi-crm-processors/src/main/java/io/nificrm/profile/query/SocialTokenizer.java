package io.nificrm.profile.query;

import java.io.CharArrayReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizerImpl;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Words as Unicode splits them (UAX #29, like Lucene's StandardTokenizer), with the marks of social text kept:
 * {@code #tag}, {@code @handle}, {@code @handle@host}, {@code $TICKER}, and the plus or sharp that ends a name
 * ({@code Disney+}, {@code C++}, {@code C#}).
 *
 * <p>In a mention, a marked word stands beside its bare words at the same position, so that {@code tag} finds
 * {@code #tag}. In a query the mark is wanted: {@code #tag} becomes the marked word alone.
 */
final class SocialTokenizer extends Tokenizer {
    private static final int LONGEST_WORD = 255;
    private static final int LONGEST_HANDLE = 320;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final boolean query;
    private final StandardTokenizerImpl words;
    private final Deque<Token> pending = new ArrayDeque<>();
    private char[] text = new char[512];
    private int length;
    private int markedUntil;

    private record Token(int start, int end, char mark, boolean samePosition) {}

    /** @param query whether a query is read, not a mention */
    SocialTokenizer(boolean query) {
        this.query = query;
        this.words = new StandardTokenizerImpl(new CharArrayReader(text, 0, 0));
        this.words.setBufferSize(LONGEST_WORD);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        length = 0;
        for (int read = input.read(text, 0, text.length);
                read >= 0;
                read = input.read(text, length, text.length - length)) {
            length += read;
            if (length == text.length) {
                text = Arrays.copyOf(text, length * 2);
            }
        }
        for (int i = 0; i < length; i++) {
            if (text[i] == '\u2019') { // the apostrophe of phones
                text[i] = '\'';
            }
        }
        words.yyreset(new CharArrayReader(text, 0, length));
        pending.clear();
        markedUntil = 0;
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (pending.isEmpty()) {
            if (words.getNextToken() == StandardTokenizerImpl.YYEOF) {
                return false;
            }
            word(words.yychar(), words.yychar() + words.yylength());
        }
        emit(pending.poll());
        return true;
    }

    @Override
    public void end() throws IOException {
        super.end();
        offset.setOffset(correctOffset(length), correctOffset(length));
    }

    private void word(int start, int end) {
        if (start < markedUntil) { // a bare word inside #日本 or @a.b@c
            if (!query) {
                pending.add(new Token(start, end, '\0', false));
            }
            return;
        }
        char mark = markBefore(start);
        if (mark != '\0') {
            marked(mark, start, end);
            return;
        }
        int suffixed = suffixEnd(end);
        if (suffixed > end) {
            pending.add(new Token(start, suffixed, '\0', false));
        }
        if (suffixed == end || !query) {
            pending.add(new Token(start, end, '\0', suffixed > end));
        }
    }

    private void marked(char mark, int start, int end) {
        int shortEnd = mark == '@' ? handleEnd(start) : Math.max(tagEnd(start), mark == '$' ? end : start);
        int longEnd = mark == '@' ? hostEnd(shortEnd) : shortEnd;
        if (query) {
            pending.add(new Token(start, longEnd, mark, false));
        } else {
            pending.add(new Token(start, shortEnd, mark, false));
            if (longEnd > shortEnd) {
                pending.add(new Token(start, longEnd, mark, true));
            }
            pending.add(new Token(start, end, '\0', true));
        }
        markedUntil = longEnd;
    }

    private char markBefore(int start) {
        if (start == 0 || (start > 1 && isWordCharacter(text[start - 2]))) {
            return '\0';
        }
        return switch (text[start - 1]) {
            case '#', '\uFF03' -> '#';
            case '@', '\uFF20' -> '@';
            case '$' -> Character.isLetter(Character.codePointAt(text, start, length)) ? '$' : '\0';
            default -> '\0';
        };
    }

    private int tagEnd(int start) {
        int i = start;
        while (i < length && i - start < LONGEST_WORD) {
            int c = Character.codePointAt(text, i, length);
            if (!Character.isUnicodeIdentifierPart(c) || Character.isIdentifierIgnorable(c)) {
                break;
            }
            i += Character.charCount(c);
        }
        return i == start ? start + Character.charCount(Character.codePointAt(text, start, length)) : i;
    }

    private int handleEnd(int start) {
        int i = start;
        while (i < length
                && i - start < LONGEST_HANDLE
                && (isWordCharacter(text[i]) || text[i] == '.' || text[i] == '-')) {
            i++;
        }
        while (i > start + 1 && (text[i - 1] == '.' || text[i - 1] == '-')) {
            i--;
        }
        return Math.max(i, tagEnd(start));
    }

    /** The end of {@code @host} after a handle; the handle's own end where there is none. */
    private int hostEnd(int handleEnd) {
        if (handleEnd + 1 >= length || text[handleEnd] != '@' || !isWordCharacter(text[handleEnd + 1])) {
            return handleEnd;
        }
        return handleEnd(handleEnd + 1);
    }

    /** The end of a word with its closing {@code +}, {@code ++} or {@code #}; the word's own end where there is none. */
    private int suffixEnd(int end) {
        if (end >= length || (text[end] != '+' && text[end] != '#') || !Character.isLetterOrDigit(text[end - 1])) {
            return end;
        }
        int i = end + 1;
        if (text[end] == '+' && i < length && text[i] == '+') {
            i++;
        }
        boolean closes = i == length || !(isWordCharacter(text[i]) || text[i] == '+' || text[i] == '#');
        return closes ? i : end;
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate(c);
    }

    private void emit(Token token) {
        clearAttributes();
        int markLength = token.mark == '\0' ? 0 : 1;
        char[] buffer = term.resizeBuffer(token.end - token.start + 1);
        int n = 0;
        if (markLength > 0) {
            buffer[n++] = token.mark;
        }
        for (int i = token.start; i < token.end; i++) {
            if (text[i] < '\u0300' || text[i] > '\u036F') { // é written as e and an accent
                buffer[n++] = text[i];
            }
        }
        term.setLength(n);
        offset.setOffset(correctOffset(token.start - markLength), correctOffset(token.end));
        increment.setPositionIncrement(token.samePosition ? 0 : 1);
    }
}
