package io.nificrm.email.webhook;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Which addresses in an SNS message may be fetched: a message says itself where its certificate lies, so without this rule
 * anybody could bring a certificate of their own, or make NiFi ask any machine.
 */
@FunctionalInterface
interface AmazonAddress {
    /** Amazon's own: {@code https://sns.<region>.amazonaws.com}, without port or user. */
    AmazonAddress AMAZONS = new AmazonAddress() {
        private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]{3,30}\\.amazonaws\\.com(?:\\.cn)?");

        @Override
        public boolean allows(URI address) {
            return "https".equals(address.getScheme())
                    && address.getHost() != null
                    && HOST.matcher(address.getHost()).matches()
                    && address.getPort() < 0
                    && address.getUserInfo() == null;
        }
    };

    boolean allows(URI address);
}
