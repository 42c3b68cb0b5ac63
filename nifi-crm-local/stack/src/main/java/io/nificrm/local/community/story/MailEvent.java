package io.nificrm.local.community.story;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a mail of a campaign.
 *
 * @param number from 1, unique within a community
 * @param at in whole seconds
 * @param mail which mail: the same for all events of one recipient in one campaign
 * @param campaign the name of the campaign
 * @param link what was clicked
 */
public record MailEvent(
        long number,
        Instant at,
        Kind kind,
        String mail,
        Person recipient,
        String campaign,
        Optional<String> link,
        Optional<Bounce> bounce) {

    /** The names are kinds of the touchpoint document in upper case. */
    public enum Kind {
        DELIVERED,
        OPENED,
        CLICKED,
        BOUNCED,
        COMPLAINED,
        UNSUBSCRIBED
    }

    /**
     * Why it came back.
     *
     * @param code RFC 3463
     * @param permanent whether trying again is useless
     */
    public record Bounce(String code, String words, boolean permanent) {}

    /** The address the mail went to. */
    public String address() {
        return Mailing.address(recipient);
    }
}
