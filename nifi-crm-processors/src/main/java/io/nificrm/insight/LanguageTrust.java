package io.nificrm.insight;

import org.apache.nifi.components.DescribedValue;

/** What a language that the source gave is worth. */
public enum LanguageTrust implements DescribedValue {
    KEEP("keep", "Keep", "The source is right; the language is detected only where it is missing."),
    CHECK(
            "check",
            "Replace When Certain",
            "The source is right unless another language is detected with a confidence of 0.9 or more. For platforms where the language"
                    + " is that of the author's app rather than that of the post, such as Mastodon."),
    DETECT("detect", "Always Detect", "What the source says is dropped; a language that cannot be detected is absent.");

    private final String value;
    private final String displayName;
    private final String description;

    LanguageTrust(String value, String displayName, String description) {
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
