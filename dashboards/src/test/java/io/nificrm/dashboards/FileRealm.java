package io.nificrm.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Elasticsearch's users and roles in files, each user with a role of the same name.
 *
 * @see <a href="https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/file-based">file-based
 *     users</a>
 */
final class FileRealm {

    private static final int ITERATIONS = 10_000;
    private static final int SALT_BYTES = 32;
    private static final int HASH_BITS = 256;

    private final Path configuration;
    private final StringBuilder users = new StringBuilder();
    private final StringBuilder roles = new StringBuilder();
    private final StringBuilder usersOfRoles = new StringBuilder();

    /** The files of a node whose configuration lies in this folder. */
    FileRealm(Path configuration) {
        this.configuration = configuration;
    }

    /** Adds a user with the role that this JSON, as the API takes it, describes. */
    void add(String name, String password, String role) {
        users.append(name).append(':').append(hash(password)).append('\n');
        // JSON is YAML, too
        roles.append(name).append(": ").append(role.replace('\n', ' ').strip()).append('\n');
        usersOfRoles.append(name).append(':').append(name).append('\n');
    }

    /** Writes the files; a running node reads them within seconds. */
    void write() throws IOException {
        Files.createDirectories(configuration);
        Files.writeString(configuration.resolve("users"), users);
        Files.writeString(configuration.resolve("users_roles"), usersOfRoles);
        Files.writeString(configuration.resolve("roles.yml"), roles);
    }

    private static String hash(String password) {
        try {
            byte[] salt = new byte[SALT_BYTES];
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHMACSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{PBKDF2}" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has PBKDF2", impossible);
        }
    }
}
