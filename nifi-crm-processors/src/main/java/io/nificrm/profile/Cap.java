package io.nificrm.profile;

import io.nificrm.profile.query.ParsedQuery;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of what we send one person, or one of our accounts, may see in a while. What goes beyond is brought to
 * somebody like a mention.
 *
 * @param query which of our posts and mails count
 * @param per whom it is counted for
 * @param most how many are allowed
 * @param within in how long a time, up to and with the one in question
 * @param queue who is to see a breach
 */
public record Cap(
        String id,
        Optional<String> description,
        ParsedQuery query,
        Per per,
        int most,
        Duration within,
        TriageRule.Queue queue,
        TriageRule.Priority priority,
        Place place) {

    /** Whom a cap protects. */
    public enum Per {
        /** Each person we write to: the recipient of a mail, whom a post addresses. */
        PERSON,
        /** Each of our accounts, so that it does not shout. */
        ACCOUNT;

        /** The name in profiles. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the reasons of breaches begin. */
    public static final String REASON = "caps/";

    /** The reason of a breach, as agents and boards read it. */
    public String reference() {
        return REASON + id;
    }

    @Override
    public String toString() {
        return reference();
    }
}
