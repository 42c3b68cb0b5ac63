package io.nificrm.local.cli;

import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code crm account}: a line for the triage desk's accounts file. */
@Command(
        name = "account",
        description = "Asks for a password (at a pipe: reads a line) and prints a line for the accounts file of the"
                + " triage desk: name, role, and the password's bcrypt hash.")
final class AccountCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Who.")
    private String name;

    @Parameters(index = "1", paramLabel = "ROLE", description = "agent (decides) or viewer (looks).")
    private Role role;

    @Override
    public Integer call() throws Exception {
        try {
            System.out.println(Accounts.line(name, role, password()));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }

    @SuppressWarnings("SystemConsoleNull") // where it is not null at a pipe (JDK 22 to 24), it reads the pipe
    private static char[] password() throws IOException, CommandFailure {
        Console console = System.console();
        if (console != null) {
            return console.readPassword("Password: ");
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Optional.ofNullable(in.readLine())
                .orElseThrow(() -> new CommandFailure("there is no password on standard input"))
                .toCharArray();
    }
}
