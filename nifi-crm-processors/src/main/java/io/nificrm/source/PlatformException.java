package io.nificrm.source;

import java.util.Optional;

/** No page: what happened ({@link #getMessage}), which kind of fault it is, and what to do next. */
public final class PlatformException extends Exception {

    private final Fault fault;
    private final String nextStep;
    private final Optional<String> reason;

    public PlatformException(Fault fault, String message) {
        this(fault, message, fault.nextStep());
    }

    /** With a next step that knows more than {@link Fault#nextStep}. */
    public PlatformException(Fault fault, String message, String nextStep) {
        super(message);
        this.fault = fault;
        this.nextStep = nextStep;
        this.reason = Optional.empty();
    }

    /** As the platform explains it. */
    public PlatformException(Refusal refusal, String message) {
        super(message);
        this.fault = refusal.fault();
        this.nextStep = refusal.nextStep();
        this.reason = Optional.of(refusal.reason());
    }

    public PlatformException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.nextStep = fault.nextStep();
        this.reason = Optional.empty();
    }

    public Fault fault() {
        return fault;
    }

    public String nextStep() {
        return nextStep;
    }

    /** The platform's own name for the reason, where it gives one and is understood. */
    public Optional<String> reason() {
        return reason;
    }
}
