package io.nificrm.elasticsearch;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.ssl.SSLContextProvider;

@Tags({"elasticsearch", "crm", "connection", "index template", "community", "social listening"})
@CapabilityDescription(
        "The Elasticsearch cluster in which touchpoints, triage events, people, ideas and dead letters are"
                + " kept. When enabled it puts index templates, aliases and this month's indices in place; doing so again"
                + " changes nothing. If the cluster can't be reached then, it is done before the first write.")
@SeeAlso({PutTouchpoints.class, PutDeadLetters.class})
public class ElasticsearchConnectionService extends AbstractControllerService
        implements ElasticsearchConnection, VerifiableControllerService {

    static final PropertyDescriptor HOSTS = new PropertyDescriptor.Builder()
            .name("Hosts")
            .description("Addresses of the cluster's nodes, or of the proxy before them, separated by commas, e.g."
                    + " https://es1.example:9200, https://es2.example:9200. Requests go round them; one that does not"
                    + " answer is left alone for a while. No other nodes are sought.")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_VALIDATOR)
            .build();

    static final PropertyDescriptor AUTHENTICATION = new PropertyDescriptor.Builder()
            .name("Authentication")
            .description("How to sign in. A cluster has security on unless somebody turned it off.")
            .required(true)
            .allowableValues(Authentication.class)
            .defaultValue(Authentication.BASIC)
            .build();

    static final PropertyDescriptor USERNAME = new PropertyDescriptor.Builder()
            .name("Username")
            .description("The user, with the privileges monitor and manage_index_templates on the cluster, and read,"
                    + " write, create_index and manage on the indices of the prefix, e.g. crm-*.")
            .required(true)
            .dependsOn(AUTHENTICATION, Authentication.BASIC)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_VALIDATOR)
            .build();

    static final PropertyDescriptor PASSWORD = new PropertyDescriptor.Builder()
            .name("Password")
            .description("The user's password.")
            .required(true)
            .sensitive(true)
            .dependsOn(AUTHENTICATION, Authentication.BASIC)
            .addValidator(StandardValidators.NON_EMPTY_VALIDATOR)
            .build();

    static final PropertyDescriptor API_KEY = new PropertyDescriptor.Builder()
            .name("API Key")
            .description("The key in its encoded form, as Elasticsearch shows it when the key is made (base64 of"
                    + " id:key).")
            .required(true)
            .sensitive(true)
            .dependsOn(AUTHENTICATION, Authentication.API_KEY)
            .addValidator(StandardValidators.NON_EMPTY_VALIDATOR)
            .build();

    static final PropertyDescriptor SSL_CONTEXT_SERVICE = new PropertyDescriptor.Builder()
            .name("SSL Context Service")
            .description("Needed where the certificate of an https cluster is not signed by an authority that Java"
                    + " knows, such as the one Elasticsearch makes for itself, or where it asks us for a certificate.")
            .identifiesControllerService(SSLContextProvider.class)
            .build();

    static final PropertyDescriptor PATH_PREFIX = new PropertyDescriptor.Builder()
            .name("Path Prefix")
            .description("What a reverse proxy wants before every path, e.g. /elasticsearch.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor CONNECT_TIMEOUT = new PropertyDescriptor.Builder()
            .name("Connect Timeout")
            .description("The longest wait for a connection to a node.")
            .required(true)
            .defaultValue("5 secs")
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor RESPONSE_TIMEOUT = new PropertyDescriptor.Builder()
            .name("Response Timeout")
            .description("The longest wait for the answer to one request. What was not answered by then is sent again;"
                    + " raise it where a busy cluster takes longer for a bulk of some megabytes.")
            .required(true)
            .defaultValue("60 secs")
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    static final PropertyDescriptor COMPRESSION = new PropertyDescriptor.Builder()
            .name("Compress Requests")
            .description("Send requests gzipped: worth it where the network, not the processor, is scarce.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("false")
            .build();

    static final PropertyDescriptor INDEX_PREFIX = new PropertyDescriptor.Builder()
            .name("Index Prefix")
            .description("What the names of all indices, aliases and templates begin with. Change it to keep several"
                    + " brands, or a test, in one cluster. The dashboards expect crm.")
            .required(true)
            .defaultValue(IndexNames.DEFAULT_PREFIX)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_EMPTY_VALIDATOR)
            .build();

    static final PropertyDescriptor SHARDS = new PropertyDescriptor.Builder()
            .name("Number of Shards")
            .description("Primary shards of each new index. One holds some 30 GB, about 20 million touchpoints a month;"
                    + " give more only when a month is larger. Indices that exist stay as they are.")
            .required(true)
            .defaultValue("1")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 1024, true))
            .build();

    static final PropertyDescriptor REPLICAS = new PropertyDescriptor.Builder()
            .name("Number of Replicas")
            .description("Copies of each shard of new indices. Leave it empty to have one copy as soon as there is a"
                    + " second node, and none on a single node, which could not place it and would stay yellow.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(0, 20, true))
            .build();

    static final PropertyDescriptor RETENTION_MONTHS = new PropertyDescriptor.Builder()
            .name("Retention Months")
            .description("Months after which monthly indices are deleted, for all families, e.g. 25 to compare a month"
                    + " with that of two years ago, or for each, e.g. mentions=25, email-events=13, triage-events=25,"
                    + " dead-letters=3. Takes effect by index lifecycle management, where the cluster has it. What is"
                    + " left out is kept for ever.")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(ElasticsearchConnectionService::months)
            .build();

    private static final List<PropertyDescriptor> PROPERTIES = List.of(
            HOSTS,
            AUTHENTICATION,
            USERNAME,
            PASSWORD,
            API_KEY,
            SSL_CONTEXT_SERVICE,
            PATH_PREFIX,
            CONNECT_TIMEOUT,
            RESPONSE_TIMEOUT,
            COMPRESSION,
            INDEX_PREFIX,
            SHARDS,
            REPLICAS,
            RETENTION_MONTHS);

    private volatile Optional<ElasticsearchCluster> cluster = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        Optional<String> hosts = value(context, HOSTS).flatMap(ElasticsearchConnectionService::problemOfHosts);
        Optional<String> prefix = value(context, INDEX_PREFIX)
                .filter(text -> !IndexNames.isPrefix(text))
                .map(text -> "lower-case letters, digits, - and _ only, e.g. crm");
        return Stream.concat(
                        hosts.map(problem -> invalid(HOSTS, problem)).stream(),
                        prefix.map(problem -> invalid(INDEX_PREFIX, problem)).stream())
                .toList();
    }

    @OnEnabled
    public void connect(ConfigurationContext context) {
        ElasticsearchCluster connected = new ElasticsearchCluster(
                settings(context),
                names(context),
                options(context),
                news -> getLogger().info("{}", news));
        cluster = Optional.of(connected);
        try {
            connected.prepare();
        } catch (IOException e) {
            getLogger()
                    .warn(
                            "Could not put the index templates in place at {}: {}. It is tried again before the first write",
                            connected.address(),
                            e.getMessage(),
                            e);
        }
    }

    @OnDisabled
    public void disconnect() throws IOException {
        Optional<ElasticsearchCluster> connected = cluster;
        cluster = Optional.empty();
        if (connected.isPresent()) {
            connected.get().close();
        }
    }

    @Override
    public ElasticsearchCluster cluster() {
        return cluster.orElseThrow(() -> new IllegalStateException("The Elasticsearch connection is not enabled"));
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog log, Map<String, String> variables) {
        return VerificationResults.of(new ConnectionCheck(settings(context), names(context)).run());
    }

    private static ConnectionSettings settings(PropertyContext context) {
        return new ConnectionSettings(
                hosts(value(context, HOSTS).orElse("")),
                credentials(context),
                Optional.ofNullable(
                                context.getProperty(SSL_CONTEXT_SERVICE).asControllerService(SSLContextProvider.class))
                        .map(SSLContextProvider::createContext),
                value(context, PATH_PREFIX),
                context.getProperty(CONNECT_TIMEOUT).asDuration(),
                context.getProperty(RESPONSE_TIMEOUT).asDuration(),
                context.getProperty(COMPRESSION).asBoolean());
    }

    private static Credentials credentials(PropertyContext context) {
        return switch (context.getProperty(AUTHENTICATION).asAllowableValue(Authentication.class)) {
            case NONE -> new Credentials.None();
            case BASIC ->
                new Credentials.Password(
                        value(context, USERNAME).orElse(""),
                        context.getProperty(PASSWORD).getValue());
            case API_KEY -> new Credentials.ApiKey(context.getProperty(API_KEY).getValue());
        };
    }

    private static IndexNames names(PropertyContext context) {
        return new IndexNames(value(context, INDEX_PREFIX).orElse(IndexNames.DEFAULT_PREFIX));
    }

    private static IndexOptions options(PropertyContext context) {
        return new IndexOptions(
                number(context, SHARDS).orElse(1),
                number(context, REPLICAS),
                RetentionMonths.parse(value(context, RETENTION_MONTHS).orElse("")));
    }

    private static ValidationResult months(String subject, String input, ValidationContext context) {
        ValidationResult.Builder result =
                new ValidationResult.Builder().subject(subject).input(input);
        if (context.isExpressionLanguagePresent(input)) {
            return result.valid(true).build();
        }
        try {
            RetentionMonths.parse(input);
            return result.valid(true).build();
        } catch (IllegalArgumentException e) {
            return result.valid(false).explanation(e.getMessage()).build();
        }
    }

    private static OptionalInt number(PropertyContext context, PropertyDescriptor property) {
        return value(context, property).stream().mapToInt(Integer::parseInt).findFirst();
    }

    private static Optional<String> value(PropertyContext context, PropertyDescriptor property) {
        PropertyValue value = context.getProperty(property);
        PropertyValue evaluated =
                property.isExpressionLanguageSupported() ? value.evaluateAttributeExpressions() : value;
        return Optional.ofNullable(evaluated.getValue()).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static List<URI> hosts(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(URI::create)
                .toList();
    }

    private static Optional<String> problemOfHosts(String list) {
        try {
            return ConnectionSettings.problem(hosts(list));
        } catch (IllegalArgumentException noUri) {
            return Optional.of(noUri.getMessage());
        }
    }

    private static ValidationResult invalid(PropertyDescriptor property, String problem) {
        return new ValidationResult.Builder()
                .subject(property.getDisplayName())
                .valid(false)
                .explanation(problem)
                .build();
    }
}
