package io.nificrm.local.elasticsearch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The unpacked Elasticsearch distribution with our launcher and our module in it, as this module's build leaves it in its
 * target folder.
 *
 * @param home the folder that holds {@code lib}, {@code modules} and {@code config}
 */
record Distribution(Path home) {

    private static final String LAUNCHER = "lib/tools/nifi-crm/nifi-crm-launcher.jar";

    Distribution {
        home = home.toAbsolutePath().normalize();
        if (!Files.isRegularFile(home.resolve(LAUNCHER))) {
            throw new IllegalStateException("No Elasticsearch with our launcher in " + home
                    + ". Build the module nifi-crm-local/elasticsearch-node first.");
        }
    }

    /** The one in the folder that the build of this module unpacks into; the newest, when an upgrade left an older one. */
    static Distribution in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Distribution(folder);
        }
        try (Stream<Path> children = Files.list(folder)) {
            return new Distribution(children.filter(Files::isDirectory)
                    .max(Comparator.naturalOrder())
                    .orElse(folder));
        } catch (IOException unreadable) {
            throw new IllegalStateException("Can't read " + folder, unreadable);
        }
    }

    /** The one beside the classes or the jar that this class comes from. */
    static Distribution besideOurClasses() {
        try {
            return in(Path.of(Distribution.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("distribution"));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("The place of our classes is no file", impossible);
        }
    }

    Path launcher() {
        return home.resolve(LAUNCHER);
    }

    /** Files that security reads; a node without them starts, but warns. */
    List<Path> configurationFiles() {
        return Stream.of("roles.yml", "users", "users_roles", "role_mapping.yml")
                .map(home.resolve("config")::resolve)
                .filter(Files::exists)
                .toList();
    }
}
