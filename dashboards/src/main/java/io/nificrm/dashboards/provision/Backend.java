package io.nificrm.dashboards.provision;

import java.net.URI;
import java.util.Optional;

/**
 * What the boards show and link to, as Grafana reaches it.
 *
 * @param elasticsearch as seen from where Grafana runs
 * @param login where Elasticsearch wants one
 * @param desk the triage desk, as seen by people
 */
public record Backend(URI elasticsearch, Optional<Login> login, URI desk) {

    /** A user of Elasticsearch who may read {@code crm-*}. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
