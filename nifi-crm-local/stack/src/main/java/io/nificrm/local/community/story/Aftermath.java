package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import io.nificrm.local.community.story.Scene.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an utterance sets off: answers, our reply, the author's comeback, reposts. */
final class Aftermath {
    private static final int DEEPEST_THREAD = 5;

    private final Cast cast;
    private final Dice dice;
    private final Narrator narrator;

    Aftermath(Cast cast, Dice dice, Narrator narrator) {
        this.cast = cast;
        this.dice = dice;
        this.narrator = narrator;
    }

    List<Scene> of(Scene scene, Utterance told) {
        List<Scene> next = new ArrayList<>();
        if (told.place().platform() == Platform.FEED || scene instanceof Scene.Share) {
            return next;
        }
        switch (scene) {
            case Scene.Scripted line
            when line.answered().isPresent() ->
                next.add(new Scene.Answer(line.answered().get().reply(), told, cast.of(Brand.ACME), Tone.OURS));
            case Scene.Answer answer -> afterAnswer(answer, told, next);
            default -> afterOpening(told, next);
        }
        return next;
    }

    /** The author's exact comeback where the script knows it. */
    Scene comeback(Scene.Answered answered, Utterance reply) {
        return new Scene.Answer(answered.thanks(), reply, reply.root().author(), Tone.THANKS);
    }

    private void afterOpening(Utterance told, List<Scene> next) {
        boolean private_ = told.author().belongsTo() == Person.Role.PRIVATE;
        boolean aboutUs = told.facts().brands().contains(Brand.ACME.id());
        if (private_ && aboutUs && dice.chance(chanceOfOurReply(told))) {
            double minutes = told.facts().topics().contains("safety") ? dice.around(12, 0.3) : dice.around(48, 0.9);
            next.add(new Scene.Answer(later(told, minutes), told, cast.of(Brand.ACME), Tone.OURS));
        }
        double interest = told.author().belongsTo() == Person.Role.PRIVATE ? 0.3 : 0.6;
        while (next.size() < 5 && dice.chance(interest)) {
            Instant at = later(told, dice.around(25, 1.1));
            next.add(new Scene.Answer(at, told, narrator.bystander(at, told.author()), bystanderTone(told)));
            interest *= 0.75;
        }
        if (told.place().platform().social()) {
            double shares = told.facts().topics().contains("safety")
                    ? 0.9
                    : told.author().followers() > 3_000 ? 0.4 : 0.1;
            while (next.size() < 9 && dice.chance(shares)) {
                Instant at = later(told, dice.around(40, 1.2));
                next.add(new Scene.Share(at, told, narrator.bystander(at, told.author())));
                shares *= 0.8;
            }
        }
    }

    private double chanceOfOurReply(Utterance told) {
        if (told.facts().topics().contains("safety")) {
            return 1;
        }
        if (told.facts().incident().isPresent()) {
            return 0.45;
        }
        return switch (told.facts().mood()) {
            case NEGATIVE -> 0.55;
            case NEUTRAL -> told.facts().intents().contains("question") ? 0.6 : 0.25;
            case POSITIVE -> 0.12;
        };
    }

    private void afterAnswer(Scene.Answer answer, Utterance told, List<Scene> next) {
        if (answer.tone() == Tone.OURS) {
            if (dice.chance(0.55)) {
                Tone tone = answer.parent().facts().mood() == Mood.NEGATIVE
                        ? dice.pick(List.of(
                                Tone.THANKS, Tone.THANKS, Tone.THANKS, Tone.CALMER, Tone.CALMER, Tone.STILL_ANGRY))
                        : Tone.THANKS;
                next.add(new Scene.Answer(
                        later(told, dice.around(35, 1)), told, told.root().author(), tone));
            }
            return;
        }
        if (depth(told) < DEEPEST_THREAD && dice.chance(0.15)) {
            Instant at = later(told, dice.around(20, 1));
            Person speaker = told.author().equals(told.root().author())
                    ? narrator.bystander(at, told.author())
                    : told.root().author();
            if (speaker.belongsTo() == Person.Role.PRIVATE) {
                next.add(new Scene.Answer(at, told, speaker, bystanderTone(told)));
            }
        }
    }

    private Tone bystanderTone(Utterance told) {
        return switch (told.facts().mood()) {
            case NEGATIVE -> dice.pick(List.of(Tone.AGREE, Tone.AGREE, Tone.DISAGREE, Tone.HELP));
            case NEUTRAL -> dice.pick(List.of(Tone.HELP, Tone.HELP, Tone.CHEER));
            case POSITIVE -> dice.pick(List.of(Tone.CHEER, Tone.CHEER, Tone.DISAGREE));
        };
    }

    private static int depth(Utterance told) {
        int depth = 0;
        for (var parent = told.relation().inReplyTo(); parent.isPresent(); ) {
            depth++;
            parent = parent.get().relation().inReplyTo();
        }
        return depth;
    }

    private static Instant later(Utterance told, double minutes) {
        return told.at().plusMillis(1_000 + (long) (Math.min(minutes, 2_880) * 60_000));
    }
}
