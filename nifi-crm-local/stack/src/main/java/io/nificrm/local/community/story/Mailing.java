package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Facts.Mood;
import io.nificrm.local.community.story.MailEvent.Bounce;
import io.nificrm.local.community.story.MailEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mail side of the story: two newsletters, one the day before the start and one a minute after it, with what became
 * of each mail, and customers who write, get an answer, and thank. Immutable once made; depends on its settings alone.
 */
public final class Mailing {
    private static final Bounce NO_SUCH_USER = new Bounce("5.1.1", "550 5.1.1 User unknown", true);
    private static final Bounce MAILBOX_FULL = new Bounce("4.2.2", "452 4.2.2 Mailbox full", false);

    private final List<MailEvent> events = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final Dice dice;
    private final Wordsmith wordsmith;

    /**
     * The mails of a community.
     *
     * @param recipients of each newsletter; a tenth of them also writes a mail
     */
    public Mailing(StorySettings settings, Cast cast, int recipients) {
        this.dice = new Dice(settings.seed() * 31 + 17);
        this.wordsmith = new Wordsmith(dice);
        List<Person> list = cast.people().stream()
                .filter(person -> !person.is(Person.Trait.BOT))
                .limit(recipients)
                .toList();
        Instant start = settings.start().truncatedTo(ChronoUnit.SECONDS);
        list.forEach(person -> newsletter(person, "autumn-roast", start.minus(Duration.ofHours(26)), 60));
        list.forEach(person -> newsletter(person, "winter-blend", start.plusSeconds(60), 1));
        for (int index = 0; index < recipients / 10; index++) {
            Person writer = dice.pick(list);
            correspondence(writer, start.minusSeconds(dice.between(3_600, 13 * 86_400)));
        }
        events.sort(Comparator.comparing(MailEvent::at).thenComparingLong(MailEvent::number));
        letters.sort(Comparator.comparing(Letter::at).thenComparingLong(Letter::number));
    }

    /** The address of a person. */
    public static String address(Person person) {
        return person.handle() + "@mail.example";
    }

    /** What happened to newsletters up to a moment, oldest first. */
    public List<MailEvent> events(Instant now) {
        return events.stream().filter(event -> !event.at().isAfter(now)).toList();
    }

    /** Mails written up to a moment, oldest first. */
    public List<Letter> letters(Instant now) {
        return letters.stream().filter(letter -> !letter.at().isAfter(now)).toList();
    }

    /** When something happens to a newsletter next. */
    public Optional<Instant> nextEvent(Instant now) {
        return events.stream().map(MailEvent::at).filter(at -> at.isAfter(now)).findFirst();
    }

    /**
     * One mail of a newsletter.
     *
     * @param unit seconds that people take, scaled: a minute in the past, a second live
     */
    private void newsletter(Person person, String campaign, Instant sent, int unit) {
        String mail = campaign + "-" + person.number();
        Instant arrived = sent.plusSeconds(dice.between(1, 20));
        if (dice.chance(0.04)) {
            Bounce bounce = dice.chance(0.7) ? NO_SUCH_USER : MAILBOX_FULL;
            note(arrived, Kind.BOUNCED, mail, person, campaign, Optional.empty(), Optional.of(bounce));
            return;
        }
        note(arrived, Kind.DELIVERED, mail, person, campaign, Optional.empty(), Optional.empty());
        if (!dice.chance(0.45)) {
            return;
        }
        Instant opened = arrived.plusSeconds((long) (unit * Math.min(dice.around(40, 1), 600)) + 1);
        note(opened, Kind.OPENED, mail, person, campaign, Optional.empty(), Optional.empty());
        Instant later = opened.plusSeconds((long) unit * dice.between(1, 3) + 5);
        if (dice.chance(0.25)) {
            String link = "https://acmecoffee.example/shop/ember?utm_source=newsletter&utm_medium=email&utm_campaign="
                    + campaign;
            note(later, Kind.CLICKED, mail, person, campaign, Optional.of(link), Optional.empty());
        } else if (dice.chance(0.05)) {
            note(later, Kind.UNSUBSCRIBED, mail, person, campaign, Optional.empty(), Optional.empty());
        } else if (dice.chance(0.03)) {
            note(later, Kind.COMPLAINED, mail, person, campaign, Optional.empty(), Optional.empty());
        }
    }

    private void note(
            Instant at,
            Kind kind,
            String mail,
            Person person,
            String campaign,
            Optional<String> link,
            Optional<Bounce> bounce) {
        events.add(new MailEvent(events.size() + 1L, at, kind, mail, person, campaign, link, bounce));
    }

    private void correspondence(Person writer, Instant at) {
        boolean angry = dice.chance(0.7);
        Intent intent = angry ? Intent.COMPLAINT : Intent.QUESTION;
        Topic topic = wordsmith.topicFor(writer, "en", intent);
        Mood mood = angry ? Mood.NEGATIVE : Mood.NEUTRAL;
        String subject = say(angry ? "mail.subject.bad" : "mail.subject.ask", topic, writer);
        Letter opening = letter(
                at,
                writer,
                false,
                subject,
                say(angry ? "mail.bad" : "mail.ask", topic, writer),
                Optional.empty(),
                facts(writer, topic, intent.ids(), mood));
        if (!dice.chance(0.8)) {
            return;
        }
        Letter answer = letter(
                at.plusSeconds(dice.between(600, 14_400)),
                writer,
                true,
                "Re: " + subject,
                say("mail.answer", topic, writer),
                Optional.of(opening),
                facts(writer, topic, List.of(), Mood.NEUTRAL));
        if (dice.chance(0.6)) {
            letter(
                    answer.at().plusSeconds(dice.between(300, 7_200)),
                    writer,
                    false,
                    "Re: " + subject,
                    say("mail.thanks", topic, writer),
                    Optional.of(answer),
                    facts(writer, topic, List.of("praise"), Mood.POSITIVE));
        }
    }

    private Letter letter(
            Instant at,
            Person writer,
            boolean ours,
            String subject,
            String text,
            Optional<Letter> parent,
            Facts facts) {
        Letter letter = new Letter(letters.size() + 1L, at, writer, ours, subject, text, parent, facts);
        letters.add(letter);
        return letter;
    }

    private String say(String symbol, Topic topic, Person writer) {
        String first = writer.name().split(" ", 2)[0];
        return Openings.asWrittenOn(
                Platform.FEED,
                wordsmith
                        .say(
                                "en",
                                symbol,
                                topic,
                                Brand.ACME,
                                Brand.BOLT,
                                Map.of("sender", writer.name(), "author", first))
                        .text());
    }

    private static Facts facts(Person writer, Topic topic, List<String> intents, Mood mood) {
        return new Facts(
                List.of(Brand.ACME.id()),
                List.of(),
                List.of(topic.id()),
                intents,
                writer.personas(),
                List.of(),
                mood,
                Optional.empty());
    }
}
