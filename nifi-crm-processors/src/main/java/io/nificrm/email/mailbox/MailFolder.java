package io.nificrm.email.mailbox;

import io.nificrm.source.Target;

/**
 * A folder of an account.
 *
 * @param account {@code user@host:port}; another account's positions mean nothing here
 * @param path its name as the server writes it, e.g. {@code INBOX} or {@code INBOX/Support}
 */
record MailFolder(String account, String path) implements Target {

    @Override
    public String name() {
        return path;
    }

    @Override
    public String stateKey() {
        return account + '/' + path;
    }
}
