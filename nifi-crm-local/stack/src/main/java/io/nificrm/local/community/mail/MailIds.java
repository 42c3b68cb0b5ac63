package io.nificrm.local.community.mail;

import io.nificrm.local.community.story.Letter;
import io.nificrm.local.community.story.MailEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Message-IDs, without angle brackets. */
public final class MailIds {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", java.util.Locale.ROOT).withZone(ZoneOffset.UTC);

    private MailIds() {}

    public static String letter(Letter letter) {
        return "letter-" + letter.number() + "." + DAY.format(letter.at())
                + (letter.ours() ? "@acmecoffee.example" : "@mail.example");
    }

    /** Of the bounce or complaint that tells of the event. */
    public static String report(MailEvent event) {
        return "report-" + event.number() + "." + DAY.format(event.at()) + "@mx.mail.example";
    }
}
