package io.nificrm.source;

import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;

/** The kinds of properties that sources have of their own, each begun with what all of the kind share. */
public final class SourceProperty {

    private SourceProperty() {}

    /** What to listen to, one a line or separated by commas ({@link TargetList}). */
    public static PropertyDescriptor targets(String name, String description) {
        return text(name, description).required(true).build();
    }

    /** Text that is not blank and may name a variable. */
    public static PropertyDescriptor.Builder text(String name, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(StandardValidators.NON_BLANK_VALIDATOR);
    }

    /** A password, key or token: kept encrypted, shown to nobody. */
    public static PropertyDescriptor.Builder secret(String name, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .sensitive(true)
                .addValidator(StandardValidators.NON_BLANK_VALIDATOR);
    }

    /** An http or https address that is needed. */
    public static PropertyDescriptor.Builder address(String name, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(StandardValidators.URL_VALIDATOR);
    }

    /** True or false. */
    public static PropertyDescriptor yesOrNo(String name, boolean standard, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .defaultValue(Boolean.toString(standard))
                .allowableValues("true", "false")
                .build();
    }

    /** A time period such as {@code 1 min}. */
    public static PropertyDescriptor duration(String name, String standard, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .defaultValue(standard)
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
                .build();
    }

    /** How long the youngest items are left alone, for platforms whose index takes them in out of order. */
    public static PropertyDescriptor settlingTime(String description) {
        return duration("Settling Time", "1 min", description);
    }

    /** A whole number of at least {@code least} and at most {@code most}. */
    public static PropertyDescriptor number(String name, long standard, long least, long most, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .defaultValue(Long.toString(standard))
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(StandardValidators.createLongValidator(least, most, true))
                .build();
    }

    /** How many items to ask for at once. */
    public static PropertyDescriptor pageSize(int standard, int least, int most, String description) {
        return number("Page Size", standard, least, most, description);
    }
}
