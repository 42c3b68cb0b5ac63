package io.nificrm.insight.features;

/**
 * Cuts a post into tokens in one pass: links are counted and dropped, {@code @handles} become one token, numbers their
 * number of digits, stretched words ({@code sooooo}) are shortened, hashtags are split, negated words are marked.
 * Holds its working memory: one instance per thread.
 */
public final class PostTokenizer {
    private static final int LONGEST_WORD = 60;

    private final PostText text = new PostText();
    private final Tokens tokens = new Tokens();
    private final HashtagSplitter hashtags;

    public PostTokenizer(Vocabulary vocabulary) {
        this.hashtags = new HashtagSplitter(vocabulary.frequency());
    }

    /** The tokens of {@code post}; the same object each time, valid until the next call. */
    public Tokens tokenize(CharSequence post) {
        text.read(post);
        tokens.clear();
        int index = 0;
        while (index < text.length() && !tokens.isFull()) {
            index = readToken(index);
        }
        Negation.mark(tokens);
        return tokens;
    }

    private int readToken(int index) {
        char c = text.at(index);
        if (c <= ' ' || c == '\u00a0' || c == '\ufe0f' || c == '\u200d' || c == '\u200b') {
            return index + 1;
        }
        boolean beforeWord = index + 1 < text.length() && Letters.isWordCharacter(text.at(index + 1));
        if (c == '@' && beforeWord) {
            return readHandle(index);
        }
        if (c == '#' && beforeWord) {
            int end = wordEnd(index + 1);
            tokens.hashtags++;
            hashtags.split(text, index + 1, end, tokens);
            return end;
        }
        if ((c == 'h' || c == 'w') && isLink(index)) {
            tokens.links++;
            return blankAfter(index);
        }
        if (Letters.isWordCharacter(c)) {
            return readWord(index);
        }
        if (Character.isHighSurrogate(c) && index + 1 < text.length()) {
            return readSupplementary(index);
        }
        if ((c >= '\u2190' && c <= '\u2bff') || (c >= '\u3000' && c <= '\u303f')) {
            int start = tokens.length;
            tokens.append(c);
            tokens.close(start, TokenKind.EMOJI, false);
            return index + 1;
        }
        int face = Emoticons.lengthAt(text, index);
        return face > 0 ? readEmoticon(index, face) : readPunctuation(index);
    }

    private int wordEnd(int index) {
        int end = index;
        while (end < text.length() && Letters.isWordCharacter(text.at(end))) {
            end++;
        }
        return end;
    }

    private int blankAfter(int index) {
        int end = index;
        while (end < text.length() && text.at(end) > ' ') {
            end++;
        }
        return end;
    }

    private boolean isLink(int index) {
        if (text.startsWith(index, "www.")) {
            return true;
        }
        if (!text.startsWith(index, "http")) {
            return false;
        }
        int next = index + 4;
        if (next >= text.length()) {
            return true;
        }
        char c = text.at(next);
        boolean secure = c == 's' && (next + 1 >= text.length() || text.at(next + 1) == ':');
        return c <= ' ' || c == ':' || c == '/' || secure;
    }

    private int readHandle(int index) {
        int start = tokens.length;
        tokens.append('@');
        tokens.append('u');
        tokens.close(start, TokenKind.HANDLE, false);
        tokens.handles++;
        int end = wordEnd(index + 1);
        // the second half of a Fediverse address, @name@host
        if (end + 1 < text.length() && text.at(end) == '@' && Letters.isWordCharacter(text.at(end + 1))) {
            end = wordEnd(end + 1);
            while (end + 1 < text.length() && text.at(end) == '.' && Letters.isWordCharacter(text.at(end + 1))) {
                end = wordEnd(end + 1);
            }
        }
        return end;
    }

    private int readWord(int index) {
        int start = tokens.length;
        boolean onlyDigits = true;
        boolean upper = true;
        boolean stretched = false;
        int letters = 0;
        char last = 0;
        char beforeLast = 0;
        int end = index;
        while (end < text.length() && (Letters.isWordCharacter(text.at(end)) || isApostropheInside(end, index))) {
            char c = text.at(end++);
            boolean digit = Letters.isDigit(c);
            if (!digit) {
                onlyDigits = false;
                if (c != '_' && c != '\'') {
                    letters++;
                    upper &= Letters.isUpperCase(c);
                }
            }
            char folded = Letters.fold(c);
            if (folded == Letters.DROPPED) {
                continue;
            }
            if (folded == last && folded == beforeLast && !digit) {
                stretched = true;
                continue;
            }
            beforeLast = last;
            last = folded;
            if (tokens.length - start < LONGEST_WORD) {
                tokens.append(folded);
            }
        }
        if (onlyDigits) {
            closeNumber(start);
            return end;
        }
        dropPossessive(start);
        boolean shouted = upper && letters >= 3;
        tokens.capitalWords += shouted ? 1 : 0;
        tokens.elongations += stretched ? 1 : 0;
        tokens.close(start, TokenKind.WORD, shouted);
        return end;
    }

    private boolean isApostropheInside(int index, int wordStart) {
        return text.at(index) == '\''
                && index > wordStart
                && index + 1 < text.length()
                && Character.isLetter(text.at(index + 1));
    }

    /** Which number it is says nothing, how long it is does: a year, a score, a price. */
    private void closeNumber(int start) {
        int digits = tokens.length - start;
        if (digits == 0) {
            return;
        }
        tokens.length = start;
        tokens.append('0');
        tokens.append((char) ('0' + Math.min(digits, 9)));
        tokens.close(start, TokenKind.NUMBER, false);
    }

    private void dropPossessive(int start) {
        int length = tokens.length;
        if (length - start > 2 && tokens.characters[length - 1] == 's' && tokens.characters[length - 2] == '\'') {
            tokens.length = length - 2;
        }
    }

    private int readSupplementary(int index) {
        char high = text.at(index);
        char low = text.at(index + 1);
        int codePoint = Character.toCodePoint(high, low);
        boolean skinTone = codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
        if (!skinTone) {
            int start = tokens.length;
            tokens.append(high);
            tokens.append(low);
            tokens.close(start, TokenKind.EMOJI, false);
        }
        return index + 2;
    }

    private int readEmoticon(int index, int length) {
        int start = tokens.length;
        for (int k = 0; k < length; k++) {
            tokens.append(Letters.fold(text.at(index + k)));
        }
        tokens.close(start, TokenKind.EMOTICON, false);
        return index + length;
    }

    private int readPunctuation(int index) {
        char c = text.at(index);
        int end = index;
        while (end < text.length() && text.at(end) == c) {
            end++;
        }
        int run = end - index;
        switch (c) {
            case '!' -> tokens.exclamations += run;
            case '?' -> tokens.questions += run;
            case '.' -> tokens.ellipses += run > 1 ? 1 : 0;
            default -> {}
        }
        int start = tokens.length;
        for (int k = 0; k < Math.min(run, 3); k++) {
            tokens.append(c);
        }
        tokens.close(start, TokenKind.PUNCTUATION, false);
        return end;
    }
}
