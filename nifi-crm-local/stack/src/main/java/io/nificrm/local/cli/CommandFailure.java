package io.nificrm.local.cli;

/** A command can't do what it was asked; the message says why and what to do about it. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
