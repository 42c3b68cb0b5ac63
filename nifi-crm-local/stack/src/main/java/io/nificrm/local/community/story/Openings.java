package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import io.nificrm.local.community.story.Person.Trait;
import io.nificrm.local.community.story.Utterance.Attention;
import io.nificrm.local.community.story.Utterance.Kind;
import io.nificrm.local.community.story.Utterance.Picture;
import io.nificrm.local.community.story.Utterance.Place;
import io.nificrm.local.community.story.Utterance.Poll;
import io.nificrm.local.community.story.Utterance.Relation;
import io.nificrm.local.community.story.Utterance.Words;
import io.nificrm.local.community.story.Wordsmith.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** First posts of threads, reviews and articles: who starts, where, about what, and how it looks. */
final class Openings {
    static final String NEWS = "daily-grind";
    static final String BLOG = "bean-notes";
    static final String REVIEWS = "cup-reviews";
    static final String FORUM = "roast-talk";
    private static final List<String> SUBREDDITS = List.of("coffee", "espresso", "BuyItForLife", "mildlyinfuriating");

    private final StorySettings settings;
    private final Cast cast;
    private final Dice dice;
    private final Wordsmith wordsmith;
    private final Voice voice;

    Openings(StorySettings settings, Cast cast, Dice dice, Wordsmith wordsmith, Voice voice) {
        this.settings = settings;
        this.cast = cast;
        this.dice = dice;
        this.wordsmith = wordsmith;
        this.voice = voice;
    }

    /** What sort of opening, and how often. */
    private enum Sort {
        PERSONAL(76),
        OURS(4),
        RIVALS(3),
        REVIEW(6),
        FORUM(3),
        NEWS(2),
        BLOG(1.5),
        HEADLINE(1.5),
        SMALLTALK(4),
        SPAM(1);

        private final double frequency;

        Sort(double frequency) {
            this.frequency = frequency;
        }
    }

    Utterance tell(long number, Instant at) {
        boolean feeds = settings.platforms().contains(Platform.FEED);
        boolean talk = settings.platforms().size() > (feeds ? 1 : 0);
        boolean social = settings.platforms().stream().anyMatch(Platform::social);
        Sort sort = dice.pick(List.of(Sort.values()), candidate -> switch (candidate) {
            case REVIEW, FORUM, NEWS, BLOG -> feeds ? candidate.frequency : 0;
            case PERSONAL, SMALLTALK -> talk ? candidate.frequency : 0;
            case OURS, RIVALS, HEADLINE, SPAM -> social ? candidate.frequency : 0;
        });
        return switch (sort) {
            case PERSONAL -> personal(number, at);
            case OURS -> ours(number, at);
            case RIVALS -> rivals(number, at);
            case REVIEW -> review(number, at);
            case FORUM -> forum(number, at);
            case NEWS -> article(number, at, NEWS, "dailygrind", "news");
            case BLOG -> article(number, at, BLOG, "beannotes", "blog");
            case HEADLINE ->
                simple(
                        number,
                        at,
                        cast.named("coffeenewsbot"),
                        "news.title",
                        " https://daily-grind.example/latest?utm_source=bot&utm_medium=social");
            case SMALLTALK -> simple(number, at, speaker(at), "smalltalk", "");
            case SPAM -> simple(number, at, speaker(at), "spam", "");
        };
    }

    private Utterance personal(long number, Instant at) {
        Person speaker = speaker(at);
        Platform platform = talkPlatform(speaker);
        Brand brand = brand();
        Brand other = brand == Brand.ACME ? dice.pick(List.of(Brand.BOLT, Brand.BOLT, Brand.VERDANT)) : Brand.ACME;
        Intent intent = dice.pick(List.of(Intent.values()), Intent::frequency);
        Draft draft = platform == Platform.HACKERNEWS || platform == Platform.REDDIT
                ? wordsmith.about("en", intent, wordsmith.topicFor(speaker, "en", intent), brand, other)
                : wordsmith.about(speaker, intent, brand, other);
        Mood mood = intent == Intent.COMPARISON && draft.text().contains("sorry") ? Mood.NEGATIVE : intent.mood();
        String text = finish(speaker, draft, mood, brand, platform);
        Facts facts = Wordsmith.facts(draft, text, brand, other, speaker, mood);
        return new Utterance(
                number,
                new Place(platform, Kind.POST, venue(platform, dice)),
                at.truncatedTo(platform.social() ? ChronoUnit.MILLIS : ChronoUnit.SECONDS),
                speaker,
                dress(speaker, draft.language(), text, mood, platform, at),
                Relation.NONE,
                attention(speaker, 1),
                facts);
    }

    private Words dress(Person speaker, String language, String text, Mood mood, Platform platform, Instant at) {
        boolean forum = platform == Platform.REDDIT || platform == Platform.HACKERNEWS;
        Optional<String> warning = platform == Platform.MASTODON && dice.chance(speaker.is(Trait.CW) ? 0.4 : 0.02)
                ? Optional.of(line("warning"))
                : Optional.empty();
        List<Picture> pictures = new ArrayList<>();
        if (platform.social() && dice.chance(0.12)) {
            String subject = mood == Mood.NEGATIVE ? "picture.bad" : "picture.good";
            pictures.add(new Picture(Long.toHexString(dice.bits()), dice.chance(0.8) ? line(subject) : ""));
        }
        if (platform == Platform.MASTODON && language.equals("en") && mood == Mood.NEUTRAL && dice.chance(0.08)) {
            Poll poll = poll(at);
            return new Words(
                    language, Optional.empty(), text, warning, List.of(), Optional.of(poll), OptionalInt.empty());
        }
        return new Words(
                language,
                forum ? Optional.of(headline(text)) : Optional.empty(),
                text,
                warning,
                pictures,
                Optional.empty(),
                OptionalInt.empty());
    }

    private Poll poll(Instant at) {
        List<Poll.Choice> choices = new ArrayList<>();
        int count = dice.between(2, 4);
        while (choices.size() < count) {
            String title = line("poll.choice");
            if (choices.stream().noneMatch(choice -> choice.title().equals(title))) {
                choices.add(new Poll.Choice(title, (int) dice.heavyTailed(2, 1)));
            }
        }
        return new Poll(choices, at.plus(Duration.ofDays(dice.between(1, 3))).truncatedTo(ChronoUnit.SECONDS));
    }

    private Utterance ours(long number, Instant at) {
        Person speaker = cast.of(Brand.ACME);
        Platform platform = socialPlatform();
        String link = "https://acmecoffee.example/"
                + dice.pick(List.of("shop/ember", "blog/slow-roasting", "machines/acme-one", "events"))
                + "?utm_source=" + platform.id() + "&utm_medium=social&utm_campaign="
                + dice.pick(List.of("autumn-roast", "winter-blend", "machine-week"));
        return branded(number, at, platform, speaker, Brand.ACME, "own.post", link);
    }

    private Utterance rivals(long number, Instant at) {
        Brand brand = dice.pick(List.of(Brand.BOLT, Brand.BOLT, Brand.VERDANT));
        String link = "https://" + brand.handle() + ".example/?utm_source=social&utm_campaign=launch";
        return branded(number, at, socialPlatform(), cast.of(brand), brand, "rival.post", link);
    }

    private Utterance branded(
            long number, Instant at, Platform platform, Person speaker, Brand brand, String symbol, String link) {
        Draft draft = wordsmith.say("en", symbol, Topic.TASTE, brand, Brand.ACME, Map.of("link", link));
        String text = voice.of(speaker, draft.text(), Mood.NEUTRAL) + (dice.chance(0.5) ? " #coffee" : "");
        Facts facts = Wordsmith.facts(draft, text, brand, Brand.ACME, speaker, Mood.POSITIVE);
        return new Utterance(
                number,
                new Place(platform, Kind.POST, ""),
                at.truncatedTo(ChronoUnit.MILLIS),
                speaker,
                Words.plain("en", text),
                Relation.NONE,
                attention(speaker, 1),
                facts);
    }

    private Utterance review(long number, Instant at) {
        Person speaker = speaker(at);
        boolean good = dice.chance(0.55);
        Intent intent = good ? Intent.PRAISE : Intent.COMPLAINT;
        Brand brand = brand();
        Brand other = brand == Brand.ACME ? Brand.BOLT : Brand.ACME;
        Topic topic = wordsmith.topicFor(speaker, "en", intent);
        Draft draft = wordsmith.say("en", good ? "review.good" : "review.bad", topic, brand, other, Map.of());
        Draft title =
                wordsmith.say("en", good ? "review.title.good" : "review.title.bad", topic, brand, other, Map.of());
        String text = named(voice.of(speaker, draft.text(), intent.mood()), brand);
        Facts facts = Wordsmith.facts(draft, text, brand, other, speaker, intent.mood());
        OptionalInt stars = OptionalInt.of(good ? dice.between(4, 5) : dice.between(1, 2));
        Words words = new Words(
                "en",
                Optional.of(title.text()),
                asWrittenOn(Platform.FEED, text),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                stars);
        return published(number, at, Kind.REVIEW, REVIEWS, speaker, words, facts);
    }

    private Utterance forum(long number, Instant at) {
        Person speaker = speaker(at);
        Brand brand = brand();
        Brand other = brand == Brand.ACME ? Brand.BOLT : Brand.ACME;
        Intent intent =
                dice.pick(List.of(Intent.QUESTION, Intent.QUESTION, Intent.IDEA, Intent.PURCHASE, Intent.COMPARISON));
        Topic topic = wordsmith.topicFor(speaker, "en", intent);
        Draft draft = wordsmith.about("en", intent, topic, brand, other);
        String text = finish(speaker, draft, intent.mood(), brand, Platform.FEED);
        Facts facts = Wordsmith.facts(draft, text, brand, other, speaker, intent.mood());
        Words words = new Words(
                "en",
                Optional.of(headline(text)),
                text,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                OptionalInt.empty());
        return published(number, at, Kind.ARTICLE, FORUM, speaker, words, facts);
    }

    private Utterance article(long number, Instant at, String feed, String author, String symbol) {
        Person speaker = cast.named(author);
        Brand brand = dice.chance(0.75) ? Brand.ACME : Brand.VERDANT;
        Brand other = brand == Brand.ACME ? Brand.BOLT : Brand.ACME;
        Topic topic = wordsmith.topicFor(speaker, "en", Intent.IDEA);
        Draft draft = wordsmith.say("en", symbol + ".body", topic, brand, other, Map.of());
        String title = asWrittenOn(
                Platform.FEED,
                wordsmith
                        .say("en", symbol + ".title", topic, brand, other, Map.of())
                        .text());
        String text = asWrittenOn(Platform.FEED, named(voice.of(speaker, draft.text(), Mood.NEUTRAL), brand));
        Facts facts = Wordsmith.facts(draft, text, brand, other, speaker, Mood.NEUTRAL);
        Words words = new Words(
                "en", Optional.of(title), text, Optional.empty(), List.of(), Optional.empty(), OptionalInt.empty());
        return published(number, at, Kind.ARTICLE, feed, speaker, words, facts);
    }

    private Utterance published(
            long number, Instant at, Kind kind, String feed, Person speaker, Words words, Facts facts) {
        return new Utterance(
                number,
                new Place(Platform.FEED, kind, feed),
                at.truncatedTo(ChronoUnit.SECONDS),
                speaker,
                words,
                Relation.NONE,
                new Attention(0, 0),
                facts);
    }

    private Utterance simple(long number, Instant at, Person speaker, String symbol, String suffix) {
        Platform platform = talkPlatform(speaker);
        String spamLink = "https://win.example/" + Long.toHexString(dice.bits() & 0xffffff);
        Draft draft = wordsmith.say(
                speaker.language(), symbol, Topic.TASTE, Brand.ACME, Brand.BOLT, Map.of("spamlink", spamLink));
        String text = asWrittenOn(platform, voice.of(speaker, draft.text(), Mood.NEUTRAL)) + suffix;
        Facts facts = Wordsmith.facts(draft, text, Brand.ACME, Brand.BOLT, speaker, Mood.NEUTRAL);
        boolean named = !symbol.equals("smalltalk");
        return new Utterance(
                number,
                new Place(platform, Kind.POST, venue(platform, dice)),
                at.truncatedTo(platform.social() ? ChronoUnit.MILLIS : ChronoUnit.SECONDS),
                speaker,
                new Words(
                        draft.language(),
                        platform.social() ? Optional.empty() : Optional.of(headline(text)),
                        text,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        OptionalInt.empty()),
                Relation.NONE,
                attention(speaker, 0.2),
                named
                        ? facts
                        : new Facts(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                speaker.personas(),
                                List.of(),
                                Mood.NEUTRAL,
                                Optional.empty()));
    }

    /** In the speaker's voice, with the brand named, tags hung on and the platform's habits respected. */
    String finish(Person speaker, Draft draft, Mood mood, Brand brand, Platform platform) {
        String text = named(voice.of(speaker, draft.text(), mood), brand);
        if (platform.social()) {
            text = (text + " "
                            + voice.hashtags(
                                    speaker,
                                    brand,
                                    draft.topics().stream().sorted().toList()))
                    .strip();
        }
        if (platform == Platform.MASTODON && !speaker.is(Trait.PLAIN) && dice.chance(0.06)) {
            text = text + " " + voice.blob();
        }
        if (platform.social() && speaker.belongsTo() == Person.Role.PRIVATE && dice.chance(0.04)) {
            text = text
                    + " https://acmecoffee.example/shop?utm_source=friend&utm_medium=referral&utm_campaign=share-a-cup";
        }
        return asWrittenOn(platform, text);
    }

    private String named(String text, Brand brand) {
        String lower = text.toLowerCase(Locale.ROOT);
        String first = brand.fullName().split(" ", 2)[0].toLowerCase(Locale.ROOT);
        if (lower.contains(first)) {
            return text;
        }
        return dice.chance(0.5) ? text + " @" + brand.handle() : brand.fullName() + ": " + text;
    }

    /** Handles and hashtags of one platform mean nothing on another. */
    static String asWrittenOn(Platform platform, String text) {
        if (platform.social()) {
            return text;
        }
        String plain = text;
        for (Brand brand : Brand.values()) {
            String joined = brand.fullName().replace(" ", "");
            plain = plain.replace("@" + brand.handle(), brand.fullName()).replace("#" + joined, brand.fullName());
        }
        return plain;
    }

    /** How many notice: grows with the followers, most posts get next to nothing. */
    Attention attention(Person speaker, double interest) {
        double noticed = StrictMath.pow(speaker.followers() + 5.0, 0.62) * 0.12 * interest;
        int likes = (int) Math.min(dice.heavyTailed(0.4, 1.1) * noticed, 60_000);
        return new Attention(likes, (int) (likes * dice.fraction() * 0.35));
    }

    private Person speaker(Instant at) {
        int hour = at.atZone(ZoneOffset.UTC).getHour();
        return dice.pick(cast.people(), person -> person.is(Trait.BOT) ? 0 : person.activity() * person.awake(hour));
    }

    private Brand brand() {
        return dice.chance(0.8) ? Brand.ACME : dice.pick(List.of(Brand.BOLT, Brand.BOLT, Brand.VERDANT));
    }

    private Platform talkPlatform(Person speaker) {
        List<Platform> open = settings.platforms().stream()
                .filter(platform -> platform != Platform.FEED)
                .sorted()
                .toList();
        boolean english = speaker.language().equals("en");
        return dice.pick(open, platform -> switch (platform) {
            case MASTODON -> 60;
            case BLUESKY -> 18;
            case REDDIT -> english ? 16 : 0.001;
            case HACKERNEWS -> english ? 4 : 0.001;
            case FEED -> 0;
        });
    }

    private Platform socialPlatform() {
        return dice.pick(
                settings.platforms().stream().filter(Platform::social).sorted().toList(),
                platform -> platform == Platform.MASTODON ? 3 : 1);
    }

    static String venue(Platform platform, Dice dice) {
        return platform == Platform.REDDIT ? dice.pick(SUBREDDITS) : "";
    }

    /** A line of the English grammar that names nobody. */
    private String line(String symbol) {
        return wordsmith
                .say("en", symbol, Topic.TASTE, Brand.ACME, Brand.BOLT, Map.of())
                .text();
    }

    private static String headline(String text) {
        String first = text.split("(?<=[.!?\\n]) ", 2)[0].replace('\n', ' ').strip();
        return first.length() <= 90 ? first : first.substring(0, first.offsetByCodePoints(0, 80)) + "…";
    }
}
