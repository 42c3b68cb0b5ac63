package io.nificrm.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things are in a checkout of the project that has been built.
 *
 * @param root the folder of the root pom
 */
public record Checkout(Path root) {

    private static final String ROOT_PROPERTY = "nificrm.home";

    /** Makes the root absolute. */
    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The checkout named by the system property {@value #ROOT_PROPERTY}, which the crm script and the build set.
     *
     * @throws IllegalStateException when it isn't set
     */
    public static Checkout current() {
        return new Checkout(Path.of(Optional.ofNullable(System.getProperty(ROOT_PROPERTY))
                .orElseThrow(() -> new IllegalStateException(
                        "The system property " + ROOT_PROPERTY + " names no checkout; start the program by ./crm"))));
    }

    /** The jars and NARs of a NiFi with our NAR in it. */
    public Path nifiLibrary() {
        return root.resolve("nifi-crm-local/nifi-home/target/nifi/lib");
    }

    /** The folder into which Elasticsearch is unpacked. */
    public Path elasticsearchDistribution() {
        return root.resolve("nifi-crm-local/elasticsearch-node/target/distribution");
    }

    /** The flow definition. */
    public Path flow() {
        return root.resolve("flows/social-listening.json");
    }

    /** The listening profile of the demo's invented brand. */
    public Path demoProfile() {
        return root.resolve("flows/listening-profile.yaml");
    }

    /** Data and logs of the local stack; ignored by git. */
    public Path run() {
        return root.resolve("run");
    }
}
