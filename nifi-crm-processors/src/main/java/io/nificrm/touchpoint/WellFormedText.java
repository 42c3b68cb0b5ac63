package io.nificrm.touchpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** Replaces unpaired surrogates (a post cut in the middle of an emoji), at which the generator would fail. */
final class WellFormedText extends JsonGeneratorDelegate {
    WellFormedText(JsonGenerator delegate) {
        super(delegate, false);
    }

    @Override
    public void writeString(String text) throws IOException {
        delegate.writeString(wellFormed(text));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        delegate.writeFieldName(wellFormed(name));
    }

    static String wellFormed(String text) {
        if (text == null) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return repaired(text);
                }
                i++;
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }
}
