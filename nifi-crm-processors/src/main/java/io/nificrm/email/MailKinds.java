package io.nificrm.email;

import io.nificrm.format.Reading;
import io.nificrm.touchpoint.Touchpoint;
import java.util.List;

/** Tells what sort of mail one is, and gives what it becomes. */
final class MailKinds {
    private MailKinds() {}

    static List<Touchpoint> touchpoints(MailPart mail, Reading reading) {
        return List.of(new MailMessage(mail).toMention(reading));
    }
}
