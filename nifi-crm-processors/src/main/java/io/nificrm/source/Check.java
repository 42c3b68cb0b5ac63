package io.nificrm.source;

/** One step of a verification, in words for the operator. */
public record Check(String step, Outcome outcome, String explanation) {

    public enum Outcome {
        SUCCESSFUL,
        FAILED,
        SKIPPED
    }

    public static Check successful(String step, String explanation) {
        return new Check(step, Outcome.SUCCESSFUL, explanation);
    }

    public static Check failed(String step, String explanation) {
        return new Check(step, Outcome.FAILED, explanation);
    }

    public static Check skipped(String step, String explanation) {
        return new Check(step, Outcome.SKIPPED, explanation);
    }
}
