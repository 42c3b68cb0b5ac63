package io.nificrm.insight;

import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;

/** Checks that a property is a number from 0 to 1. */
final class Probability {
    static final Validator VALIDATOR = (subject, input, context) -> {
        boolean later = context.isExpressionLanguageSupported(subject) && context.isExpressionLanguagePresent(input);
        return new ValidationResult.Builder()
                .subject(subject)
                .input(input)
                .valid(later || isProbability(input))
                .explanation("a confidence is a number from 0 to 1, e.g. 0.5")
                .build();
    };

    private Probability() {}

    private static boolean isProbability(String input) {
        try {
            double value = Double.parseDouble(input);
            return value >= 0 && value <= 1;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
