package io.nificrm.source.youtube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nificrm.source.Fault;
import io.nificrm.source.RawJson;
import io.nificrm.source.Refusal;
import io.nificrm.source.http.HttpReply;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * <a href="https://developers.google.com/youtube/v3/docs/errors">Errors</a> of the YouTube Data API. Statuses say little
 * there: 403 is a used up quota as well as a video without comments, and 400 a wrong key as well as a wrong page token.
 */
final class YouTubeRefusals {

    static final String QUOTA_EXCEEDED = "quotaExceeded";
    static final String COMMENTS_DISABLED = "commentsDisabled";
    static final String INVALID_PAGE_TOKEN = "invalidPageToken";

    private YouTubeRefusals() {}

    static Optional<Refusal> read(HttpReply reply) {
        JsonNode error = error(reply);
        return reasons(error).flatMap(reason -> known(reason).stream()).findFirst();
    }

    private static JsonNode error(HttpReply reply) {
        try {
            return RawJson.read(reply.bodyText()).path("error");
        } catch (JsonProcessingException notAnError) {
            return MissingNode.getInstance();
        }
    }

    /** The more exact ones of {@code details} (google.rpc.ErrorInfo) first. */
    private static Stream<String> reasons(JsonNode error) {
        return Stream.of("details", "errors")
                .flatMap(list -> StreamSupport.stream(error.path(list).spliterator(), false))
                .map(entry -> entry.path("reason").asText())
                .filter(reason -> !reason.isEmpty());
    }

    private static Optional<Refusal> known(String reason) {
        return Optional.ofNullable(
                switch (reason) {
                    case "quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg" ->
                        new Refusal(
                                Fault.RATE_LIMITED,
                                QUOTA_EXCEEDED,
                                "the quota of the Google project is used up for today",
                                "nothing to do, it goes on after midnight Pacific time; if it happens often, raise the"
                                        + " run schedule, listen to fewer targets, or ask Google for more quota");
                    case "rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED" ->
                        Refusal.of(Fault.RATE_LIMITED, reason, "Google was asked too often in a short time");
                    case "keyInvalid", "API_KEY_INVALID" ->
                        new Refusal(
                                Fault.CREDENTIALS_REFUSED,
                                "keyInvalid",
                                "Google does not know this API key",
                                "copy the key once more from the Google Cloud console (APIs and services,"
                                        + " Credentials)");
                    case "keyExpired", "API_KEY_EXPIRED" ->
                        new Refusal(
                                Fault.CREDENTIALS_REFUSED,
                                "keyExpired",
                                "the API key has expired",
                                "create a new key in the Google Cloud console");
                    case "ipRefererBlocked",
                            "API_KEY_IP_ADDRESS_BLOCKED",
                            "API_KEY_HTTP_REFERRER_BLOCKED",
                            "API_KEY_SERVICE_BLOCKED" ->
                        new Refusal(
                                Fault.CREDENTIALS_REFUSED,
                                reason,
                                "the API key is restricted, and this use of it is not among what it allows",
                                "allow the address of this NiFi and the YouTube Data API v3 in the key's restrictions");
                    case "accessNotConfigured", "SERVICE_DISABLED" ->
                        new Refusal(
                                Fault.CREDENTIALS_REFUSED,
                                "accessNotConfigured",
                                "the YouTube Data API v3 is not enabled for the project of this API key",
                                "enable it in the Google Cloud console (APIs and services, Library)");
                    case "commentsDisabled" ->
                        new Refusal(
                                Fault.NOT_ALLOWED,
                                COMMENTS_DISABLED,
                                "comments are turned off there",
                                "remove the target; nobody can comment until its owner turns them on again");
                    case "videoNotFound" ->
                        new Refusal(
                                Fault.NOT_FOUND,
                                reason,
                                "there is no such video: deleted, private, or misspelt",
                                Fault.NOT_FOUND.nextStep());
                    case "channelNotFound" ->
                        Refusal.of(
                                Fault.NOT_FOUND, reason, "there is no such channel: deleted, suspended, or misspelt");
                    case "commentThreadNotFound", "parentCommentNotFound", "commentNotFound" ->
                        Refusal.of(Fault.NOT_FOUND, reason, "there is no such comment any more");
                    case "invalidPageToken" ->
                        Refusal.of(Fault.REQUEST_REFUSED, INVALID_PAGE_TOKEN, "the page token is no longer valid");
                    case "processingFailure", "backendError" ->
                        Refusal.of(Fault.UNAVAILABLE, reason, "YouTube could not work on the request (" + reason + ")");
                    case "forbidden", "insufficientPermissions", "channelForbidden", "ineligibleAccount" ->
                        Refusal.of(Fault.NOT_ALLOWED, reason, "YouTube does not show this to an API key");
                    default -> null;
                });
    }
}
