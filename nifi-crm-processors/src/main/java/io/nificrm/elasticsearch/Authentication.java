package io.nificrm.elasticsearch;

import org.apache.nifi.components.DescribedValue;

/** The ways to sign in that an operator can choose from. */
enum Authentication implements DescribedValue {
    NONE("None", "The cluster has no security, or knows us by the certificate of the SSL Context Service"),
    BASIC("Basic", "A user of the cluster and a password"),
    API_KEY("API Key", "An API key, best one that is restricted to the indices of this product");

    private final String displayName;
    private final String description;

    Authentication(String displayName, String description) {
        this.displayName = displayName;
        this.description = description;
    }

    @Override
    public String getValue() {
        return name();
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
