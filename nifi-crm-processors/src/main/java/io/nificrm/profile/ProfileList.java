package io.nificrm.profile;

import java.util.Arrays;
import java.util.Optional;

/** The lists of a profile whose entries become tags; each has a field of its name in the document. */
public enum ProfileList {
    BRANDS("brands"),
    COMPETITORS("competitors"),
    TOPICS("topics"),
    PERSONAS("personas"),
    NEEDS("needs"),
    INTENTS("intents"),
    KEY_MESSAGES("key_messages");

    private final String field;

    ProfileList(String field) {
        this.field = field;
    }

    /** The name of the list in the profile and of the field in the document. */
    public String field() {
        return field;
    }

    /** The list of a name. */
    public static Optional<ProfileList> of(String field) {
        return Arrays.stream(values()).filter(list -> list.field.equals(field)).findFirst();
    }
}
