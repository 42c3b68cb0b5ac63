package io.nificrm.local.nifi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How to reach a NiFi: where it is, whom to trust, and as whom to come.
 *
 * @param server its address, for example {@code https://nifi:8443}
 * @param tls whom to trust where Java's own list of authorities does not do
 */
public record NifiAccess(URI server, Optional<SSLContext> tls, Optional<Login> login) {

    /** A user of NiFi and the password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** A NiFi that lets everybody in, as the local stack's does. */
    public static NifiAccess open(URI server) {
        return new NifiAccess(server, Optional.empty(), Optional.empty());
    }

    /**
     * A NiFi with a login and the certificate that it made for itself, which its configuration folder tells.
     *
     * @param configuration NiFi's folder {@code conf}
     * @throws IOException when the folder holds no readable truststore; the message says what is missing
     */
    public static NifiAccess trusting(URI server, Login login, Path configuration) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(configuration.resolve("nifi.properties"))) {
            settings.load(in);
        }
        String file = settings.getProperty("nifi.security.truststore", "");
        if (file.isBlank()) {
            throw new NifiException(configuration + "/nifi.properties names no nifi.security.truststore");
        }
        // NiFi's own path is relative to its home; the folder may be mounted somewhere else here
        Path store = configuration.resolve(Path.of(file).getFileName().toString());
        String type = settings.getProperty("nifi.security.truststoreType", "PKCS12");
        String password = settings.getProperty("nifi.security.truststorePasswd", "");
        return new NifiAccess(server, Optional.of(trusting(store, type, password)), Optional.of(login));
    }

    private static SSLContext trusting(Path store, String type, String password) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore trusted = KeyStore.getInstance(type);
            trusted.load(in, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("The truststore " + store + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
