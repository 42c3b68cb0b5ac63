package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.secret;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Where providers of mail services post their events, and how they prove who they are. */
public final class WebhookParameters {

    public static final String PORT = "webhooks.port";
    public static final String ADDRESS = "webhooks.address";
    public static final String PROVIDERS = "webhooks.providers";
    public static final String LARGEST_BODY = "webhooks.largest.body";
    public static final String SES_CONFIRM = "webhooks.ses.confirm";
    public static final String MANDRILL_URL = "webhooks.mandrill.url";

    private WebhookParameters() {}

    /**
     * A provider and what it takes to believe it.
     *
     * @param id its path, and the value of VerifyWebhook's property
     * @param name what people call it
     * @param key what its key is
     * @param password whether it does not sign, but comes with a user's name and password
     */
    record Provider(String id, String name, String key, boolean password) {

        String keyParameter() {
            return "webhooks." + id + ".key";
        }

        String userParameter() {
            return "webhooks." + id + ".user";
        }
    }

    static final List<Provider> ALL = List.of(
            new Provider("sendgrid", "SendGrid", "The verification key of the signed Event Webhook", false),
            new Provider("mailgun", "Mailgun", "The HTTP webhook signing key", false),
            new Provider("postmark", "Postmark", "The password in the webhook's URL", true),
            new Provider("ses", "Amazon SES", "The ARN of the SNS topic", false),
            new Provider("mandrill", "Mandrill", "The webhook's key", false),
            new Provider("mailjet", "Mailjet", "The password in the webhook's URL", true),
            new Provider("brevo", "Brevo", "The password, or the bearer token where there is no user", true),
            new Provider("sparkpost", "SparkPost", "The password, or the bearer token where there is no user", true),
            new Provider("resend", "Resend", "The signing secret, which begins with whsec_", false),
            new Provider("mailersend", "MailerSend", "The signing secret", false));

    /** The parameter that holds a provider's key, for example {@code webhooks.sendgrid.key}. */
    public static String keyOf(String provider) {
        return named(provider).keyParameter();
    }

    /** The parameter that holds the user's name of a provider that does not sign. */
    public static String userOf(String provider) {
        return named(provider).userParameter();
    }

    private static Provider named(String id) {
        return ALL.stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The flow knows no provider " + id));
    }

    static List<Parameter> all() {
        List<Parameter> parameters = new ArrayList<>(List.of(
                open(
                        PORT,
                        FlowParameters.OFF,
                        "The port to which providers of mail services post events, for example 8085; nobody listens"
                                + " while it is 'off'"),
                open(
                        ADDRESS,
                        "127.0.0.1",
                        "The address it listens on: 127.0.0.1 for a reverse proxy with TLS on this machine, 0.0.0.0 for"
                                + " one elsewhere"),
                unset(
                        PROVIDERS,
                        "Which providers may post, separated by | and without blanks, for example sendgrid|mailgun;"
                                + " each posts to the path of its name, and needs its key below"),
                open(LARGEST_BODY, "10485760", "What is larger, in bytes, is answered with 413 and not looked at")));
        for (Provider provider : ALL) {
            parameters.add(secret(provider.keyParameter(), provider.name() + ": " + provider.key()));
            if (provider.password()) {
                parameters.add(unset(provider.userParameter(), provider.name() + ": the user in the webhook's URL"));
            }
        }
        parameters.add(open(
                SES_CONFIRM,
                "false",
                "Amazon SES: 'true' says yes when SNS asks whether the subscription to that topic is wanted"));
        parameters.add(unset(MANDRILL_URL, "Mandrill: the webhook's address as it was given to Mandrill"));
        return parameters;
    }
}
