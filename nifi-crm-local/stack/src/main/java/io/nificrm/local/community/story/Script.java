package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import io.nificrm.local.community.story.Person.Trait;
import io.nificrm.local.community.story.Scene.Answered;
import io.nificrm.local.community.story.Scene.Scripted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens whatever the dice say: a courier's depot fails two days before the start and once more, smaller, a few
 * minutes after it; things that endanger people; and conversations with exact times.
 */
final class Script {
    /** The large delivery incident of the past. */
    static final String DEPOT = "courier-depot";

    /** The small one, live. */
    static final String DEPOT_AGAIN = "courier-depot-again";

    private final StorySettings settings;
    private final Cast cast;
    private final Dice dice;

    Script(StorySettings settings, Cast cast, Dice dice) {
        this.settings = settings;
        this.cast = cast;
        this.dice = dice;
    }

    List<Scene> scenes() {
        Instant start = settings.start();
        List<Scene> scenes = new ArrayList<>();
        int burst = Math.max(4, settings.historySize() / 16);
        Instant depot =
                start.minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(520));
        scenes.addAll(incident(DEPOT, depot, burst, Duration.ofHours(4), Duration.ofHours(36)));
        scenes.add(danger(start.minus(Duration.ofHours(9 * 24 - 3))));
        scenes.add(danger(start.minus(Duration.ofHours(26))));
        scenes.add(conversation(start.minus(Duration.ofHours(6)), Duration.ofSeconds(754), Duration.ofSeconds(1_865)));
        if (settings.livePerMinute() > 0) {
            scenes.add(
                    conversation(start.plus(Duration.ofSeconds(20)), Duration.ofSeconds(45), Duration.ofSeconds(75)));
            scenes.add(danger(start.plus(Duration.ofSeconds(90))));
            int again = (int) Math.min(40, Math.max(4, settings.livePerMinute() * 3));
            scenes.addAll(incident(
                    DEPOT_AGAIN,
                    start.plus(Duration.ofMinutes(4)),
                    again,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(12)));
        }
        scenes.removeIf(scene -> scene.at().isBefore(settings.beginning()));
        return scenes;
    }

    private List<Scene> incident(String id, Instant from, int voices, Duration median, Duration end) {
        List<Scene> scenes = new ArrayList<>();
        for (int voice = 0; voice < voices; voice++) {
            long delay = (long) dice.around((double) median.toMillis(), 0.9);
            Instant at = from.plusMillis(Math.min(delay, end.toMillis()));
            Person speaker =
                    dice.pick(cast.people(), person -> person.is(Trait.BOT) ? 0 : person.activity() * person.awake(12));
            scenes.add(new Scripted(
                    at,
                    platform(dice),
                    speaker,
                    "incident.angry",
                    Topic.DELIVERY,
                    Mood.NEGATIVE,
                    Optional.of(id),
                    Optional.empty()));
        }
        for (double when : List.of(0.3, 1.4, 6.0)) {
            scenes.add(new Scripted(
                    from.plusMillis((long) (median.toMillis() * when)),
                    home(),
                    cast.of(Brand.ACME),
                    "own.incident." + (scenes.size() - voices + 1),
                    Topic.DELIVERY,
                    Mood.NEUTRAL,
                    Optional.of(id),
                    Optional.empty()));
        }
        return scenes;
    }

    private Scene danger(Instant at) {
        List<Person> loud =
                cast.people().stream().filter(person -> person.is(Trait.LOUD)).toList();
        return new Scripted(
                at,
                home(),
                dice.pick(loud),
                "danger",
                Topic.SAFETY,
                Mood.NEGATIVE,
                Optional.of("safety"),
                Optional.empty());
    }

    private Scene conversation(Instant at, Duration reply, Duration thanks) {
        Instant said = at.truncatedTo(ChronoUnit.SECONDS);
        return new Scripted(
                said,
                home(),
                cast.named("northernlatte"),
                "complaint",
                Topic.DELIVERY,
                Mood.NEGATIVE,
                Optional.empty(),
                Optional.of(new Answered(said.plus(reply), said.plus(thanks))));
    }

    private Platform home() {
        return settings.platforms().contains(Platform.MASTODON)
                ? Platform.MASTODON
                : settings.platforms().stream().sorted().findFirst().orElseThrow();
    }

    private Platform platform(Dice dice) {
        return settings.platforms().contains(Platform.BLUESKY) && dice.chance(0.25) ? Platform.BLUESKY : home();
    }
}
