package io.nificrm.triage.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts file: a line each, {@code name:role:bcrypt hash}; {@code #} begins a comment. Immutable; read it anew
 * when the file changes.
 *
 * <pre>
 * mia:agent:$2a$12$…
 * boss:viewer:$2a$12$…
 * </pre>
 */
public final class Accounts {
    private static final int COST = 12;
    private static final int LONGEST_PASSWORD_BYTES = 72; // bcrypt reads no more
    private static final long LARGEST_FILE = 1 << 20;
    private static final String HASH = "\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}";

    /** The hash of a forgotten random password: a name that does not exist takes as long to check as one that does. */
    private static final String NOBODY = "$2a$12$6oAyXOeuH0FeWZ2sEhAZ1u71I04uOPIv4SpFJayHVM16oqSJI8nwe";

    private final Map<String, Entry> entries;

    private record Entry(Role role, String hash) {}

    private Accounts(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads an accounts file.
     *
     * @throws IOException when it cannot be read, or a line is wrong: the message names file, line and reason
     */
    public static Accounts read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than an accounts file can be (1 MiB).");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + ", line " + (i + 1) + ": ";
            String[] parts = line.split(":", 3);
            if (parts.length != 3 || parts[0].isBlank()) {
                throw new IOException(where + "expected name:role:hash");
            }
            Role role = Role.named(parts[1])
                    .orElseThrow(() -> new IOException(where + "the role is agent or viewer, not '" + parts[1] + "'"));
            if (!parts[2].matches(HASH)) {
                throw new IOException(where + "the third part is not a bcrypt hash; 'crm account NAME ROLE' makes one");
            }
            if (entries.put(parts[0], new Entry(role, parts[2])) != null) {
                throw new IOException(where + "'" + parts[0] + "' is there twice");
            }
        }
        return new Accounts(Map.copyOf(entries));
    }

    /** The account of a name and its password. Costs some 0.3 s of one core, on purpose. */
    public Optional<Account> signIn(String name, char[] password) {
        Entry entry = entries.get(name);
        byte[] bytes = new String(password).getBytes(StandardCharsets.UTF_8);
        byte[] readable = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_PASSWORD_BYTES));
        String hash = entry == null ? NOBODY : entry.hash();
        boolean right = BCrypt.verifyer().verify(readable, hash.getBytes(StandardCharsets.US_ASCII)).verified;
        return entry != null && right && bytes.length == readable.length
                ? Optional.of(new Account(name, entry.role()))
                : Optional.empty();
    }

    /** The account of a name, for a session that was opened before. */
    public Optional<Account> named(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> new Account(name, entry.role()));
    }

    /**
     * A line for the file.
     *
     * @throws IllegalArgumentException when name or password cannot be used
     */
    public static String line(String name, Role role, char[] password) {
        if (name.isBlank()
                || name.contains(":")
                || name.startsWith("#")
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name is not blank and has no colon, leading # or control character");
        }
        int bytes = new String(password).getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 10 || bytes > LONGEST_PASSWORD_BYTES) {
            throw new IllegalArgumentException("a password has 10 to " + LONGEST_PASSWORD_BYTES + " bytes");
        }
        return name + ':' + role.value() + ':' + BCrypt.withDefaults().hashToString(COST, password);
    }
}
