package io.nificrm.source.reddit;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to listen on Reddit.
 *
 * @param login where tokens are lent
 * @param api what answers with a token
 * @param clientId id of the application
 * @param clientSecret its secret
 * @param account the account of a script application; absent for application-only access
 * @param pageSize how many things to ask for at once, at most 100
 * @param initialBacklog how far back the first reading of a listing goes
 */
public record RedditSettings(
        URI login,
        URI api,
        String clientId,
        String clientSecret,
        Optional<Account> account,
        int pageSize,
        Duration initialBacklog) {

    /** The account a script application acts for. */
    public record Account(String user, String password) {

        @Override
        public String toString() {
            return "Account[" + user + "]";
        }
    }

    @Override
    public String toString() {
        return "RedditSettings[" + clientId + "]";
    }
}
