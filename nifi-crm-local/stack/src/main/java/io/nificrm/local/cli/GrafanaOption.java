package io.nificrm.local.cli;

import io.nificrm.dashboards.provision.Backend;
import io.nificrm.dashboards.provision.GrafanaProvisioner;
import io.nificrm.local.Progress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --grafana URL}: the boards, in a Grafana that somebody already runs. */
final class GrafanaOption {

    /** The environment variable that holds the token: arguments can be read by every user of the machine. */
    static final String TOKEN = "GRAFANA_TOKEN";

    private final Map<String, String> environment;

    @Option(
            names = "--grafana",
            paramLabel = "URL",
            description =
                    "Put data sources and boards into this Grafana (9.4 or later, on this machine, for Elasticsearch"
                            + " listens on the loopback address alone); again and again brings them up to date. The token"
                            + " of a service account with the role Admin is read from the environment variable " + TOKEN
                            + ".")
    private Optional<URI> grafana = Optional.empty();

    GrafanaOption(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Refuses what can't work, before anything is started.
     *
     * @throws CommandFailure when the address is none, or the token is missing
     */
    void check() throws CommandFailure {
        if (grafana.isEmpty()) {
            return;
        }
        URI url = grafana.get();
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new CommandFailure("--grafana takes an address such as http://localhost:3000, not " + url);
        }
        if (token().isEmpty()) {
            throw new CommandFailure("--grafana needs a service account token in the environment variable " + TOKEN
                    + ": make one in Grafana under Administration, Service accounts, with the role Admin");
        }
    }

    /**
     * Puts the boards there, if that is wanted, and says where they are, or why not: what else runs goes on.
     *
     * @param elasticsearch what the boards ask
     * @param desk the triage desk that they link to
     */
    void provision(URI elasticsearch, URI desk, Progress progress) throws InterruptedException {
        if (grafana.isEmpty()) {
            return;
        }
        Backend backend = new Backend(elasticsearch, Optional.empty(), desk);
        try (GrafanaProvisioner provisioner = new GrafanaProvisioner(grafana.get(), token())) {
            List<String> places = provisioner.provision(backend);
            progress.say("The boards are in Grafana:");
            places.forEach(place -> progress.say("  " + place));
        } catch (ConnectException nobody) {
            progress.say("The boards could not be put into Grafana: nothing answers at " + grafana.get());
        } catch (IOException refused) {
            progress.say("The boards could not be put into Grafana: " + refused.getMessage());
        }
    }

    private String token() {
        return environment.getOrDefault(TOKEN, "").strip();
    }
}
