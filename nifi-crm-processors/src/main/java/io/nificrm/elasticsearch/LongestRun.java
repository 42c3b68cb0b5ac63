package io.nificrm.elasticsearch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;

/** How long a scheduled processor reads on in one run, before it saves how far it came. */
public final class LongestRun {
    /** The property by which an operator says so. */
    public static final PropertyDescriptor PROPERTY = new PropertyDescriptor.Builder()
            .name("Longest Run")
            .description("After how long a run ends and saves how far it came, e.g. 5 mins; the next goes on there.")
            .required(true)
            .defaultValue("1 min")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createTimePeriodValidator(1, TimeUnit.SECONDS, 1, TimeUnit.DAYS))
            .build();

    private LongestRun() {}

    /**
     * Says when a run that begins now is to end: after its time, or once the processor is being stopped.
     *
     * @param scheduled whether the processor is still scheduled
     */
    public static BooleanSupplier enough(PropertyContext context, Clock clock, BooleanSupplier scheduled) {
        Instant end = clock.instant()
                .plus(Duration.ofMillis(context.getProperty(PROPERTY)
                        .evaluateAttributeExpressions()
                        .asTimePeriod(TimeUnit.MILLISECONDS)));
        return () -> !scheduled.getAsBoolean() || !clock.instant().isBefore(end);
    }
}
