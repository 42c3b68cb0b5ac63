package io.nificrm.local.install;

import io.nificrm.local.flow.FlowParameters;
import io.nificrm.local.nifi.NifiAccess;
import io.nificrm.local.nifi.NifiClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code crm install-flow}: what the Compose file runs once NiFi is up. Secrets come from the environment alone. */
@Command(
        name = "install-flow",
        description =
                "Brings the flow into a NiFi that runs elsewhere, sets its parameters and starts it. A flow of the"
                        + " same name that is there already keeps its shape.")
public final class InstallFlowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--nifi", required = true, description = "NiFi's address, e.g. https://nifi:8443.")
    private URI nifi;

    @Option(
            names = "--nifi-conf",
            description = "NiFi's folder conf, for the certificate that it made for itself. Without it, NiFi's"
                    + " certificate must be of an authority that Java knows.")
    private Path configuration;

    @Option(names = "--user-variable", description = "The environment variable that holds NiFi's user.")
    private String userVariable;

    @Option(names = "--password-variable", description = "The environment variable that holds the user's password.")
    private String passwordVariable;

    @Option(names = "--flow", required = true, description = "The flow definition, as NiFi exports it.")
    private Path flow;

    @Option(names = "--name", required = true, description = "What the process group is called.")
    private String name;

    @Option(names = "--set", description = "A parameter and its value, e.g. feed.urls=https://example.com/feed.xml.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--set-from",
            description = "A parameter and the environment variable that holds its value, e.g."
                    + " elasticsearch.password=ES_PASSWORD. An unset or empty variable leaves the parameter as it is.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--from-environment",
            description =
                    "Set every parameter whose name, in capitals and with _ for its dots, is an environment variable"
                            + " with a value: REDDIT_CLIENT_ID is reddit.client.id.")
    private boolean fromEnvironment;

    /** Runs this command alone; the tools image of the Compose file does. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new InstallFlowCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (fromEnvironment) {
            parameters.putAll(named(FlowParameters.names(), InstallFlowCommand::environment));
        }
        parameters.putAll(values);
        variables.forEach(
                (parameter, variable) -> environment(variable).ifPresent(value -> parameters.put(parameter, value)));
        try (NifiClient client = new NifiClient(access())) {
            new InstallFlow(client, System.err)
                    .install(name, Files.readAllBytes(flow), FlowParameters.CONTEXT, parameters);
        }
        return 0;
    }

    /** The parameters whose variables have a value. */
    static Map<String, String> named(List<String> parameters, Function<String, Optional<String>> environment) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String parameter : parameters) {
            String variable = parameter.toUpperCase(Locale.ROOT).replace('.', '_');
            environment.apply(variable).ifPresent(value -> found.put(parameter, value));
        }
        return found;
    }

    private NifiAccess access() throws Exception {
        if (userVariable == null && passwordVariable == null) {
            return NifiAccess.open(nifi);
        }
        NifiAccess.Login login = new NifiAccess.Login(required(userVariable), required(passwordVariable));
        return configuration == null
                ? new NifiAccess(nifi, Optional.empty(), Optional.of(login))
                : NifiAccess.trusting(nifi, login, configuration);
    }

    private String required(String variable) {
        return Optional.ofNullable(variable)
                .flatMap(InstallFlowCommand::environment)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "NiFi's login needs both --user-variable and --password-variable, and both variables a value"));
    }

    private static Optional<String> environment(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
    }
}
