package io.nificrm.email.mailbox;

import org.apache.nifi.components.DescribedValue;

/** How the connection to a mail server is kept from others' eyes. */
enum TransportSecurity implements DescribedValue {
    IMPLICIT_TLS("implicit-tls", "TLS", "Encrypted from the first byte (RFC 8314); port 993 as a rule"),
    STARTTLS(
            "starttls",
            "STARTTLS",
            "Begins in plain text and must change to TLS before the password is sent; port 143 as a rule"),
    NONE("none", "None", "Everything in plain text, the password too: for a server on this machine");

    private final String value;
    private final String displayName;
    private final String description;

    TransportSecurity(String value, String displayName, String description) {
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

    /** The scheme of the server's address and the name of the protocol in the mail library. */
    String protocol() {
        return this == IMPLICIT_TLS ? "imaps" : "imap";
    }
}
