package io.nificrm.triage.alert;

import org.apache.nifi.components.DescribedValue;

/** The sorts of channel. */
enum ChannelKind implements DescribedValue {
    SLACK(
            "slack",
            "Slack-compatible webhook",
            "An incoming webhook of Slack, Mattermost, Rocket.Chat, or Discord with /slack at the end of its"
                    + " address."),
    WEBHOOK(
            "webhook",
            "JSON webhook",
            "Any receiver of JSON: a pager, a ticket system, another flow. Can be signed (Standard Webhooks)."),
    EMAIL("email", "E-mail", "A mail by SMTP.");

    private final String value;
    private final String displayName;
    private final String description;

    ChannelKind(String value, String displayName, String description) {
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
