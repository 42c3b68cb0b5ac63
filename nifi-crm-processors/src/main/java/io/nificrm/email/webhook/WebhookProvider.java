package io.nificrm.email.webhook;

import org.apache.nifi.components.DescribedValue;

/** The providers, and what proves that a webhook is theirs. */
enum WebhookProvider implements DescribedValue {
    SENDGRID(
            "sendgrid",
            "SendGrid",
            "Signed: the Signing Key is the Verification Key (a public key) of the Event Webhook"),
    MAILGUN("mailgun", "Mailgun", "Signed: the Signing Key is the HTTP webhook signing key"),
    SES("ses", "Amazon SES by SNS", "Signed by Amazon: the Signing Key is the ARN of the topic"),
    MANDRILL(
            "mandrill",
            "Mailchimp Transactional (Mandrill)",
            "Signed: the Signing Key is the webhook's key; the Webhook URL is signed too"),
    RESEND("resend", "Resend", "Signed by Svix: the Signing Key is the secret that begins with whsec_"),
    MAILERSEND("mailersend", "MailerSend", "Signed: the Signing Key is the signing secret"),
    POSTMARK(
            "postmark",
            "Postmark",
            "Not signed: User Name and Signing Key are those of HTTP Basic in the webhook's URL"),
    SPARKPOST("sparkpost", "SparkPost", "Not signed: HTTP Basic with User Name, or the Signing Key as bearer token"),
    MAILJET("mailjet", "Mailjet", "Not signed: User Name and Signing Key are those of HTTP Basic in the webhook's URL"),
    BREVO("brevo", "Brevo", "Not signed: HTTP Basic with User Name, or the Signing Key as bearer token");

    private final String value;
    private final String displayName;
    private final String description;

    WebhookProvider(String value, String displayName, String description) {
        this.value = value;
        this.displayName = displayName;
        this.description = description;
    }

    /** Also the name of its format. */
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
