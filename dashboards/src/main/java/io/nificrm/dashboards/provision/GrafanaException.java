package io.nificrm.dashboards.provision;

import java.io.IOException;

/** Grafana refused; the message says what, why in Grafana's own words, and what to do about it. */
public final class GrafanaException extends IOException {

    private static final long serialVersionUID = 1L;

    GrafanaException(String message) {
        super(message);
    }
}
