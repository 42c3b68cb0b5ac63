package io.nificrm.triage.alert;

import io.nificrm.profile.TriageRule;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.triage.access.SignedLinks;
import io.nificrm.triage.access.SigningKey;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;

/** The properties of SendTriageAlerts, and what they add up to. */
final class AlertProperties {
    private static final String NONE = "none";

    static final PropertyDescriptor CHANNEL = new PropertyDescriptor.Builder()
            .name("Channel")
            .description("How the people on duty are told. For several channels use several of these processors.")
            .required(true)
            .allowableValues(ChannelKind.class)
            .defaultValue(ChannelKind.SLACK)
            .build();

    static final PropertyDescriptor WEBHOOK_ADDRESS = new PropertyDescriptor.Builder()
            .name("Webhook Address")
            .description(
                    "Where messages are posted, for example https://hooks.slack.com/services/T000/B000/XXXX. Secret:"
                            + " whoever knows it can post.")
            .dependsOn(CHANNEL, ChannelKind.SLACK, ChannelKind.WEBHOOK)
            .required(true)
            .sensitive(true)
            .addValidator(checked(AlertProperties::webhook))
            .build();

    static final PropertyDescriptor WEBHOOK_SECRET = new PropertyDescriptor.Builder()
            .name("Webhook Secret")
            .description(
                    "Signs each request, so that its receiver knows that it comes from here: whsec_ and base64 of at"
                            + " least 24 bytes, as in Standard Webhooks, for example whsec_ and the output of 'openssl"
                            + " rand -base64 32'. Without it requests are not signed.")
            .dependsOn(CHANNEL, ChannelKind.WEBHOOK)
            .sensitive(true)
            .addValidator(checked(WebhookSigner::new))
            .build();

    static final PropertyDescriptor SMTP_HOST = mail("SMTP Host")
            .description("The mail server, for example smtp.acme.example.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor SMTP_PORT = mail("SMTP Port")
            .description("587 for STARTTLS, 465 for TLS, mostly.")
            .required(true)
            .defaultValue("587")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.PORT_VALIDATOR)
            .build();

    static final PropertyDescriptor SMTP_ENCRYPTION = mail("SMTP Encryption")
            .description("How the connection to the mail server is protected.")
            .required(true)
            .allowableValues(MailSettings.Encryption.class)
            .defaultValue(MailSettings.Encryption.STARTTLS)
            .build();

    static final PropertyDescriptor SMTP_USER = mail("SMTP User")
            .description("To sign in with, for example alerts@acme.example. Without it the server has to take mails"
                    + " without.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor SMTP_PASSWORD = mail("SMTP Password")
            .description("The password, or an application's password, of SMTP User.")
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor FROM = mail("From")
            .description("The sender's address, for example alerts@acme.example.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(checked(AlertProperties::addresses))
            .build();

    static final PropertyDescriptor TO = mail("To")
            .description("Who is told, separated by commas, for example support@acme.example, duty@acme.example.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(checked(AlertProperties::addresses))
            .build();

    static final PropertyDescriptor GROUP_BY = new PropertyDescriptor.Builder()
            .name("Group By")
            .description("What belongs together. Of many alerts of one group in a short time one message counts all and"
                    + " lists the worst.")
            .required(true)
            .allowableValues(GroupBy.class)
            .defaultValue(GroupBy.RULE_AND_TOPIC)
            .build();

    static final PropertyDescriptor GROUP_WAIT = new PropertyDescriptor.Builder()
            .name("Group Wait")
            .description("How long the first alert of a group waits for others; also the shortest pause between two"
                    + " messages. Lower it to be told sooner, raise it for fewer messages.")
            .required(true)
            .defaultValue("30 sec")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor GROUP_INTERVAL = new PropertyDescriptor.Builder()
            .name("Group Interval")
            .description("How long a group that a message has told of gathers before the next message about it.")
            .required(true)
            .defaultValue("15 min")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor LISTED = new PropertyDescriptor.Builder()
            .name("Listed Mentions")
            .description("How many mentions of a group a message lists, the worst first; the rest is counted.")
            .required(true)
            .defaultValue("5")
            .addValidator(StandardValidators.createLongValidator(1, 20, true))
            .build();

    static final PropertyDescriptor TIME_ZONE = new PropertyDescriptor.Builder()
            .name("Time Zone")
            .description("Whose wall clock the quiet hours mean, for example Europe/Berlin.")
            .required(true)
            .defaultValue("UTC")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(checked(ZoneId::of))
            .build();

    static final PropertyDescriptor QUIET_HOURS = new PropertyDescriptor.Builder()
            .name("Quiet Hours")
            .description(
                    "When people are left alone, for example 22:00-07:00. What is flagged then is told in one message"
                            + " afterwards. Without it, always.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(checked(range -> QuietHours.parse(range, ZoneId.of("UTC"), "")))
            .build();

    static final PropertyDescriptor THROUGH_QUIET_HOURS = new PropertyDescriptor.Builder()
            .name("Through Quiet Hours")
            .description("The least urgent priority that is told in the quiet hours, too.")
            .dependsOn(QUIET_HOURS)
            .required(true)
            .allowableValues(Stream.concat(
                            Stream.of(NONE),
                            Arrays.stream(TriageRule.Priority.values()).map(TriageRule.Priority::value))
                    .toArray(String[]::new))
            .defaultValue(TriageRule.Priority.P1.value())
            .build();

    static final PropertyDescriptor DESK_ADDRESS = new PropertyDescriptor.Builder()
            .name("Desk Address")
            .description(
                    "Where people find the triage desk, for example https://crm.acme.example/desk. Messages link to it;"
                            + " without it they do not.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .build();

    static final PropertyDescriptor SIGNING_KEY = new PropertyDescriptor.Builder()
            .name("Signing Key")
            .description("The Signing Key of TriageDesk. With it, a link opens its one mention for reading without a"
                    + " sign-in; to decide, people sign in. Without it they sign in first.")
            .dependsOn(DESK_ADDRESS)
            .sensitive(true)
            .addValidator(checked(key -> SigningKey.of(key, "check")))
            .build();

    static final PropertyDescriptor LINK_DURATION = new PropertyDescriptor.Builder()
            .name("Link Duration")
            .description("How long a signed link is good. Whoever has the message has the link, so keep it short.")
            .dependsOn(SIGNING_KEY)
            .required(true)
            .defaultValue("12 hours")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final List<PropertyDescriptor> ALL = all();

    private AlertProperties() {}

    private static List<PropertyDescriptor> all() {
        List<PropertyDescriptor> all = new ArrayList<>(List.of(
                CHANNEL,
                WEBHOOK_ADDRESS,
                WEBHOOK_SECRET,
                SMTP_HOST,
                SMTP_PORT,
                SMTP_ENCRYPTION,
                SMTP_USER,
                SMTP_PASSWORD,
                FROM,
                TO,
                GROUP_BY,
                GROUP_WAIT,
                GROUP_INTERVAL,
                LISTED,
                TIME_ZONE,
                QUIET_HOURS,
                THROUGH_QUIET_HOURS,
                DESK_ADDRESS,
                SIGNING_KEY,
                LINK_DURATION));
        all.addAll(SourceProperties.NETWORK);
        return List.copyOf(all);
    }

    static AlertPolicy policy(PropertyContext context) {
        ZoneId zone = ZoneId.of(SourceProperties.text(context, TIME_ZONE).orElse("UTC"));
        Optional<QuietHours> quiet = SourceProperties.text(context, QUIET_HOURS).map(range -> {
            String through = context.getProperty(THROUGH_QUIET_HOURS).getValue();
            return QuietHours.parse(range, zone, through.equals(NONE) ? "" : through);
        });
        return new AlertPolicy(
                context.getProperty(GROUP_BY).asAllowableValue(GroupBy.class),
                SourceProperties.duration(context, GROUP_WAIT),
                SourceProperties.duration(context, GROUP_INTERVAL),
                quiet,
                context.getProperty(LISTED).asInteger());
    }

    static AlertLinks links(PropertyContext context, Clock clock) {
        String desk = SourceProperties.text(context, DESK_ADDRESS).orElse("").replaceFirst("/+$", "");
        return new AlertLinks(
                desk,
                SourceProperties.secret(context, SIGNING_KEY).map(key -> new SignedLinks(key, clock)),
                SourceProperties.duration(context, LINK_DURATION));
    }

    /** The channel, to be closed by the caller. */
    static AlertChannel channel(PropertyContext context, Clock clock) {
        return switch (context.getProperty(CHANNEL).asAllowableValue(ChannelKind.class)) {
            case SLACK -> webhook(context, new SlackText(), Optional.empty(), clock);
            case WEBHOOK ->
                webhook(
                        context,
                        AlertJson::of,
                        SourceProperties.secret(context, WEBHOOK_SECRET).map(WebhookSigner::new),
                        clock);
            case EMAIL -> new MailChannel(mailSettings(context));
        };
    }

    private static AlertChannel webhook(
            PropertyContext context, WebhookBody body, Optional<WebhookSigner> signer, Clock clock) {
        URI address = webhook(SourceProperties.secret(context, WEBHOOK_ADDRESS).orElseThrow());
        return new WebhookChannel(
                new GuardedHttpClient(SourceProperties.httpSettings(context)), address, body, signer, clock);
    }

    private static MailSettings mailSettings(PropertyContext context) {
        return new MailSettings(
                SourceProperties.text(context, SMTP_HOST).orElseThrow(),
                SourceProperties.number(context, SMTP_PORT),
                context.getProperty(SMTP_ENCRYPTION).asAllowableValue(MailSettings.Encryption.class),
                SourceProperties.text(context, SMTP_USER),
                SourceProperties.secret(context, SMTP_PASSWORD),
                SourceProperties.text(context, FROM).orElseThrow(),
                addresses(SourceProperties.text(context, TO).orElseThrow()),
                SourceProperties.duration(context, SourceProperties.CONNECT_TIMEOUT),
                SourceProperties.duration(context, SourceProperties.RESPONSE_TIMEOUT),
                SourceProperties.httpSettings(context).sslContext());
    }

    private static URI webhook(String text) {
        URI uri = URI.create(text.strip());
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("expected an address that begins with https://");
        }
        return uri;
    }

    private static List<String> addresses(String text) {
        try {
            List<String> addresses = Arrays.stream(InternetAddress.parse(text, true))
                    .map(InternetAddress::toString)
                    .toList();
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("expected an address such as duty@acme.example");
            }
            return addresses;
        } catch (AddressException e) {
            throw new IllegalArgumentException(e.getMessage() + ": expected an address such as duty@acme.example", e);
        }
    }

    private static PropertyDescriptor.Builder mail(String name) {
        return new PropertyDescriptor.Builder().name(name).dependsOn(CHANNEL, ChannelKind.EMAIL);
    }

    @FunctionalInterface
    private interface Reading {
        Object read(String text);
    }

    /** Valid is what can be read; what is wrong is said without the value, which may be secret. */
    private static Validator checked(Reading reading) {
        return (subject, input, context) -> {
            ValidationResult.Builder result = new ValidationResult.Builder().subject(subject);
            if (context.isExpressionLanguageSupported(subject) && context.isExpressionLanguagePresent(input)) {
                return result.valid(true).build();
            }
            try {
                reading.read(input);
                return result.valid(true).build();
            } catch (RuntimeException e) {
                return result.valid(false).explanation(e.getMessage()).build();
            }
        };
    }
}
