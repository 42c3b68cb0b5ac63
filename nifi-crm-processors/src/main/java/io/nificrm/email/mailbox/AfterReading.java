package io.nificrm.email.mailbox;

import org.apache.nifi.components.DescribedValue;

/** What becomes of a message on the server once NiFi holds it for good. */
enum AfterReading implements DescribedValue {
    LEAVE("leave", "Leave as it is", "Nothing changes on the server, the message stays unread"),
    MARK_SEEN("mark-seen", "Mark as read", "The message gets the flag \\Seen"),
    MOVE("move", "Move", "The message goes to the folder of Move To"),
    DELETE("delete", "Delete", "The message is removed from the server");

    private final String value;
    private final String displayName;
    private final String description;

    AfterReading(String value, String displayName, String description) {
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
