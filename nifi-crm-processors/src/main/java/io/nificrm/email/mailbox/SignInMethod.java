package io.nificrm.email.mailbox;

import org.apache.nifi.components.DescribedValue;

/** How a mailbox is signed in to. */
enum SignInMethod implements DescribedValue {
    PASSWORD("password", "Password", "User name and password, or an app password where the provider wants one"),
    TOKEN_SERVICE(
            "token-service",
            "OAuth 2.0 token service",
            "XOAUTH2 with tokens of a controller service, which renews them: Google Workspace, Microsoft 365"),
    ACCESS_TOKEN(
            "access-token",
            "OAuth 2.0 access token",
            "XOAUTH2 with a token that something else renews, in a parameter for instance");

    private final String value;
    private final String displayName;
    private final String description;

    SignInMethod(String value, String displayName, String description) {
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
