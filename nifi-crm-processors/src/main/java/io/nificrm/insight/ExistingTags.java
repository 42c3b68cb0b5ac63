package io.nificrm.insight;

import org.apache.nifi.components.DescribedValue;

/** What happens to a sentiment or an emotion that a touchpoint already has. */
public enum ExistingTags implements DescribedValue {
    KEEP("keep", "Keep", "A sentiment or an emotion that is there stays; only what is missing is added."),
    REPLACE(
            "replace",
            "Replace",
            "Both are judged anew; what cannot be judged is removed. For running archived touchpoints through a newer model.");

    private final String value;
    private final String displayName;
    private final String description;

    ExistingTags(String value, String displayName, String description) {
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
