package io.nificrm.source;

/** No page: what happened ({@link #getMessage}), which kind of fault it is, and what to do next. */
public final class PlatformException extends Exception {

    private final Fault fault;
    private final String nextStep;

    public PlatformException(Fault fault, String message) {
        this(fault, message, fault.nextStep());
    }

    /** With a next step that knows more than {@link Fault#nextStep}. */
    public PlatformException(Fault fault, String message, String nextStep) {
        super(message);
        this.fault = fault;
        this.nextStep = nextStep;
    }

    public PlatformException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.nextStep = fault.nextStep();
    }

    public Fault fault() {
        return fault;
    }

    public String nextStep() {
        return nextStep;
    }
}
