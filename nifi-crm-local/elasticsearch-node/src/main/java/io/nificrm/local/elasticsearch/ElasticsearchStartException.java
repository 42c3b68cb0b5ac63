package io.nificrm.local.elasticsearch;

import java.io.IOException;

/** The node did not come up; the message holds the reason and the last lines of its log. */
public final class ElasticsearchStartException extends IOException {

    private static final long serialVersionUID = 1L;

    ElasticsearchStartException(String message) {
        super(message);
    }
}
