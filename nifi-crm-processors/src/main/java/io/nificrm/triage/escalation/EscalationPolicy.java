package io.nificrm.triage.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.util.FormatUtils;

/**
 * The steps of escalation, in order, the last of them again and again:
 *
 * <pre>
 * 0 min: raise; 1 hour: raise, release; 4 hours: assign lea; 1 day: raise, assign head
 * </pre>
 *
 * The time is that since the due time. {@code raise} makes the priority more urgent by one, {@code release} gives the
 * mention back to the queue, {@code assign NAME} gives it to somebody.
 */
record EscalationPolicy(List<EscalationStep> steps, Duration repeat) {
    /** After so many repetitions it is a matter of the boards. */
    private static final int MOST_REPETITIONS = 30;

    private static final int MOST_STEPS = 20;

    EscalationPolicy {
        steps = List.copyOf(steps);
    }

    /**
     * Reads the steps.
     *
     * @throws IllegalArgumentException when they are none; the message says where and what is expected
     */
    static EscalationPolicy parse(String text, Duration repeat) {
        List<EscalationStep> steps = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            EscalationStep step = step(part.strip(), steps.size() + 1);
            if (!steps.isEmpty() && step.after().compareTo(steps.getLast().after()) <= 0) {
                throw new IllegalArgumentException("'" + part.strip() + "' is not later than the step before it");
            }
            steps.add(step);
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_STEPS + " steps such as '0 min: raise'");
        }
        if (repeat.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("the last step is repeated after a minute at the earliest");
        }
        return new EscalationPolicy(steps, repeat);
    }

    private static EscalationStep step(String text, long level) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' has no colon; expected for example '1 hour: raise'");
        }
        Duration after = duration(text.substring(0, colon).strip());
        boolean raise = false;
        boolean release = false;
        Optional<String> assignee = Optional.empty();
        for (String word : text.substring(colon + 1).split(",", -1)) {
            String action = word.strip();
            switch (action.toLowerCase(Locale.ROOT)) {
                case "raise" -> raise = true;
                case "release" -> release = true;
                default -> {
                    if (!action.matches("(?i)assign\\s+\\S.*")) {
                        throw new IllegalArgumentException(
                                "'" + action + "' is none of raise, release and assign NAME");
                    }
                    assignee = Optional.of(action.substring("assign".length()).strip());
                }
            }
        }
        return new EscalationStep(level, after, raise, release, assignee);
    }

    private static Duration duration(String text) {
        try {
            return Duration.ofMillis(FormatUtils.getTimeDuration(text, TimeUnit.MILLISECONDS));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no time such as '30 min' or '1 day'", e);
        }
    }

    /** All steps with the repetitions of the last, the highest first. */
    List<EscalationStep> highestFirst() {
        List<EscalationStep> all = new ArrayList<>(steps);
        for (int i = 1; i <= MOST_REPETITIONS; i++) {
            all.add(steps.getLast().repeated(i, repeat));
        }
        return all.reversed();
    }
}
