package io.nificrm.local.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The {@code crm} command.
 *
 * <p>Results go to standard output alone, everything else to standard error. Exit codes: 0 done; 1 failed, or done with
 * something refused; 2 the command line is wrong.
 */
@Command(
        name = "crm",
        description = "Community Relationship Management on Apache NiFi.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The script has one command more: 'crm test' builds everything and runs every test.",
            "'crm -o ...' builds without asking the network.",
            "Exit codes: 0 done; 1 failed, or something was refused; 2 wrong usage."
        },
        subcommands = {
            DemoCommand.class,
            NormalizeCommand.class,
            TagCommand.class,
            ProfileCommand.class,
            FormatsCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            LiveCommand.class,
            AccountCommand.class,
            PersonCommand.class,
            SegmentCommand.class,
            MarkCommand.class,
            IdeasCommand.class,
            FlowCommand.class,
            HelpCommand.class
        })
public final class Crm {

    private Crm() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine crm = new CommandLine(new Crm());
        crm.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println(FailureText.of(command.getCommandSpec().qualifiedName(), failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        explainOnRequest(crm);
        crm.setCaseInsensitiveEnumValuesAllowed(true);
        return crm;
    }

    /** Gives every command {@code --help}; that of {@code crm help} has it from the library. */
    private static void explainOnRequest(CommandLine command) {
        if (command.getCommand() instanceof HelpCommand) {
            return;
        }
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getSubcommands().values().forEach(Crm::explainOnRequest);
    }
}
