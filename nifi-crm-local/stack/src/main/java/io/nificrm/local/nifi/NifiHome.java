package io.nificrm.local.nifi;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder in which one NiFi lives: its configuration, written anew at every start, and what NiFi keeps there.
 *
 * @param folder NiFi's working directory
 */
record NifiHome(Path folder) {

    private static final int SENSITIVE_KEY_BYTES = 32;

    /** Writes the configuration. */
    void prepare(Path library, int port) throws IOException {
        Files.createDirectories(configuration());
        if (Files.getFileStore(configuration()).supportsFileAttributeView("posix")) {
            // the sensitive key is in there
            Files.setPosixFilePermissions(configuration(), PosixFilePermissions.fromString("rwx------"));
        }
        Files.createDirectories(folder.resolve("extensions"));
        Files.writeString(
                configuration().resolve("nifi.properties"),
                resource("nifi.properties")
                        .replace("${nifi.library}", library.toString())
                        .replace("${nifi.port}", Integer.toString(port))
                        .replace("${nifi.sensitive.key}", sensitiveKey()));
        for (String file : List.of("state-management.xml", "logback.xml")) {
            Files.writeString(configuration().resolve(file), resource(file));
        }
    }

    List<String> command(Path library, Path logs, String heap, int managementPort) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                // on two cores the optimising compiler takes half of the first minutes, and nobody benchmarks this NiFi
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true",
                "-Dsun.net.http.allowRestrictedHeaders=true",
                "-Djava.protocol.handler.pkgs=sun.net.www.protocol",
                "-Dcurator-log-only-first-connection-issue-as-error-level=true",
                "-Dnifi.properties.file.path=" + configuration().resolve("nifi.properties"),
                "-Dorg.apache.nifi.bootstrap.config.log.dir=" + logs,
                "-Dorg.apache.nifi.management.server.address=127.0.0.1:" + managementPort,
                "-cp",
                String.join(
                        File.pathSeparator,
                        configuration().toString(),
                        library.resolve("*").toString(),
                        ownClasses()),
                Lifeline.class.getName(),
                "org.apache.nifi.NiFi");
    }

    /** The key that encrypts passwords in the flow: made at the first start, kept beside the flow it belongs to. */
    private String sensitiveKey() throws IOException {
        Path file = configuration().resolve("sensitive.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[SENSITIVE_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.writeString(file, HexFormat.of().formatHex(key));
        }
        return Files.readString(file);
    }

    private Path configuration() {
        return folder.resolve("conf");
    }

    private static String ownClasses() {
        try {
            return Path.of(Lifeline.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("The place of our classes is no file", impossible);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = NifiHome.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
