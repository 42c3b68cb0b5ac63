package io.nificrm.profile.query;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.lucene.util.NumericUtils;

/** Numbers as people write them in queries: {@code 250}, {@code 10k}, {@code 1.5m}, {@code 2b}. */
final class NumberText {
    private NumberText() {}

    /**
     * The number in an encoding that keeps its order: whole numbers as they are, decimals as Lucene's sortable long.
     *
     * @throws IllegalArgumentException when it is no number, or not a whole one where one is needed
     */
    static long encode(MentionField field, String text) {
        BigDecimal number = parse(field, text);
        if (field.kind() == MentionField.Kind.DECIMAL) {
            return NumericUtils.doubleToSortableLong(number.doubleValue());
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + field.name() + "' counts: it needs a whole number, not '" + text + "'", e);
        }
    }

    private static BigDecimal parse(MentionField field, String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        int zeros = switch (digits.isEmpty() ? ' ' : digits.charAt(digits.length() - 1)) {
            case 'k' -> 3;
            case 'm' -> 6;
            case 'b' -> 9;
            default -> 0;
        };
        if (zeros > 0) {
            digits = digits.substring(0, digits.length() - 1);
        }
        if (!digits.matches("[+-]?(\\d{1,18})(\\.\\d{1,18})?")) {
            throw new IllegalArgumentException(
                    "'" + field.name() + "' needs a number such as 250, 10k or 1.5m, not '" + text + "'");
        }
        return new BigDecimal(digits).movePointRight(zeros);
    }
}
