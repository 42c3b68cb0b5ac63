package io.nificrm.source;

import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpProxy;
import io.nificrm.source.http.HttpSettings;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.proxy.ProxyConfiguration;
import org.apache.nifi.proxy.ProxySpec;
import org.apache.nifi.ssl.SSLContextProvider;

/** The properties that every source has, and how they are read. */
public final class SourceProperties {

    public static final PropertyDescriptor INITIAL_BACKLOG = new PropertyDescriptor.Builder()
            .name("Initial Backlog")
            .description("How far back to go when a target is read for the first time, for example '7 days'. "
                    + "'0 secs' begins with what appears from now on. Has no effect on a target that was read before; "
                    + "clear the state of this processor to begin anew.")
            .required(true)
            .defaultValue("24 hours")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    public static final PropertyDescriptor MAX_PAGES = new PropertyDescriptor.Builder()
            .name("Maximum Pages per Run")
            .description(
                    "How many pages one target may bring in a run before the next target has its turn. What is left is"
                            + " fetched by the following runs; nothing is skipped. Raise it if a busy target falls behind"
                            + " while the rate limit leaves room.")
            .required(true)
            .defaultValue("10")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .build();

    public static final PropertyDescriptor USER_AGENT = new PropertyDescriptor.Builder()
            .name("User Agent")
            .description(
                    "What the program calls itself in every request. Platforms ask that it says who is listening and "
                            + "how to reach them, for example 'nifi-crm (Acme Coffee; web@acme.example)'.")
            .required(true)
            .defaultValue(HttpSettings.defaults().userAgent())
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    public static final PropertyDescriptor SSL_CONTEXT_SERVICE = new PropertyDescriptor.Builder()
            .name("SSL Context Service")
            .description("Trusted certificates and the own key for TLS. Needed only where a server's certificate is not"
                    + " signed by a public authority, or where it asks for one of ours; the JDK's trust"
                    + " otherwise.")
            .identifiesControllerService(SSLContextProvider.class)
            .build();

    public static final PropertyDescriptor PROXY_CONFIGURATION_SERVICE =
            ProxyConfiguration.createProxyConfigPropertyDescriptor(ProxySpec.HTTP, ProxySpec.HTTP_AUTH);

    public static final PropertyDescriptor CONNECT_TIMEOUT = new PropertyDescriptor.Builder()
            .name("Connect Timeout")
            .description("How long opening a connection may take. Raise it on slow networks.")
            .required(true)
            .defaultValue("10 secs")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    public static final PropertyDescriptor RESPONSE_TIMEOUT = new PropertyDescriptor.Builder()
            .name("Response Timeout")
            .description(
                    "How long an answer may take from the request to its last byte. What takes longer is given up and "
                            + "asked for again in a later run.")
            .required(true)
            .defaultValue("30 secs")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();

    public static final PropertyDescriptor MAX_RESPONSE_SIZE = new PropertyDescriptor.Builder()
            .name("Maximum Response Size")
            .description(
                    "An answer larger than this, after decompression, is refused with a bulletin. It bounds the heap "
                            + "that one request can take.")
            .required(true)
            .defaultValue("10 MB")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createDataSizeBoundsValidator(1024, 1024L * 1024 * 1024))
            .build();

    public static final PropertyDescriptor ALLOW_PRIVATE_ADDRESSES = new PropertyDescriptor.Builder()
            .name("Allow Private Addresses")
            .description("Whether hosts in loopback, link-local and private networks may be reached. Leave it at false"
                    + " unless the server is your own, so that an address or a redirect written by somebody"
                    + " else can't make NiFi ask machines behind your firewall.")
            .required(true)
            .defaultValue("false")
            .allowableValues("true", "false")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .build();

    /** The properties about the network, in the order in which they are shown, after those of the platform. */
    public static final List<PropertyDescriptor> NETWORK = List.of(
            USER_AGENT,
            SSL_CONTEXT_SERVICE,
            PROXY_CONFIGURATION_SERVICE,
            CONNECT_TIMEOUT,
            RESPONSE_TIMEOUT,
            MAX_RESPONSE_SIZE,
            ALLOW_PRIVATE_ADDRESSES);

    private SourceProperties() {}

    /** A source's own properties, followed by {@link #NETWORK}; one of the same name replaces that of the network. */
    public static List<PropertyDescriptor> withNetwork(PropertyDescriptor... own) {
        // two descriptors are equal when their names are
        return Stream.concat(Stream.of(own), NETWORK.stream()).distinct().toList();
    }

    /** The targets of a list as {@link TargetList} reads it, each parsed. */
    public static <T> List<T> targets(PropertyContext context, PropertyDescriptor list, Function<String, T> parser) {
        return TargetList.parse(text(context, list).orElse("")).stream()
                .map(parser)
                .toList();
    }

    /** Opens what calls the platform, as {@link #NETWORK} says. */
    public static PlatformApi api(PropertyContext context) {
        return new PlatformApi(new GuardedHttpClient(httpSettings(context)));
    }

    /** An address that is set or has a default. */
    public static URI address(PropertyContext context, PropertyDescriptor property) {
        return URI.create(text(context, property).orElseGet(property::getDefaultValue));
    }

    /** The values of {@link #NETWORK}. */
    public static HttpSettings httpSettings(PropertyContext context) {
        Optional<SSLContextProvider> ssl = Optional.ofNullable(
                context.getProperty(SSL_CONTEXT_SERVICE).asControllerService(SSLContextProvider.class));
        return new HttpSettings(
                text(context, USER_AGENT).orElseThrow(),
                duration(context, CONNECT_TIMEOUT),
                duration(context, RESPONSE_TIMEOUT),
                Math.toIntExact(context.getProperty(MAX_RESPONSE_SIZE)
                        .evaluateAttributeExpressions()
                        .asDataSize(DataUnit.B)
                        .longValue()),
                Boolean.parseBoolean(text(context, ALLOW_PRIVATE_ADDRESSES).orElseThrow()),
                ssl.map(SSLContextProvider::createContext),
                proxy(ProxyConfiguration.getConfiguration(context)));
    }

    /** A property's value with expressions evaluated; absent if not set or blank. */
    public static Optional<String> text(PropertyContext context, PropertyDescriptor property) {
        String value =
                context.getProperty(property).evaluateAttributeExpressions().getValue();
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A secret, which may be a parameter but no expression; absent if not set. */
    public static Optional<String> secret(PropertyContext context, PropertyDescriptor property) {
        return Optional.ofNullable(context.getProperty(property).getValue()).filter(text -> !text.isBlank());
    }

    public static Duration duration(PropertyContext context, PropertyDescriptor property) {
        return Duration.ofMillis(
                context.getProperty(property).evaluateAttributeExpressions().asTimePeriod(TimeUnit.MILLISECONDS));
    }

    public static int number(PropertyContext context, PropertyDescriptor property) {
        return context.getProperty(property).evaluateAttributeExpressions().asInteger();
    }

    private static Optional<HttpProxy> proxy(ProxyConfiguration configuration) {
        if (configuration.getProxyType() == Proxy.Type.DIRECT) {
            return Optional.empty();
        }
        return Optional.of(new HttpProxy(
                configuration.getProxyServerHost(),
                configuration.getProxyServerPort(),
                Optional.ofNullable(configuration.getProxyUserName()),
                Optional.ofNullable(configuration.getProxyUserPassword())));
    }
}
