package io.nificrm.source.mastodon;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to listen on a server.
 *
 * @param instance the address of the server, without a path
 * @param token an access token; without one only what the server shows to everybody
 * @param pageSize how many posts to ask for at once; servers give at most 40
 * @param initialBacklog how far back the first reading of a timeline goes
 * @param replies whether timelines of accounts include replies to others
 * @param boosts whether timelines of accounts include boosted posts of others
 * @param parents whether the posts that replies answer are looked up
 */
public record MastodonSettings(
        URI instance,
        Optional<String> token,
        int pageSize,
        Duration initialBacklog,
        boolean replies,
        boolean boosts,
        boolean parents) {

    @Override
    public String toString() {
        return "MastodonSettings[" + instance + "]";
    }
}
