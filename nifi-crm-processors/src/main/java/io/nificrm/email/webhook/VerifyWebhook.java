package io.nificrm.email.webhook;

import io.nificrm.flowfile.CrmAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

/** The shell of {@link WebhookSignature} in a flow. */
@Tags({
    "crm",
    "email",
    "webhook",
    "signature",
    "hmac",
    "verify",
    "sendgrid",
    "mailgun",
    "ses",
    "sns",
    "mandrill",
    "resend",
    "postmark"
})
@CapabilityDescription(
        "Lets through only webhooks that really come from a provider of mail services: checks its signature, or user name and "
                + "password where it does not sign. Stands between HandleHttpRequest (or ListenHTTP) and NormalizeTouchpoints. What is "
                + "unsigned, signed by somebody else, or older than the replay window goes to 'unauthorized' with empty content.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SeeAlso(
        classNames = {
            "io.nificrm.normalize.NormalizeTouchpoints",
            "org.apache.nifi.processors.standard.HandleHttpRequest"
        })
@ReadsAttribute(
        attribute = "http.headers.*",
        description = "The request's headers as HandleHttpRequest writes them; without the prefix, as ListenHTTP does")
@WritesAttributes({
    @WritesAttribute(
            attribute = CrmAttributes.FORMAT,
            description = "On 'success', the provider's format, e.g. sendgrid"),
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "On 'success', raw"),
    @WritesAttribute(
            attribute = CrmAttributes.FETCHED_AT,
            description = "On 'success', when it was verified, ISO 8601"),
    @WritesAttribute(attribute = CrmAttributes.REASON, description = "On 'unauthorized', why"),
    @WritesAttribute(
            attribute = "http.status.code",
            description =
                    "On 'unauthorized', for HandleHttpResponse: 401, 413 for a body that is too large, 503 where Amazon's "
                            + "certificate could not be fetched, so that Amazon sends again")
})
public class VerifyWebhook extends AbstractProcessor {
    private static final String HEADER_PREFIX = "http.headers.";

    static final PropertyDescriptor PROVIDER = new PropertyDescriptor.Builder()
            .name("Provider")
            .description("Who sends the webhooks. Use one VerifyWebhook for each provider's address.")
            .required(true)
            .allowableValues(WebhookProvider.class)
            .build();

    static final PropertyDescriptor USER_NAME = new PropertyDescriptor.Builder()
            .name("User Name")
            .description(
                    "For providers that do not sign: the user name of HTTP Basic, as it stands in the address that was given to "
                            + "the provider, e.g. https://hooks:secret@acme.example/postmark. Leave it empty for a bearer token.")
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(
                    PROVIDER,
                    WebhookProvider.POSTMARK,
                    WebhookProvider.SPARKPOST,
                    WebhookProvider.MAILJET,
                    WebhookProvider.BREVO)
            .build();

    static final PropertyDescriptor SIGNING_KEY = new PropertyDescriptor.Builder()
            .name("Signing Key")
            .description(
                    "The key that the provider shows beside its webhook; each provider's description says which. For providers "
                            + "that do not sign, the password or bearer token.")
            .required(true)
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor WEBHOOK_URL = new PropertyDescriptor.Builder()
            .name("Webhook URL")
            .description(
                    "The address as it was given to Mandrill, to the letter: it is part of what is signed. Example: "
                            + "https://hooks.acme.example/mandrill")
            .required(true)
            .addValidator(StandardValidators.URL_VALIDATOR)
            .dependsOn(PROVIDER, WebhookProvider.MANDRILL)
            .build();

    static final PropertyDescriptor CONFIRM_SUBSCRIPTIONS = new PropertyDescriptor.Builder()
            .name("Confirm Subscriptions")
            .description(
                    "Whether to say yes when Amazon SNS asks if the subscription to the topic of Signing Key is wanted. Set "
                            + "it to true while you set the subscription up; otherwise a bulletin tells that SNS has asked.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("false")
            .dependsOn(PROVIDER, WebhookProvider.SES)
            .build();

    static final PropertyDescriptor REPLAY_WINDOW = new PropertyDescriptor.Builder()
            .name("Replay Window")
            .description(
                    "How far the signed time may be from now, where the provider signs one. Raise it where the provider's retries "
                            + "are refused; Amazon SNS repeats a message for up to an hour with its first time.")
            .required(true)
            .addValidator(StandardValidators.createTimePeriodValidator(1, TimeUnit.SECONDS, 7, TimeUnit.DAYS))
            .defaultValue("5 min")
            .dependsOn(
                    PROVIDER,
                    WebhookProvider.SENDGRID,
                    WebhookProvider.MAILGUN,
                    WebhookProvider.SES,
                    WebhookProvider.RESEND)
            .build();

    static final PropertyDescriptor MAX_BODY_SIZE = new PropertyDescriptor.Builder()
            .name("Maximum Body Size")
            .description("A larger request is refused without being read; signatures need the whole body in memory.")
            .required(true)
            .addValidator(StandardValidators.createDataSizeBoundsValidator(1024, 64L << 20))
            .defaultValue("10 MB")
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Webhooks that are genuine, unchanged")
            .build();

    static final Relationship UNAUTHORIZED = new Relationship.Builder()
            .name("unauthorized")
            .description("Webhooks that are not, with empty content; answer them with the status in http.status.code")
            .build();

    private volatile Optional<WebhookSignature> signature = Optional.empty();
    private volatile Optional<AmazonServer> amazon = Optional.empty();
    private volatile Optional<SnsSubscription> subscription = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(
                PROVIDER, USER_NAME, SIGNING_KEY, WEBHOOK_URL, CONFIRM_SUBSCRIPTIONS, REPLAY_WINDOW, MAX_BODY_SIZE);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, UNAUTHORIZED);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        try {
            signature(context, address -> {
                throw new IOException("No certificate is fetched while properties are checked");
            });
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(new ValidationResult.Builder()
                    .subject(SIGNING_KEY.getName())
                    .valid(false)
                    .explanation(e.getMessage())
                    .build());
        }
    }

    /** Prepares the keys, once until the processor is stopped. */
    @OnScheduled
    public void prepare(ProcessContext context) {
        AmazonServer server = new AmazonServer();
        amazon = Optional.of(server);
        signature = Optional.of(signature(context, server));
        boolean confirm = context.getProperty(CONFIRM_SUBSCRIPTIONS).asBoolean();
        subscription = WebhookProvider.SES
                        .getValue()
                        .equals(context.getProperty(PROVIDER).getValue())
                ? Optional.of(new SnsSubscription(
                        AmazonAddress.AMAZONS, confirm ? Optional.of(server::confirm) : Optional.empty()))
                : Optional.empty();
    }

    /** Ends the connection to where certificates lie. */
    @OnStopped
    public void close() {
        amazon.ifPresent(AmazonServer::close);
        amazon = Optional.empty();
        subscription = Optional.empty();
        signature = Optional.empty();
    }

    private static WebhookSignature signature(PropertyContext context, SnsSignature.Certificates certificates) {
        String key = context.getProperty(SIGNING_KEY).getValue();
        Optional<String> user =
                Optional.ofNullable(context.getProperty(USER_NAME).getValue());
        return switch (context.getProperty(PROVIDER).asAllowableValue(WebhookProvider.class)) {
            case SENDGRID -> Signatures.sendGrid(key, window(context));
            case MAILGUN -> Signatures.mailgun(key, window(context));
            case SES -> new SnsSignature(key, certificates, window(context));
            case MANDRILL ->
                Signatures.mandrill(key, context.getProperty(WEBHOOK_URL).getValue());
            case RESEND -> Signatures.svix(key, window(context));
            case MAILERSEND -> Signatures.mailerSend(key);
            case POSTMARK, SPARKPOST, MAILJET, BREVO -> Signatures.password(user, key);
        };
    }

    private static ReplayWindow window(PropertyContext context) {
        long seconds = context.getProperty(REPLAY_WINDOW).asTimePeriod(TimeUnit.SECONDS);
        return new ReplayWindow(Duration.ofSeconds(seconds), Clock.systemUTC());
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        try {
            verify(context, session, flowFile);
        } catch (ForgedWebhookException e) {
            refuse(session, flowFile, e);
            return;
        }
        FlowFile genuine = session.putAllAttributes(
                flowFile,
                Map.of(
                        CrmAttributes.FORMAT, context.getProperty(PROVIDER).getValue(),
                        CrmAttributes.CONTENT, CrmAttributes.Content.RAW.value(),
                        CrmAttributes.FETCHED_AT, Clock.systemUTC().instant().toString()));
        session.transfer(genuine, SUCCESS);
    }

    private void verify(ProcessContext context, ProcessSession session, FlowFile flowFile)
            throws ForgedWebhookException {
        long largest = context.getProperty(MAX_BODY_SIZE).asDataSize(DataUnit.B).longValue();
        if (flowFile.getSize() > largest) {
            throw ForgedWebhookException.tooLarge(largest);
        }
        try (InputStream body = session.read(flowFile)) {
            WebhookRequest request = new WebhookRequest(headers(flowFile), body.readAllBytes());
            signature
                    .orElseThrow(() -> new ProcessException("VerifyWebhook is not scheduled"))
                    .verify(request);
            if (subscription.isPresent()) {
                subscription
                        .get()
                        .answer(request)
                        .ifPresent(words -> getLogger().warn(words));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("Stopped while a subscription was confirmed", e);
        } catch (IOException e) {
            throw new ProcessException("Cannot read " + flowFile, e);
        }
    }

    private static Map<String, String> headers(FlowFile flowFile) {
        Map<String, String> headers = new HashMap<>();
        flowFile.getAttributes()
                .forEach((name, value) -> headers.put(
                        name.startsWith(HEADER_PREFIX) ? name.substring(HEADER_PREFIX.length()) : name, value));
        return headers;
    }

    private void refuse(ProcessSession session, FlowFile flowFile, ForgedWebhookException refusal) {
        FlowFile empty = session.write(flowFile, (in, out) -> {
            // an empty answer tells a forger nothing
        });
        FlowFile refused = session.putAllAttributes(
                empty,
                Map.of(
                        CrmAttributes.REASON,
                        refusal.getMessage(),
                        CrmAttributes.STAGE,
                        "VerifyWebhook",
                        "http.status.code",
                        Integer.toString(refusal.status())));
        session.adjustCounter("Unauthorized webhooks", 1, false);
        getLogger().warn("Refused a webhook in {}: {}", flowFile, refusal.getMessage());
        session.transfer(refused, UNAUTHORIZED);
    }
}
