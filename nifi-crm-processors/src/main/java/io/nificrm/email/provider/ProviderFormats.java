package io.nificrm.email.provider;

import io.nificrm.format.Format;
import java.util.List;

/** The formats of all providers. */
public final class ProviderFormats {
    private ProviderFormats() {}

    /** All of them, by name. */
    public static List<Format> all() {
        return List.of(
                Brevo.FORMAT,
                MailerSend.FORMAT,
                Mailgun.FORMAT,
                Mailjet.FORMAT,
                Mandrill.FORMAT,
                Postmark.FORMAT,
                Resend.FORMAT,
                SendGrid.FORMAT,
                Ses.FORMAT,
                SparkPost.FORMAT);
    }
}
