package io.nificrm.profile.query;

import io.nificrm.touchpoint.Touchpoint;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * One field that a query can name.
 *
 * @param name as in the document, e.g. {@code author.followers}
 * @param kind how its values are compared
 * @param single whether a touchpoint has at most one value in it
 * @param vocabulary all values it can have; empty where any value is possible
 * @param strings reads the values of text and keyword fields
 * @param number reads the value of number, decimal and date fields, in the order-keeping encoding of {@link NumberText}
 */
record MentionField(
        String name,
        Kind kind,
        boolean single,
        Set<String> vocabulary,
        Strings strings,
        Function<Touchpoint, OptionalLong> number) {

    /** How the values of a field are compared. */
    enum Kind {
        /** Words, by {@link SocialAnalyzer}. */
        TEXT,
        /** The whole value, case ignored. */
        KEYWORD,
        /** A count. */
        WHOLE_NUMBER,
        /** A share or a score. */
        DECIMAL,
        /** A moment. */
        DATE;

        /** Whether ranges are possible. */
        boolean isNumeric() {
            return this == WHOLE_NUMBER || this == DECIMAL || this == DATE;
        }
    }

    /** Reads the string values of a field. */
    @FunctionalInterface
    interface Strings {
        void read(Touchpoint touchpoint, Sink sink);
    }

    /** Takes string values, each with the part of the document it comes from. */
    @FunctionalInterface
    interface Sink {
        void accept(String part, String value);
    }

    MentionField {
        vocabulary = Set.copyOf(vocabulary);
    }

    /** Keyword fields whose values are written without the mark that people put before them. */
    boolean dropsMark() {
        return name.equals("hashtags") || name.equals("mentions") || name.equals("author.handle");
    }
}
