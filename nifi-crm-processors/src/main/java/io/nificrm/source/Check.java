package io.nificrm.source;

/** One step of a verification, in words for the operator. */
public record Check(String step, Outcome outcome, String explanation) {

    public enum Outcome {
        SUCCESSFUL,
        FAILED,
        SKIPPED
    }

    /** What may fail, and says in words what it found. */
    @FunctionalInterface
    public interface Attempt {
        String run() throws PlatformException, InterruptedException;
    }

    /** Makes an attempt: successful with its words, or failed with the reason and the next step. */
    public static Check of(String step, Attempt attempt) throws InterruptedException {
        try {
            return successful(step, attempt.run());
        } catch (PlatformException e) {
            return failed(step, e.getMessage() + ". Next step: " + e.nextStep() + ".");
        }
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
