package io.nificrm.source.feed;

/** A document that is no feed, or too broken to be read as one. The message says why; the next step what to do. */
final class UnreadableFeedException extends Exception {

    private final String nextStep;

    UnreadableFeedException(String message, String nextStep) {
        super(message);
        this.nextStep = nextStep;
    }

    UnreadableFeedException(String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.nextStep = nextStep;
    }

    String nextStep() {
        return nextStep;
    }
}
