package io.nificrm.local.demo;

import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The triage desk of a demo: one agent, whose password is made at the first start and kept in the run folder.
 *
 * @param url where browsers find it
 * @param accounts the file of those who may sign in
 * @param user the agent
 * @param password the agent's, for the one who runs the demo
 * @param signingKey signs sessions and links
 */
public record DemoDesk(URI url, Path accounts, String user, String password, String signingKey) {

    private static final String AGENT = "demo";
    private static final int PASSWORD_BYTES = 6;
    private static final int KEY_BYTES = 32;

    static DemoDesk prepare(Path run, int port) throws IOException {
        Path folder = Files.createDirectories(run.resolve("desk"));
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        String password = kept(folder.resolve("password"), PASSWORD_BYTES);
        Path accounts = folder.resolve("accounts");
        if (!Files.exists(accounts)) {
            Files.writeString(accounts, Accounts.line(AGENT, Role.AGENT, password.toCharArray()) + "\n");
        }
        return new DemoDesk(
                URI.create("http://127.0.0.1:" + port + "/desk"),
                accounts,
                AGENT,
                password,
                kept(folder.resolve("signing-key"), KEY_BYTES));
    }

    /** A secret that is made once. */
    private static String kept(Path file, int bytes) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[bytes];
            new SecureRandom().nextBytes(random);
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
