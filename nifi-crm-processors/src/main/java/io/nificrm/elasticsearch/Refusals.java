package io.nificrm.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a document that is wrong from a cluster that is in trouble, and says either in words. */
final class Refusals {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int LONGEST_WORDS = 1_000;

    /** Errors with a status of 4xx that are the cluster's or the operator's matter, not the document's. */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "cluster_block_exception",
            "index_closed_exception",
            "index_not_found_exception",
            "security_exception",
            "validation_exception",
            "unavailable_shards_exception",
            "es_rejected_execution_exception",
            "circuit_breaking_exception");

    /** Elasticsearch quotes the value it could not parse; somebody's words have no place in a log. */
    private static final Pattern QUOTATION = Pattern.compile("\\s*Preview of field's value: '.*'", Pattern.DOTALL);

    private Refusals() {}

    /** What one refused item of a bulk means. */
    static WriteResult item(int status, Optional<ErrorCause> error) {
        String type = error.map(ErrorCause::type).orElse("");
        String reason = error.map(Refusals::words).orElse("HTTP " + status);
        boolean passing =
                status == TOO_MANY_REQUESTS || status >= 500 || status == 401 || status == 403 || ofTheCluster(type);
        return passing
                ? new WriteResult.Unacknowledged("Elasticsearch refused for now: " + reason)
                : new WriteResult.Invalid("Elasticsearch refused the document: " + reason);
    }

    /** Whether a whole request was refused because of what is in it, so that its halves may fare better. */
    static boolean dueToContent(Exception e) {
        int status = status(e);
        return status == TOO_LARGE
                || (status == BAD_REQUEST
                        && !(e instanceof ElasticsearchException refused
                                && ofTheCluster(String.valueOf(refused.error().type()))));
    }

    /** Why a whole request failed. */
    static String words(Exception e) {
        return switch (e) {
            case ElasticsearchException refused -> "HTTP " + refused.status() + ": " + words(refused.error());
            case TransportException answer when answer.statusCode() > 0 -> "HTTP " + answer.statusCode();
            case ConnectException refused -> "no connection: " + refused.getMessage();
            case SocketTimeoutException late -> "no answer in time: " + late.getMessage();
            case IOException lost -> "connection lost: " + lost.getMessage();
            default -> e.toString();
        };
    }

    private static boolean ofTheCluster(String type) {
        return OF_THE_CLUSTER.contains(type);
    }

    private static int status(Exception e) {
        return switch (e) {
            case ElasticsearchException refused -> refused.status();
            case TransportException answer -> answer.statusCode();
            default -> 0;
        };
    }

    private static String words(ErrorCause error) {
        StringBuilder words = new StringBuilder();
        for (ErrorCause cause = error; cause != null; cause = cause.causedBy()) {
            if (!words.isEmpty()) {
                words.append("; because of ");
            }
            words.append(cause.type());
            if (cause.reason() != null) {
                words.append(": ").append(QUOTATION.matcher(cause.reason()).replaceAll(""));
            }
        }
        return words.length() <= LONGEST_WORDS ? words.toString() : words.substring(0, LONGEST_WORDS) + "…";
    }
}
