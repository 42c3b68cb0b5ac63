package io.nificrm.source.bluesky;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to listen on Bluesky.
 *
 * @param publicApi answers requests without a login
 * @param service where the account lives; answers requests with a login
 * @param login the account to log in with; absent for none
 * @param pageSize how many posts to ask for at once, at most 100
 * @param initialBacklog how far back the first reading goes
 * @param settling the youngest finds of a search are left for a later run until they are this old
 */
public record BlueskySettings(
        URI publicApi, URI service, Optional<Login> login, int pageSize, Duration initialBacklog, Duration settling) {

    /** A handle and an app password. */
    public record Login(String identifier, String appPassword) {

        @Override
        public String toString() {
            return "Login[" + identifier + "]";
        }
    }
}
