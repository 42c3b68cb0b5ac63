package io.nificrm.triage.desk;

import io.nificrm.triage.access.Accounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The accounts of a file, read again when it changes. A change that cannot be read leaves the last good accounts in
 * force and is reported once.
 */
final class AccountsFile implements Supplier<Accounts> {
    private final Path file;
    private final Consumer<String> report;
    private Accounts accounts;
    private FileTime readAt;

    /** @throws IOException when the file cannot be read now */
    AccountsFile(Path file, Consumer<String> report) throws IOException {
        this.file = file;
        this.report = report;
        this.readAt = Files.getLastModifiedTime(file);
        this.accounts = Accounts.read(file);
    }

    @Override
    public synchronized Accounts get() {
        try {
            FileTime changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                readAt = changedAt;
                accounts = Accounts.read(file);
            }
        } catch (IOException | UncheckedIOException e) {
            report.accept("The accounts file was changed and cannot be read; the accounts before stay in force: "
                    + e.getMessage());
        }
        return accounts;
    }
}
