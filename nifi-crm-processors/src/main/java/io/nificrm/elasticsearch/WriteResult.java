package io.nificrm.elasticsearch;

/** What became of one document. */
sealed interface WriteResult {
    /** It was new and is stored. */
    record Created() implements WriteResult {}

    /** It was there and has been changed. */
    record Updated() implements WriteResult {}

    /** It was there and stays as it is. */
    record Unchanged() implements WriteResult {}

    /** Elasticsearch will never take it; the reason is Elasticsearch's. */
    record Invalid(String reason) implements WriteResult {}

    /** It may or may not be stored: to be sent again. */
    record Unacknowledged(String reason) implements WriteResult {}
}
