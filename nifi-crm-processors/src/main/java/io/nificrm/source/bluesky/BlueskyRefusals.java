package io.nificrm.source.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.Fault;
import io.nificrm.source.RawJson;
import io.nificrm.source.Refusal;
import io.nificrm.source.http.HttpReply;
import java.util.Optional;

/** Accounts that are gone: Bluesky answers for them with status 400, as for a request that makes no sense. */
final class BlueskyRefusals {

    private BlueskyRefusals() {}

    static Optional<Refusal> read(HttpReply reply) {
        JsonNode answer;
        try {
            answer = RawJson.read(reply.bodyText());
        } catch (JsonProcessingException notAnError) {
            return Optional.empty();
        }
        String error = answer.path("error").asText();
        String message = answer.path("message").asText();
        if (message.equals("Profile not found")) {
            return Optional.of(Refusal.of(Fault.NOT_FOUND, "ProfileNotFound", "Bluesky knows no such account"));
        }
        return switch (error) {
            case "AccountTakedown", "AccountDeactivated", "AccountSuspended" ->
                Optional.of(Refusal.of(
                        Fault.NOT_FOUND, error, "the account was closed, by its owner or by Bluesky (" + error + ")"));
            default -> Optional.empty();
        };
    }
}
