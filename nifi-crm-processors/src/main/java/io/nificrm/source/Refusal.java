package io.nificrm.source;

import io.nificrm.source.http.HttpReply;
import java.util.Optional;

/**
 * What a refusal means on a platform that explains itself better than by a status.
 *
 * @param reason the platform's own name for it
 * @param words what happened, for the operator, without a full stop
 * @param nextStep what to do about it, likewise
 */
public record Refusal(Fault fault, String reason, String words, String nextStep) {

    /** With the next step that is usual for the fault. */
    public static Refusal of(Fault fault, String reason, String words) {
        return new Refusal(fault, reason, words, fault.nextStep());
    }

    /** Reads refusals of one platform. */
    @FunctionalInterface
    public interface Reader {

        /** What an answer without success means; absent if its status says it all. */
        Optional<Refusal> read(HttpReply reply);
    }
}
