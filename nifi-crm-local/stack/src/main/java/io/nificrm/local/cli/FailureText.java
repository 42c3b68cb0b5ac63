package io.nificrm.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What a person reads when a command failed: the reason in a sentence, or, for a fault of ours, all we know. */
final class FailureText {

    private FailureText() {}

    static String of(String command, Exception failure) {
        return command + ": "
                + switch (failure) {
                    case NoSuchFileException missing -> "there is no file " + missing.getFile();
                    case AccessDeniedException denied -> "not allowed to read or write " + denied.getFile();
                    case CommandFailure expected -> expected.getMessage();
                    case IOException environment -> environment.getMessage();
                    default -> "this is a fault of crm itself, please report it:\n" + trace(failure);
                };
    }

    private static String trace(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
