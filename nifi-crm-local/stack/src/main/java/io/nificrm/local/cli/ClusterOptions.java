package io.nificrm.local.cli;

import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.Credentials;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Option;

/**
 * Which Elasticsearch a command works on; the demo's, unless something else is said. Secrets come from the environment
 * alone: a command line is seen by everybody on the machine.
 */
final class ClusterOptions {
    static final String URL = "NIFICRM_ELASTICSEARCH_URL";
    static final String USER = "NIFICRM_ELASTICSEARCH_USER";
    static final String PASSWORD = "NIFICRM_ELASTICSEARCH_PASSWORD";
    static final String API_KEY = "NIFICRM_ELASTICSEARCH_API_KEY";

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            defaultValue = "${env:" + URL + ":-http://127.0.0.1:9200}",
            description = "The cluster (default: ${DEFAULT-VALUE}, or the environment's " + URL + "). The user is "
                    + USER + " with " + PASSWORD + ", or " + API_KEY + " is set.")
    private URI url;

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            defaultValue = IndexNames.DEFAULT_PREFIX,
            description = "What the names of the indices begin with (default: ${DEFAULT-VALUE}).")
    private String prefix;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authority that signed the cluster's, where Java does not know it.")
    private Optional<Path> authority;

    /** Connects; the caller closes it. The cluster's templates and settings are left to the flow. */
    ElasticsearchCluster open() throws CommandFailure, IOException {
        return open(name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()));
    }

    ElasticsearchCluster open(Function<String, Optional<String>> environment) throws CommandFailure, IOException {
        ElasticsearchCluster cluster;
        try {
            cluster = ElasticsearchCluster.guest(settings(credentials(environment)), new IndexNames(prefix));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
        try {
            cluster.prepare();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new CommandFailure("the Elasticsearch at " + url + " cannot be worked with: " + e.getMessage()
                    + ". 'crm demo' starts one on this machine; --elasticsearch names another");
        }
    }

    private ConnectionSettings settings(Credentials credentials) throws CommandFailure, IOException {
        return new ConnectionSettings(
                List.of(url),
                credentials,
                authority.isPresent() ? Optional.of(trusting(authority.get())) : Optional.empty(),
                Optional.ofNullable(url.getPath()).filter(path -> path.length() > 1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                false);
    }

    private static Credentials credentials(Function<String, Optional<String>> environment) throws CommandFailure {
        Optional<String> key = environment.apply(API_KEY);
        if (key.isPresent()) {
            return new Credentials.ApiKey(key.get());
        }
        Optional<String> user = environment.apply(USER);
        if (user.isEmpty()) {
            return new Credentials.None();
        }
        return new Credentials.Password(
                user.get(),
                environment
                        .apply(PASSWORD)
                        .orElseThrow(() -> new CommandFailure(USER + " is set and " + PASSWORD + " is not")));
    }

    private static SSLContext trusting(Path file) throws CommandFailure, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                known.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new CommandFailure("the certificates in " + file + " cannot be used: " + e.getMessage());
        }
    }
}
