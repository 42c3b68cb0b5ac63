package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import java.time.Instant;
import java.util.Optional;

/** Something that is going to happen, before it has words. */
sealed interface Scene {
    Instant at();

    /** Somebody starts talking about something. */
    record Opening(Instant at) implements Scene {}

    /** Somebody answers. */
    record Answer(Instant at, Utterance parent, Person speaker, Tone tone) implements Scene {}

    /** Somebody passes it on. */
    record Share(Instant at, Utterance original, Person speaker) implements Scene {}

    /**
     * A line of the script.
     *
     * @param symbol of the grammar
     * @param answered when the brand replies and when the author comes back, where the script knows it
     */
    record Scripted(
            Instant at,
            Platform platform,
            Person speaker,
            String symbol,
            Topic topic,
            Mood mood,
            Optional<String> incident,
            Optional<Answered> answered)
            implements Scene {}

    /** Exact times of a scripted conversation. */
    record Answered(Instant reply, Instant thanks) {}

    /** How somebody answers. */
    enum Tone {
        AGREE("reply.agree", Mood.NEGATIVE),
        DISAGREE("reply.disagree", Mood.NEUTRAL),
        CHEER("reply.cheer", Mood.POSITIVE),
        HELP("reply.help", Mood.NEUTRAL),
        OURS("own.reply", Mood.NEUTRAL),
        THANKS("thanks", Mood.POSITIVE),
        CALMER("calmer", Mood.NEUTRAL),
        STILL_ANGRY("still.angry", Mood.NEGATIVE);

        private final String symbol;
        private final Mood mood;

        Tone(String symbol, Mood mood) {
            this.symbol = symbol;
            this.mood = mood;
        }

        String symbol() {
            return symbol;
        }

        Mood mood() {
            return mood;
        }
    }
}
