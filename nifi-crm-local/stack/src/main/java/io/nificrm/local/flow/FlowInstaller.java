package io.nificrm.local.flow;

import io.nificrm.local.nifi.Components;
import io.nificrm.local.nifi.InvalidComponent;
import io.nificrm.local.nifi.NifiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the flow into a NiFi and starts it; leaves one that is there already as it is, with its queues and its state. */
public final class FlowInstaller {

    private static final String SOURCES = "io.nificrm.source.";

    private final NifiClient nifi;
    private final Path remembered;

    /**
     * Makes an installer.
     *
     * @param nifi where to
     * @param remembered a file beside that NiFi's data which remembers the installed definition
     */
    public FlowInstaller(NifiClient nifi, Path remembered) {
        this.nifi = nifi;
        this.remembered = remembered;
    }

    /**
     * Imports the definition unless this NiFi has it, sets the parameters, switches on what lacks nothing any more, and
     * starts everything.
     *
     * @param pollInterval how often sources ask, in NiFi's notation, where that differs from the definition
     * @return the id of the flow's process group
     * @throws IOException when NiFi refuses, or a component is invalid; the message names each with NiFi's reasons
     */
    public String install(Path definition, Map<String, String> parameters, Optional<String> pollInterval)
            throws IOException, InterruptedException {
        byte[] content = Files.readAllBytes(definition);
        Optional<String> existing = existing(content);
        String group;
        OptionalComponents optional;
        if (existing.isPresent()) {
            group = existing.get();
            optional = OptionalComponents.ofKnownFlow(new Components(nifi, group));
        } else {
            group = nifi.upload(SocialListeningFlow.NAME, content);
            optional = OptionalComponents.ofNewFlow(new Components(nifi, group));
            if (pollInterval.isPresent()) {
                new Components(nifi, group).schedule(SocialListeningFlow.POLL_INTERVAL, SOURCES, pollInterval.get());
            }
            Files.writeString(remembered, digest(content));
        }
        nifi.setParameters(FlowParameters.CONTEXT, parameters);
        nifi.enableServices(group);
        optional.switchOn();
        List<InvalidComponent> invalid = new Components(nifi, group).invalid();
        if (!invalid.isEmpty()) {
            throw new IOException("NiFi finds components of the flow invalid: " + invalid);
        }
        nifi.start(group);
        return group;
    }

    /** The group of the same definition; one of another definition is removed, its sources will read again. */
    private Optional<String> existing(byte[] content) throws IOException, InterruptedException {
        Optional<String> group = nifi.findGroup(SocialListeningFlow.NAME);
        if (group.isEmpty()) {
            return group;
        }
        if (Files.exists(remembered) && Files.readString(remembered).equals(digest(content))) {
            return group;
        }
        nifi.remove(group.get());
        return Optional.empty();
    }

    private static String digest(byte[] content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
