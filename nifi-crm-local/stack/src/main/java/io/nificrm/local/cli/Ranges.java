package io.nificrm.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Refuses numbers on the command line that can't be meant, before anything is started. */
final class Ranges {

    private static final int LARGEST_PORT = 65_535;

    private final CommandLine command;

    /** Refusals show the usage of this command, and end it with the exit code of a wrong command line. */
    Ranges(CommandLine command) {
        this.command = command;
    }

    /** A port, or 0 for any free one. */
    void port(String option, int value) {
        require(value >= 0 && value <= LARGEST_PORT, option + " is " + value + "; a port is 0 (any free one) to 65535");
    }

    void notNegative(String option, double value) {
        require(value >= 0 && Double.isFinite(value), option + " is " + value + "; it can't be negative");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(command, otherwise);
        }
    }
}
