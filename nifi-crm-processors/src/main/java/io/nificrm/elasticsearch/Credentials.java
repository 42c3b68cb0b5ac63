package io.nificrm.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How we show Elasticsearch who we are. None of them prints its secret. */
public sealed interface Credentials {

    /** The value of the Authorization header; empty where there is none to send. */
    Optional<String> authorization();

    /** Nobody: a cluster without security, or one that knows us by our TLS certificate. */
    record None() implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /** A user of the cluster with a password (RFC 7617). */
    record Password(String user, String password) implements Credentials {
        @Override
        public Optional<String> authorization() {
            byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "user " + user;
        }
    }

    /** An API key in the encoded form in which Elasticsearch and Kibana show it: base64 of {@code id:key}. */
    record ApiKey(String encoded) implements Credentials {
        @Override
        public Optional<String> authorization() {
            return Optional.of("ApiKey " + encoded);
        }

        @Override
        public String toString() {
            return "API key";
        }
    }
}
