package io.nificrm.triage.desk;

import co.elastic.clients.elasticsearch._types.Refresh;
import io.nificrm.elasticsearch.ElasticsearchConnection;
import io.nificrm.format.FormFields;
import io.nificrm.idea.IdeaStore;
import io.nificrm.marker.MarkerStore;
import io.nificrm.profile.ListeningProfileService;
import io.nificrm.profile.Playbook;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.triage.access.Role;
import io.nificrm.triage.access.Sessions;
import io.nificrm.triage.access.SignedLinks;
import io.nificrm.triage.access.SigningKey;
import io.nificrm.triage.lifecycle.TriageLedger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"crm", "triage", "desk", "queue", "agent", "support", "web", "page", "rapid response"})
@CapabilityDescription(
        "Serves the triage desk, the pages on which support agents see what was flagged, read why, answer and decide."
                + " Stands between HandleHttpRequest and HandleHttpResponse. Nobody gets in without a sign-in, a trusted"
                + " reverse proxy's word, or a signed link to one mention.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SeeAlso(classNames = {"io.nificrm.triage.lifecycle.UpdateTriage", "io.nificrm.triage.RouteTouchpoints"})
@ReadsAttributes({
    @ReadsAttribute(attribute = "http.method, http.request.uri, http.query.param.*", description = "The request"),
    @ReadsAttribute(attribute = "http.headers.*, http.remote.addr", description = "Who sends it")
})
@WritesAttributes({
    @WritesAttribute(attribute = "http.status.code", description = "For HandleHttpResponse's HTTP Status Code"),
    @WritesAttribute(
            attribute = "Content-Type, Set-Cookie, Location, Content-Security-Policy, …",
            description = "Headers of the answer; name them in HandleHttpResponse's Attributes to add to the HTTP"
                    + " Response: " + TriageDesk.HEADERS)
})
public class TriageDesk extends AbstractProcessor {
    /** No page of the desk has more. */
    private static final int MOST_FIELDS = 100;

    /** What HandleHttpResponse has to send as headers. */
    static final String HEADERS = "Content-Type|Content-Security-Policy|X-Content-Type-Options|X-Frame-Options|"
            + "Referrer-Policy|Cross-Origin-Opener-Policy|Cache-Control|Location|Set-Cookie|Retry-After|Allow";

    private static final Validator LONG_ENOUGH = (subject, input, context) -> new ValidationResult.Builder()
            .subject(subject)
            .valid(input.length() >= SigningKey.SHORTEST)
            .explanation("it needs at least " + SigningKey.SHORTEST + " random characters")
            .build();

    static final PropertyDescriptor CONNECTION = new PropertyDescriptor.Builder()
            .name("Elasticsearch Connection")
            .description("The cluster that holds the touchpoints.")
            .required(true)
            .identifiesControllerService(ElasticsearchConnection.class)
            .build();

    static final PropertyDescriptor LISTENING_PROFILE = new PropertyDescriptor.Builder()
            .name("Listening Profile")
            .description("Gives the playbooks: steps and a suggested reply. Without it the desk has none.")
            .identifiesControllerService(ListeningProfileService.class)
            .build();

    static final PropertyDescriptor ACCOUNTS_FILE = new PropertyDescriptor.Builder()
            .name("Accounts File")
            .description("Who may sign in: a line each, name:role:bcrypt hash, with the role agent or viewer, as 'crm"
                    + " account NAME ROLE' makes them, for example /opt/nifi/crm/accounts. Read again when it"
                    + " changes.")
            .required(true)
            .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.FILE)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_EL_VALIDATOR)
            .build();

    static final PropertyDescriptor SIGNING_KEY = new PropertyDescriptor.Builder()
            .name("Signing Key")
            .description("Signs sessions, forms and links: at least 32 random characters, for example from 'openssl"
                    + " rand -base64 48'; the same on every node. Changing it signs everybody out and ends"
                    + " every link.")
            .required(true)
            .sensitive(true)
            .addValidator(LONG_ENOUGH)
            .build();

    static final PropertyDescriptor BASE_PATH = new PropertyDescriptor.Builder()
            .name("Base Path")
            .description("Where browsers find the desk below the server's root, for example /desk; empty for the root.")
            .defaultValue("/desk")
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    java.util.regex.Pattern.compile("|(/[A-Za-z0-9_.-]+)+")))
            .build();

    static final PropertyDescriptor SESSION_DURATION = new PropertyDescriptor.Builder()
            .name("Session Duration")
            .description("How long a sign-in is good: a shift, for example.")
            .required(true)
            .defaultValue("10 hours")
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor SECURE_COOKIE = new PropertyDescriptor.Builder()
            .name("Secure Cookie")
            .description("Browsers send the session by HTTPS alone. Turn it off only for a desk on this machine.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("true")
            .build();

    static final PropertyDescriptor IDENTITY_HEADER = new PropertyDescriptor.Builder()
            .name("Identity Header")
            .description("The header in which a reverse proxy that signs people in names them, for example"
                    + " X-Forwarded-User. The proxy must remove it from what clients send.")
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    java.util.regex.Pattern.compile("[A-Za-z0-9-]{1,100}")))
            .build();

    static final PropertyDescriptor TRUSTED_PROXIES = new PropertyDescriptor.Builder()
            .name("Trusted Proxies")
            .description("The addresses from which the identity header is believed, separated by commas, for example"
                    + " 10.0.0.5, 10.0.0.6.")
            .dependsOn(IDENTITY_HEADER)
            .required(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor PROXY_ROLE = new PropertyDescriptor.Builder()
            .name("Proxy Role")
            .description("The role of everybody whom the reverse proxy names.")
            .dependsOn(IDENTITY_HEADER)
            .required(true)
            .allowableValues(Role.AGENT.value(), Role.VIEWER.value())
            .defaultValue(Role.VIEWER.value())
            .build();

    static final Relationship RESPONSE = new Relationship.Builder()
            .name("response")
            .description("The answer, for HandleHttpResponse")
            .build();

    private static final int LARGEST_FORM = 64 << 10;
    private static final String HEADER_PREFIX = "http.headers.";
    private static final String PARAMETER_PREFIX = "http.query.param.";

    private volatile Desk desk;
    private volatile String basePath;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(
                CONNECTION,
                LISTENING_PROFILE,
                ACCOUNTS_FILE,
                SIGNING_KEY,
                BASE_PATH,
                SESSION_DURATION,
                SECURE_COOKIE,
                IDENTITY_HEADER,
                TRUSTED_PROXIES,
                PROXY_ROLE);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(RESPONSE);
    }

    /** Reads the accounts and builds the desk. */
    @OnScheduled
    public void onScheduled(ProcessContext context) throws IOException {
        Clock clock = Clock.systemUTC();
        ElasticsearchConnection connection =
                context.getProperty(CONNECTION).asControllerService(ElasticsearchConnection.class);
        Path file = Path.of(context.getProperty(ACCOUNTS_FILE)
                .evaluateAttributeExpressions()
                .getValue());
        String key = context.getProperty(SIGNING_KEY).getValue();
        Duration session =
                Duration.ofSeconds(context.getProperty(SESSION_DURATION).asTimePeriod(TimeUnit.SECONDS));
        basePath =
                Optional.ofNullable(context.getProperty(BASE_PATH).getValue()).orElse("");
        desk = new Desk(
                connection.cluster(),
                new TriageLedger(connection.cluster(), Refresh.True),
                new AccountsFile(file, problem -> getLogger().error(problem)),
                new Sessions(key, session, clock),
                new SignedLinks(key, clock),
                playbooks(context),
                new DeskSettings(basePath, context.getProperty(SECURE_COOKIE).asBoolean(), proxy(context)),
                List.of(
                        new IdeasRoom(new IdeaStore(connection.cluster(), clock), clock),
                        new MarkersRoom(new MarkerStore(connection.cluster()), clock)),
                clock);
    }

    private static Function<Touchpoint, Optional<Suggestion>> playbooks(ProcessContext context) {
        if (!context.getProperty(LISTENING_PROFILE).isSet()) {
            return touchpoint -> Optional.empty();
        }
        ListeningProfileService service =
                context.getProperty(LISTENING_PROFILE).asControllerService(ListeningProfileService.class);
        return touchpoint -> service.profile().playbooksFor(touchpoint).stream()
                .findFirst()
                .map(playbook -> suggestion(playbook, touchpoint));
    }

    private static Suggestion suggestion(Playbook playbook, Touchpoint touchpoint) {
        return new Suggestion(
                playbook.name().orElse(playbook.id()),
                playbook.steps(),
                playbook.reply().map(reply -> ReplyText.fill(reply, touchpoint)));
    }

    private static Optional<DeskSettings.TrustedProxy> proxy(ProcessContext context) {
        if (!context.getProperty(IDENTITY_HEADER).isSet()) {
            return Optional.empty();
        }
        Set<String> addresses = Arrays.stream(
                        context.getProperty(TRUSTED_PROXIES).getValue().split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new DeskSettings.TrustedProxy(
                context.getProperty(IDENTITY_HEADER).getValue().toLowerCase(Locale.ROOT),
                addresses,
                Role.named(context.getProperty(PROXY_ROLE).getValue()).orElse(Role.VIEWER)));
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile request = session.get();
        if (request == null) {
            return;
        }
        DeskResponse response = answer(session, request);
        FlowFile answer = session.write(request, out -> out.write(response.body()));
        Map<String, String> attributes = new HashMap<>(response.headers());
        attributes.put("http.status.code", Integer.toString(response.status()));
        attributes.put(CoreAttributes.MIME_TYPE.key(), response.headers().get("Content-Type"));
        // neither cookie nor credentials travel on with the FlowFile
        answer = session.removeAllAttributes(
                answer, java.util.regex.Pattern.compile("(?i)http\\.(headers\\.(cookie|authorization)|cookie\\..*)"));
        session.transfer(session.putAllAttributes(answer, attributes), RESPONSE);
    }

    private DeskResponse answer(ProcessSession session, FlowFile flowFile) {
        try {
            Optional<DeskRequest> request = request(session, flowFile);
            return request.isPresent()
                    ? desk.answer(request.get())
                    : plain(413, "The form is larger than any form of the desk.");
        } catch (IllegalArgumentException e) {
            return plain(400, "The request is malformed: " + e.getMessage());
        } catch (IOException | co.elastic.clients.elasticsearch._types.ElasticsearchException e) {
            getLogger().error("The desk cannot read or write Elasticsearch", e);
            return plain(
                            503,
                            "The desk cannot reach its data. Try again in a minute; nothing was changed that you were"
                                    + " not told of.")
                    .with("Retry-After", "30");
        }
    }

    private static DeskResponse plain(int status, String text) {
        return DeskResponse.of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The request, unless its body is too large. */
    private Optional<DeskRequest> request(ProcessSession session, FlowFile flowFile) {
        if (flowFile.getSize() > LARGEST_FORM) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        flowFile.getAttributes().forEach((name, value) -> {
            if (name.startsWith(HEADER_PREFIX)) {
                headers.put(name.substring(HEADER_PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        String uri =
                Optional.ofNullable(flowFile.getAttribute("http.request.uri")).orElse("/");
        return Optional.of(new DeskRequest(
                Optional.ofNullable(flowFile.getAttribute("http.method")).orElse("GET"),
                uri.startsWith(basePath) ? uri.substring(basePath.length()) : uri,
                query(flowFile),
                headers,
                FormFields.parse(body(session, flowFile), MOST_FIELDS),
                Optional.ofNullable(flowFile.getAttribute("http.remote.addr")).orElse("")));
    }

    /**
     * HandleHttpRequest decodes each parameter into an attribute of its own, and the whole query string, too, which can then
     * not be taken apart any more.
     */
    private static Map<String, String> query(FlowFile flowFile) {
        Map<String, String> parameters = new HashMap<>();
        flowFile.getAttributes().forEach((name, value) -> {
            if (name.startsWith(PARAMETER_PREFIX)) {
                parameters.put(name.substring(PARAMETER_PREFIX.length()), value);
            }
        });
        if (parameters.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("more than " + MOST_FIELDS + " parameters");
        }
        return parameters.isEmpty()
                ? FormFields.parse(
                        Optional.ofNullable(flowFile.getAttribute("http.query.string"))
                                .orElse(""),
                        MOST_FIELDS)
                : parameters;
    }

    private static String body(ProcessSession session, FlowFile flowFile) {
        try (InputStream in = session.read(flowFile)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProcessException("Cannot read " + flowFile, e);
        }
    }
}
