package io.nificrm.local.install;

import io.nificrm.local.flow.OptionalComponents;
import io.nificrm.local.nifi.Components;
import io.nificrm.local.nifi.InvalidComponent;
import io.nificrm.local.nifi.NifiClient;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a flow into a running NiFi and starts it.
 *
 * <p>A flow of the same name that is there already is left as it is, for an operator may have changed it: only its
 * parameters are set, and what lacks nothing any more is switched on. To take a new version of the flow, delete or rename the old process group first.
 */
public final class InstallFlow {

    private final NifiClient nifi;
    private final PrintStream news;

    /**
     * Makes an installer.
     *
     * @param news is told in words what was done
     */
    public InstallFlow(NifiClient nifi, PrintStream news) {
        this.nifi = nifi;
        this.news = news;
    }

    /**
     * Imports, sets parameters, enables, switches on what lacks nothing, starts.
     *
     * @param name of the process group
     * @param context the name of the flow's parameter context
     * @return the id of the process group
     * @throws IOException when NiFi refuses, or a component is invalid; the message names each with NiFi's reasons
     */
    public String install(String name, byte[] definition, String context, Map<String, String> parameters)
            throws IOException, InterruptedException {
        Optional<String> existing = nifi.findGroup(name);
        String group;
        OptionalComponents optional;
        if (existing.isPresent()) {
            group = existing.get();
            optional = OptionalComponents.ofKnownFlow(new Components(nifi, group));
            news.println("The flow '" + name + "' is there already and stays as it is.");
        } else {
            group = nifi.upload(name, definition);
            optional = OptionalComponents.ofNewFlow(new Components(nifi, group));
            news.println("The flow '" + name + "' was imported.");
        }
        if (!parameters.isEmpty()) {
            nifi.setParameters(context, parameters);
            news.println("Parameters set: " + String.join(", ", parameters.keySet()));
        }
        nifi.enableServices(group);
        optional.switchOn().forEach(lacking -> news.println("Switched off, for it lacks something: " + lacking));
        List<InvalidComponent> invalid = new Components(nifi, group).invalid();
        if (!invalid.isEmpty()) {
            throw new IOException("NiFi finds components of the flow '" + name + "' invalid: " + invalid);
        }
        nifi.start(group);
        news.println("The flow '" + name + "' runs.");
        return group;
    }
}
