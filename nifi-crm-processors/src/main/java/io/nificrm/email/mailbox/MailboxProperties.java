package io.nificrm.email.mailbox;

import io.nificrm.source.Fault;
import io.nificrm.source.PlatformException;
import io.nificrm.source.SourceProperties;
import io.nificrm.source.TargetList;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.oauth2.OAuth2AccessTokenProvider;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.ssl.SSLContextProvider;

/** The properties of {@link ConsumeMailbox}, and what they mean. */
final class MailboxProperties {

    static final PropertyDescriptor HOST = new PropertyDescriptor.Builder()
            .name("Host")
            .description("The IMAP server, for example imap.acme.example, imap.gmail.com or outlook.office365.com.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor PORT = new PropertyDescriptor.Builder()
            .name("Port")
            .description("993 with TLS, 143 with STARTTLS, as a rule.")
            .required(true)
            .defaultValue("993")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.PORT_VALIDATOR)
            .build();

    static final PropertyDescriptor SECURITY = new PropertyDescriptor.Builder()
            .name("Transport Security")
            .description("How the connection is encrypted. The certificate must name the host.")
            .required(true)
            .allowableValues(TransportSecurity.class)
            .defaultValue(TransportSecurity.IMPLICIT_TLS)
            .build();

    static final PropertyDescriptor ALLOW_PLAIN_TEXT = new PropertyDescriptor.Builder()
            .name("Allow Plain Text")
            .description(
                    "Whether a server on another machine may be talked to without encryption. Set it to true only within a "
                            + "network of which you trust every part: the password passes through it readable.")
            .required(true)
            .defaultValue("false")
            .allowableValues("true", "false")
            .dependsOn(SECURITY, TransportSecurity.NONE)
            .build();

    static final PropertyDescriptor SIGN_IN = new PropertyDescriptor.Builder()
            .name("Sign In With")
            .description("What the account is signed in to with. Google Workspace and Microsoft 365 want OAuth 2.0.")
            .required(true)
            .allowableValues(SignInMethod.class)
            .defaultValue(SignInMethod.PASSWORD)
            .build();

    static final PropertyDescriptor USER = new PropertyDescriptor.Builder()
            .name("User Name")
            .description("The account, for example support@acme.example.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor PASSWORD = new PropertyDescriptor.Builder()
            .name("Password")
            .description("The account's password, or the app password that the provider made for this purpose.")
            .required(true)
            .sensitive(true)
            .addValidator(StandardValidators.NON_EMPTY_VALIDATOR)
            .dependsOn(SIGN_IN, SignInMethod.PASSWORD)
            .build();

    static final PropertyDescriptor TOKEN_SERVICE = new PropertyDescriptor.Builder()
            .name("OAuth2 Access Token Provider")
            .description(
                    "Gives access tokens and renews them. Scope for Google: https://mail.google.com/; for Microsoft: "
                            + "https://outlook.office365.com/.default")
            .required(true)
            .identifiesControllerService(OAuth2AccessTokenProvider.class)
            .dependsOn(SIGN_IN, SignInMethod.TOKEN_SERVICE)
            .build();

    static final PropertyDescriptor ACCESS_TOKEN = new PropertyDescriptor.Builder()
            .name("Access Token")
            .description("An access token for IMAP. It ends after about an hour; use the token service where you can.")
            .required(true)
            .sensitive(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(SIGN_IN, SignInMethod.ACCESS_TOKEN)
            .build();

    static final PropertyDescriptor FOLDERS = new PropertyDescriptor.Builder()
            .name("Folders")
            .description(
                    "Which folders to read, one a line or separated by commas, with the server's own separator. Example: "
                            + "INBOX, Support/Spam. Verify lists what there is.")
            .required(true)
            .defaultValue("INBOX")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor AFTER_READING = new PropertyDescriptor.Builder()
            .name("After Reading")
            .description(
                    "What becomes of a message on the server. It happens in the run after the one that delivered the "
                            + "message, when NiFi holds it for good; messages that were not read whole are left alone.")
            .required(true)
            .allowableValues(AfterReading.class)
            .defaultValue(AfterReading.LEAVE)
            .build();

    static final PropertyDescriptor MOVE_TO = new PropertyDescriptor.Builder()
            .name("Move To")
            .description("The folder to which messages are moved; it must exist. Example: Archive/Read")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(AFTER_READING, AfterReading.MOVE)
            .build();

    static final PropertyDescriptor BATCH = new PropertyDescriptor.Builder()
            .name("Messages per FlowFile")
            .description(
                    "How many messages one FlowFile may hold; several make an mbox. Set it to 1 if what follows in the flow "
                            + "expects single messages (.eml). A FlowFile ends after 8 MB, too.")
            .required(true)
            .defaultValue("100")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 10_000, true))
            .build();

    static final PropertyDescriptor MAX_MESSAGE_SIZE = new PropertyDescriptor.Builder()
            .name("Maximum Message Size")
            .description(
                    "Of a larger message only the header is read; it leaves by 'invalid' with the reason and stays on the "
                            + "server. It bounds the heap that one message can take.")
            .required(true)
            .defaultValue("25 MB")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createDataSizeBoundsValidator(1024, 256L << 20))
            .build();

    /** In the order in which they are shown. */
    static final List<PropertyDescriptor> ALL = List.of(
            HOST,
            PORT,
            SECURITY,
            ALLOW_PLAIN_TEXT,
            SIGN_IN,
            USER,
            PASSWORD,
            TOKEN_SERVICE,
            ACCESS_TOKEN,
            FOLDERS,
            SourceProperties.INITIAL_BACKLOG,
            AFTER_READING,
            MOVE_TO,
            BATCH,
            MAX_MESSAGE_SIZE,
            SourceProperties.MAX_PAGES,
            SourceProperties.SSL_CONTEXT_SERVICE,
            SourceProperties.CONNECT_TIMEOUT,
            SourceProperties.RESPONSE_TIMEOUT);

    private MailboxProperties() {}

    static MailboxSettings settings(PropertyContext context) {
        SignInMethod signIn = context.getProperty(SIGN_IN).asAllowableValue(SignInMethod.class);
        return new MailboxSettings(
                SourceProperties.text(context, HOST).orElseThrow(),
                SourceProperties.number(context, PORT),
                context.getProperty(SECURITY).asAllowableValue(TransportSecurity.class),
                SourceProperties.text(context, USER).orElseThrow(),
                signIn != SignInMethod.PASSWORD,
                secret(context, signIn),
                SourceProperties.duration(context, SourceProperties.INITIAL_BACKLOG),
                context.getProperty(AFTER_READING).asAllowableValue(AfterReading.class),
                SourceProperties.text(context, MOVE_TO),
                SourceProperties.number(context, BATCH),
                Math.toIntExact(context.getProperty(MAX_MESSAGE_SIZE)
                        .evaluateAttributeExpressions()
                        .asDataSize(DataUnit.B)
                        .longValue()),
                SourceProperties.duration(context, SourceProperties.CONNECT_TIMEOUT),
                SourceProperties.duration(context, SourceProperties.RESPONSE_TIMEOUT),
                Optional.ofNullable(context.getProperty(SourceProperties.SSL_CONTEXT_SERVICE)
                                .asControllerService(SSLContextProvider.class))
                        .map(SSLContextProvider::createContext));
    }

    static List<MailFolder> folders(PropertyContext context) {
        String account = SourceProperties.text(context, USER).orElseThrow()
                + '@'
                + SourceProperties.text(context, HOST).orElseThrow()
                + ':'
                + SourceProperties.number(context, PORT);
        return TargetList.parse(SourceProperties.text(context, FOLDERS).orElse("")).stream()
                .map(path -> new MailFolder(account, path))
                .toList();
    }

    private static MailboxSettings.Secret secret(PropertyContext context, SignInMethod signIn) {
        return switch (signIn) {
            case PASSWORD -> () -> context.getProperty(PASSWORD).getValue();
            case ACCESS_TOKEN ->
                () -> context.getProperty(ACCESS_TOKEN).getValue().strip();
            case TOKEN_SERVICE -> {
                OAuth2AccessTokenProvider provider =
                        context.getProperty(TOKEN_SERVICE).asControllerService(OAuth2AccessTokenProvider.class);
                yield () -> token(provider);
            }
        };
    }

    private static String token(OAuth2AccessTokenProvider provider) throws PlatformException {
        try {
            return provider.getAccessDetails().getAccessToken();
        } catch (ProcessException | IllegalStateException e) {
            throw new PlatformException(
                    Fault.UNAVAILABLE,
                    "the OAuth 2.0 token service gave no token: " + e.getMessage(),
                    "open the controller service and use Verify there");
        }
    }

    /** Plain text leaves this machine only where that was asked for. */
    static List<String> missing(PropertyContext context) {
        boolean plain =
                context.getProperty(SECURITY).asAllowableValue(TransportSecurity.class) == TransportSecurity.NONE;
        boolean allowed = plain && context.getProperty(ALLOW_PLAIN_TEXT).asBoolean();
        String host = SourceProperties.text(context, HOST).orElse("");
        if (!plain || allowed || isThisMachine(host)) {
            return List.of();
        }
        return List.of("without encryption the password can be read on the way to " + host
                + "; choose TLS or STARTTLS in Transport Security, or set Allow Plain Text");
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
