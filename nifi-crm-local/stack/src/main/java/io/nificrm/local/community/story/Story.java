package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Conversation.Comeback;
import io.nificrm.local.community.story.Conversation.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The whole story, told as time passes. It depends on its settings alone: however often and whenever somebody asks,
 * the same things have been said by the same moment. Safe for concurrent use.
 */
public final class Story {
    /** Measured: of a hundred utterances that many start a thread, the others follow from them. */
    private static final double SHARE_OF_OPENINGS = 0.53;

    private final StorySettings settings;
    private final Cast cast;
    private final Dice clockwork;
    private final Narrator narrator;
    private final Aftermath aftermath;
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparing((Pending next) -> next.scene().at()).thenComparingLong(Pending::order));
    private final List<Utterance> told = new ArrayList<>();
    private final Map<Long, Scene.Answered> promised = new LinkedHashMap<>();
    private final Map<Long, Conversation> conversations = new LinkedHashMap<>();
    private List<Utterance> snapshot = List.of();
    private long order;

    public Story(StorySettings settings) {
        this.settings = settings;
        Dice dice = new Dice(settings.seed());
        this.cast =
                new Cast(dice.split(), settings.start().atZone(ZoneOffset.UTC).toLocalDate());
        this.clockwork = dice.split();
        this.narrator = new Narrator(settings, cast, dice.split());
        this.aftermath = new Aftermath(cast, dice.split(), narrator);
        List<Scene> script = new Script(settings, cast, dice.split()).scenes();
        script.forEach(this::expect);
        long scripted = script.stream()
                .filter(scene -> scene.at().isBefore(settings.start()))
                .count();
        int openings = (int) Math.max(0, (settings.historySize() * SHARE_OF_OPENINGS) - scripted);
        Rhythm.moments(clockwork, settings.beginning(), settings.start(), openings)
                .forEach(moment -> expect(new Scene.Opening(moment)));
        expectLive(settings.start());
    }

    private record Pending(Scene scene, long order) {}

    /** Everything said up to and including a moment, and everything told before, oldest first. */
    public synchronized List<Utterance> until(Instant now) {
        while (!pending.isEmpty() && !pending.peek().scene().at().isAfter(now)) {
            tell(pending.poll().scene());
        }
        if (snapshot.size() != told.size()) {
            snapshot = List.copyOf(told);
        }
        return snapshot;
    }

    /** When something will be said next; empty when the story is over. */
    public synchronized Optional<Instant> next() {
        return Optional.ofNullable(pending.peek()).map(scene -> scene.scene().at());
    }

    /** What the brand has answered so far, with what came of it. */
    public synchronized List<Conversation> conversations() {
        return List.copyOf(conversations.values());
    }

    public Cast cast() {
        return cast;
    }

    public StorySettings settings() {
        return settings;
    }

    private void tell(Scene scene) {
        Utterance utterance = narrator.tell(told.size() + 1L, scene);
        told.add(utterance);
        remember(scene, utterance);
        if (scene instanceof Scene.Opening && !scene.at().isBefore(settings.start())) {
            expectLive(scene.at());
        }
        if (scene instanceof Scene.Scripted line) {
            line.answered().ifPresent(answered -> promised.put(utterance.number(), answered));
        }
        Scene.Answered answered = scene instanceof Scene.Answer answer
                ? promised.remove(answer.parent().number())
                : null;
        if (answered != null) {
            expect(aftermath.comeback(answered, utterance));
        } else if (!endsPlayedConversation(scene)) {
            aftermath.of(scene, utterance).forEach(this::expect);
        }
    }

    /** After the thanks of the script nobody says anything more: its outcome is known. */
    private boolean endsPlayedConversation(Scene scene) {
        return scene instanceof Scene.Answer answer
                && Optional.ofNullable(conversations.get(answer.parent().number()))
                        .filter(Conversation::played)
                        .isPresent();
    }

    private void remember(Scene scene, Utterance utterance) {
        if (!(scene instanceof Scene.Answer answer)) {
            return;
        }
        Utterance parent = answer.parent();
        if (answer.tone() == Scene.Tone.OURS) {
            conversations.put(
                    utterance.number(),
                    new Conversation(parent, utterance, Optional.empty(), promised.containsKey(parent.number())));
        } else if (conversations.containsKey(parent.number())
                && utterance.author().equals(parent.root().author())) {
            Conversation so = conversations.get(parent.number());
            Comeback comeback = new Comeback(utterance, outcome(answer.tone(), utterance));
            conversations.put(
                    parent.number(), new Conversation(so.opening(), so.answer(), Optional.of(comeback), so.played()));
        }
    }

    private static Outcome outcome(Scene.Tone tone, Utterance words) {
        return switch (tone) {
            case THANKS -> Outcome.THANKED;
            case STILL_ANGRY -> words.facts().intents().contains("churn_risk") ? Outcome.WORSE : Outcome.SAME;
            default -> Outcome.CALMER;
        };
    }

    private void expectLive(Instant after) {
        if (settings.livePerMinute() > 0) {
            double seconds = 60 / (settings.livePerMinute() * SHARE_OF_OPENINGS);
            expect(new Scene.Opening(after.plusNanos((long) (clockwork.exponential(seconds) * 1e9))));
        }
    }

    private void expect(Scene scene) {
        pending.add(new Pending(scene, order++));
    }
}
