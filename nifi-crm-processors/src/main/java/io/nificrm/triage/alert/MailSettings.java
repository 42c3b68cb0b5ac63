package io.nificrm.triage.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.nifi.components.DescribedValue;

/**
 * How mails are sent.
 *
 * @param user to sign in with; empty: the server takes mails without
 * @param from the sender's address
 * @param to the recipients' addresses
 */
record MailSettings(
        String host,
        int port,
        Encryption encryption,
        Optional<String> user,
        Optional<String> password,
        String from,
        List<String> to,
        Duration connectTimeout,
        Duration responseTimeout,
        Optional<SSLContext> tls) {

    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }

    /** How the connection is protected. */
    enum Encryption implements DescribedValue {
        STARTTLS(
                "starttls",
                "STARTTLS",
                "Encrypts after connecting, and sends nothing where that fails. Mostly port 587."),
        TLS("tls", "TLS", "Encrypted from the beginning. Mostly port 465."),
        NONE("none", "None", "Everything in the clear: for a relay on this machine alone.");

        private final String value;
        private final String displayName;
        private final String description;

        Encryption(String value, String displayName, String description) {
            this.value = value;
            this.displayName = displayName;
            this.description = description;
        }

        @Override
        public String getValue() {
            return value;
        }

        @Override
        public String getDisplayName() {
            return displayName;
        }

        @Override
        public String getDescription() {
            return description;
        }
    }
}
