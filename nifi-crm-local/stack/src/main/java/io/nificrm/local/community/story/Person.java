package io.nificrm.local.community.story;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Somebody of the community.
 *
 * @param number position in the cast, from 1
 * @param handle without {@code @} and without a server
 * @param server the Mastodon server the account lives on, e.g. {@code community.example}
 * @param language BCP-47
 * @param hoursFromUtc decides when they are awake
 * @param personas ids of the listening profile that describe this person
 * @param traits how they write
 * @param activity how often they speak, relative to others
 * @param belongsTo the brand that speaks through this account, or {@link Role#PRIVATE}
 */
public record Person(
        int number,
        String handle,
        String server,
        String name,
        String bio,
        String language,
        int hoursFromUtc,
        List<String> personas,
        Set<Trait> traits,
        int followers,
        int following,
        LocalDate joined,
        double activity,
        Role belongsTo) {

    /** Habits of writing. */
    public enum Trait {
        LOWER,
        SHOUT,
        TERSE,
        TYPOS,
        PLAIN,
        TAGS,
        CW,
        LOUD,
        BOT
    }

    /** Whose voice an account is. */
    public enum Role {
        PRIVATE,
        OURS,
        RIVAL,
        OUTLET
    }

    public Person {
        personas = List.copyOf(personas);
        traits = Set.copyOf(traits);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The handle as people on {@code community.example} write it, without the leading {@code @}. */
    public String account() {
        return server.equals(Cast.HOME) ? handle : handle + "@" + server;
    }

    /** How awake this person is at an hour of the UTC day, 0 to 1. */
    double awake(int utcHour) {
        int local = Math.floorMod(utcHour + hoursFromUtc, 24);
        if (local < 6) {
            return 0.05;
        }
        return local < 9 ? 1 : local < 18 ? 0.6 : local < 23 ? 0.8 : 0.3;
    }
}
