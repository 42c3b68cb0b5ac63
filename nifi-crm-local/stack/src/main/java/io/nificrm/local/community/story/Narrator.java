package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import io.nificrm.local.community.story.Person.Trait;
import io.nificrm.local.community.story.Utterance.Attention;
import io.nificrm.local.community.story.Utterance.Kind;
import io.nificrm.local.community.story.Utterance.Place;
import io.nificrm.local.community.story.Utterance.Relation;
import io.nificrm.local.community.story.Utterance.Words;
import io.nificrm.local.community.story.Wordsmith.Draft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives a scene its words. */
final class Narrator {
    private final Cast cast;
    private final Dice dice;
    private final Wordsmith wordsmith;
    private final Voice voice;
    private final Openings openings;

    Narrator(StorySettings settings, Cast cast, Dice dice) {
        this.cast = cast;
        this.dice = dice;
        this.wordsmith = new Wordsmith(dice);
        this.voice = new Voice(dice);
        this.openings = new Openings(settings, cast, dice, wordsmith, voice);
    }

    /** Tells what happens; {@code number} is the position in the story. */
    Utterance tell(long number, Scene scene) {
        return switch (scene) {
            case Scene.Opening opening -> openings.tell(number, opening.at());
            case Scene.Answer answer -> answer(number, answer);
            case Scene.Share share -> share(number, share);
            case Scene.Scripted line -> scripted(number, line);
        };
    }

    private Utterance scripted(long number, Scene.Scripted line) {
        String language = line.incident().isPresent() && line.speaker().belongsTo() == Person.Role.PRIVATE
                ? line.speaker().language()
                : "en";
        Draft draft = wordsmith.say(language, line.symbol(), line.topic(), Brand.ACME, Brand.BOLT, Map.of());
        String text = openings.finish(line.speaker(), draft, line.mood(), Brand.ACME, line.platform());
        Facts facts = Wordsmith.facts(draft, text, Brand.ACME, Brand.BOLT, line.speaker(), line.mood());
        boolean ours = line.speaker().belongsTo() == Person.Role.OURS;
        Facts complete = new Facts(
                facts.brands(),
                facts.competitors(),
                List.of(line.topic().id()),
                ours ? List.of() : plus(facts.intents(), "complaint"),
                facts.personas(),
                facts.keyMessages(),
                line.mood(),
                line.incident());
        return new Utterance(
                number,
                line.platform() == Platform.FEED
                        ? new Place(Platform.FEED, Kind.REVIEW, Openings.REVIEWS)
                        : new Place(line.platform(), Kind.POST, Openings.venue(line.platform(), dice)),
                precise(line.platform(), line.at()),
                line.speaker(),
                Words.plain(draft.language(), text),
                Relation.NONE,
                openings.attention(line.speaker(), line.topic() == Topic.SAFETY ? 6 : 1.5),
                complete);
    }

    private Utterance answer(long number, Scene.Answer answer) {
        Utterance parent = answer.parent();
        Platform platform = parent.place().platform();
        Brand brand = brandOf(parent);
        Brand other = brand == Brand.ACME ? Brand.BOLT : Brand.ACME;
        String language = parent.words().language();
        Topic topic = topicOf(parent);
        boolean ours = answer.tone() == Scene.Tone.OURS;
        String addressee = platform.social()
                ? "@" + parent.author().handle()
                : parent.author().name().split(" ", 2)[0];
        String symbol = ours ? ourAnswer(parent) : answer.tone().symbol();
        if (answer.tone() == Scene.Tone.THANKS
                && parent.root().facts().incident().isPresent()
                && dice.chance(0.6)) {
            symbol = "incident.thanks";
        }
        Draft draft = wordsmith.say(language, symbol, topic, brand, other, Map.of("author", addressee));
        String spoken = ours
                ? draft.text()
                : voice.of(answer.speaker(), draft.text(), answer.tone().mood());
        String addressed = platform.social() && !spoken.contains(addressee) ? addressee + " " + spoken : spoken;
        String text = Openings.asWrittenOn(platform, addressed);
        Facts words = Wordsmith.facts(
                draft, text, brand, other, answer.speaker(), answer.tone().mood());
        Facts facts = new Facts(
                brand.ours() ? List.of(brand.id()) : List.of(),
                words.competitors(),
                parent.facts().topics(),
                ours ? List.of() : answer.tone() == Scene.Tone.THANKS ? List.of("praise") : words.intents(),
                words.personas(),
                words.keyMessages(),
                answer.tone().mood(),
                parent.facts().incident());
        return new Utterance(
                number,
                new Place(
                        platform,
                        platform.social() ? Kind.REPLY : Kind.COMMENT,
                        parent.place().venue()),
                precise(platform, answer.at()),
                answer.speaker(),
                Words.plain(draft.language(), text),
                Relation.replyTo(parent),
                openings.attention(answer.speaker(), 0.1),
                facts);
    }

    private Utterance share(long number, Scene.Share share) {
        Utterance original = share.original();
        return new Utterance(
                number,
                new Place(
                        original.place().platform(),
                        Kind.REPOST,
                        original.place().venue()),
                precise(original.place().platform(), share.at()),
                share.speaker(),
                original.words(),
                Relation.repostOf(original),
                new Attention(0, 0),
                original.facts());
    }

    private static String ourAnswer(Utterance parent) {
        Facts facts = parent.facts();
        if (facts.topics().contains("safety")) {
            return "own.reply.safety";
        }
        if (facts.mood() == Mood.NEGATIVE) {
            return "own.reply.complaint";
        }
        if (facts.intents().contains("question")) {
            return "own.reply.question";
        }
        return facts.intents().contains("idea") ? "own.reply.idea" : "own.reply.praise";
    }

    /** Somebody who is awake and not {@code besides}. */
    Person bystander(Instant at, Person besides) {
        int hour = at.atZone(java.time.ZoneOffset.UTC).getHour();
        return dice.pick(
                cast.people(),
                person -> person.equals(besides) || person.is(Trait.BOT)
                        ? 0
                        : person.activity()
                                * person.awake(hour)
                                * (person.language().equals(besides.language()) ? 1 : 0.02));
    }

    /** As precise as the platform's API tells it. */
    private static Instant precise(Platform platform, Instant at) {
        return at.truncatedTo(platform.social() ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
    }

    private static List<String> plus(List<String> list, String extra) {
        return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(extra))
                .distinct()
                .sorted()
                .toList();
    }

    private static Brand brandOf(Utterance utterance) {
        Facts facts = utterance.facts();
        if (facts.brands().contains(Brand.ACME.id())) {
            return Brand.ACME;
        }
        return facts.competitors().contains(Brand.VERDANT.id())
                ? Brand.VERDANT
                : facts.competitors().contains(Brand.BOLT.id()) ? Brand.BOLT : Brand.ACME;
    }

    private static Topic topicOf(Utterance utterance) {
        return utterance.facts().topics().stream()
                .map(id -> Topic.valueOf(id.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Topic.TASTE);
    }
}
