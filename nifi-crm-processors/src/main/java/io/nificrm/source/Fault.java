package io.nificrm.source;

/** Why a platform gave no page, and what the operator can do about it. */
public enum Fault {
    CREDENTIALS_REFUSED(false, "check the credentials in the properties of this processor, then use Verify"),
    NOT_ALLOWED(false, "check what the account or token may read, or remove the target"),
    NOT_FOUND(false, "check its spelling, or remove the target if it is gone"),
    REQUEST_REFUSED(false, "read the platform's words, then change the target or the property they are about"),
    UNREADABLE(false, "open the address in a browser and see whether it is the right one"),
    ADDRESS_REFUSED(false, "change the address, or allow private addresses if it is yours"),
    RATE_LIMITED(true, "nothing to do, it goes on by itself; if it happens often, raise the run schedule"),
    UNAVAILABLE(true, "nothing to do, it is tried again by itself; if it lasts, check network and proxy");

    private final boolean passing;
    private final String nextStep;

    Fault(boolean passing, String nextStep) {
        this.passing = passing;
        this.nextStep = nextStep;
    }

    /** Whether the same request can succeed later without anybody doing something. */
    public boolean passing() {
        return passing;
    }

    public String nextStep() {
        return nextStep;
    }
}
