package io.nificrm.local.cli;

import java.io.PrintStream;

/** Says what was refused, line by line as long as a person reads on, and counts the rest. */
final class Complaints {

    private static final int SHOWN = 20;

    private final PrintStream err;
    private long count;

    Complaints(PrintStream err) {
        this.err = err;
    }

    void add(String reason) {
        count++;
        if (count <= SHOWN) {
            err.println("refused: " + reason);
        } else if (count == SHOWN + 1) {
            err.println("refused: ... and more");
        }
    }

    long count() {
        return count;
    }
}
