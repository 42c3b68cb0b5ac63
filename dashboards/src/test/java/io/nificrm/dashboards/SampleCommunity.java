package io.nificrm.dashboards;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.BounceBuilder;
import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.CampaignBuilder;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.EngagementBuilder;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.PersonBuilder;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TouchpointId;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A few thousand touchpoints around an invented brand over the last 30 days, the same in every run but for the time at
 * which they end. With mentions of everything that the boards count, and with some that lack each optional field.
 */
final class SampleCommunity {

    private static final List<String> PLATFORMS = List.of("mastodon", "reddit", "feed", "bluesky", "email");
    private static final List<String> TOPICS = List.of("delivery", "taste", "price", "packaging", "app");
    private static final List<String> PERSONAS = List.of("home_barista", "office-manager", "student");
    private static final List<String> NEEDS = List.of("safety", "belonging", "recognition", "control", "value");
    private static final List<String> INTENTS = List.of("complaint", "question", "idea", "praise", "recommendation");
    private static final List<String> QUEUES = List.of("rapid_response", "feedback", "advocacy");
    private static final List<String> EMOTIONS = List.of("anger", "joy", "optimism", "sadness");
    private static final List<String> LANGUAGES = List.of("en", "de", "pt-BR");
    private static final List<String> SAYINGS = List.of(
            "The lid of my new cup leaks all over the bag, again",
            "Third parcel in a row that arrives crushed. Who packs these?",
            "Honestly the best espresso I have made at home",
            "Is the decaf coming back this winter?",
            "Why does the app forget my grinder every single week",
            "Recommended it to the whole office, nobody complained yet",
            "You should sell the beans in one kilo bags, please",
            "Paid twice for one order and support does not answer",
            "Tastes of hazelnut and toast, exactly as the label says");
    private static final List<String> WORDS =
            List.of("lid", "leaks", "parcel", "crushed", "espresso", "decaf", "grinder", "app", "support", "hazelnut");
    private static final List<String> OUTCOMES = List.of("calmer", "same", "worse", "thanked");

    private final Random random = new Random(20261122);
    private final Instant now;
    private final List<Touchpoint> touchpoints = new ArrayList<>();

    /** The community until a moment; nothing of it is later. */
    SampleCommunity(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        for (int number = 0; number < 3000; number++) {
            touchpoints.add(mention(number));
        }
        for (int number = 0; number < 1500; number++) {
            touchpoints.add(email(number));
        }
    }

    Instant now() {
        return now;
    }

    List<Touchpoint> touchpoints() {
        return List.copyOf(touchpoints);
    }

    /** An author, as the index of people keeps one. */
    record Voice(String id, Instant firstSeen, Instant lastSeen, long touchpoints, String stage) {}

    /** The authors of the mentions, ours left out. */
    List<Voice> people() {
        Map<String, List<Touchpoint>> said = touchpoints.stream()
                .filter(touchpoint -> touchpoint.type() == Touchpoint.Type.MENTION)
                .filter(touchpoint -> touchpoint.author().flatMap(Author::ours).equals(Optional.of(false)))
                .collect(Collectors.groupingBy(
                        touchpoint -> touchpoint.author().flatMap(Author::id).orElseThrow()));
        return said.entrySet().stream()
                .map(entry -> voice(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Voice voice(String id, List<Touchpoint> said) {
        List<Instant> times = said.stream().map(Touchpoint::timestamp).sorted().toList();
        String stage = switch (id.hashCode() % 3) {
            case 0 -> "advocate";
            case 1 -> "at_risk";
            default -> "aware";
        };
        // some of them are new, as if their older mentions were somebody else's
        Instant first = id.endsWith("1") ? times.getLast() : times.getFirst();
        return new Voice(id, first, times.getLast(), said.size(), stage);
    }

    private Instant some(Duration back) {
        // the square crowds them into the last days, as a demo does
        double share = random.nextDouble();
        return now.minus(Duration.ofMillis((long) (back.toMillis() * share * share)))
                .minusSeconds(1)
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private Touchpoint mention(int number) {
        Instant at = some(Duration.ofDays(30));
        String platform = one(PLATFORMS);
        boolean ours = random.nextInt(20) == 0;
        Instant fetched = at.plusSeconds(random.nextInt(60));
        Instant indexed = at.plusSeconds(60L + random.nextInt(120));
        TouchpointBuilder mention = TouchpointBuilder.builder()
                .id(TouchpointId.of(platform, "sample-" + number))
                .type(Touchpoint.Type.MENTION)
                .timestamp(at)
                .fetchedAt(fetched)
                .indexedAt(indexed)
                .lagSeconds((double) Duration.between(at, indexed).toSeconds())
                .handlingSeconds((double) Duration.between(fetched, indexed).toSeconds())
                .platform(platform)
                .channel(platform.equals("email") ? Touchpoint.Channel.EMAIL : Touchpoint.Channel.SOCIAL)
                .kind(number % 3 == 0 ? Touchpoint.Kind.REPLY : Touchpoint.Kind.POST)
                .url("https://" + platform + ".example/" + number)
                .text(one(SAYINGS) + " (" + number + ")")
                .author(author(number % 120, ours))
                .engagement(EngagementBuilder.builder()
                        .likes(OptionalLong.of(random.nextInt(50)))
                        .reposts(OptionalLong.of(random.nextInt(10)))
                        .replies(OptionalLong.of(random.nextInt(10)))
                        .build())
                .reach(OptionalLong.of((long) Math.exp(random.nextDouble() * 11)));
        if (number % 13 == 5) {
            mention.duplicateOf(TouchpointId.of(platform, "sample-" + (number - 5)));
        }
        if (number % 7 != 0) {
            mention.lang(one(LANGUAGES));
        }
        mention.brands(number % 5 == 4 ? List.of() : List.of("acme"));
        mention.competitors(number % 5 == 4 ? List.of(number % 2 == 0 ? "bolt" : "crema") : List.of());
        mention.topics(some(TOPICS)).personas(some(PERSONAS)).needs(some(NEEDS)).intents(some(INTENTS));
        mention.mentions(number % 4 == 0 ? List.of("acme") : number % 14 == 1 ? List.of("bolt", "acme") : List.of());
        mention.words(some(WORDS));
        mention.hashtags(number % 4 == 0 ? List.of("acme", one(TOPICS)) : List.of());
        mention.links(number % 6 == 0 ? List.of(link(number)) : List.of());
        mention.keyMessages(number % 9 == 0 ? List.of("slow-roasted") : List.of());
        if (number % 10 == 0) {
            mention.campaign(campaign(number));
        }
        if (number % 11 != 0) {
            mention.sentiment(sentiment());
            mention.emotion(new Emotion(one(EMOTIONS), OptionalDouble.of(0.7)));
        }
        if (number % 3 == 0) {
            mention.person(PersonBuilder.builder()
                    .id("person-" + number % 120)
                    .matched(number % 2 == 0)
                    .stage(number % 2 == 0 ? "advocate" : "aware")
                    .build());
        }
        if (number % 4 == 1) {
            mention.triage(triage(at, number));
        } else if (ours && number % 4 == 2) {
            mention.triage(TriageBuilder.builder()
                    .queue("feedback")
                    .priority("p3")
                    .reasons(List.of("caps/posts"))
                    .dueAt(at.plus(Duration.ofHours(8)))
                    .status("new")
                    .build());
        }
        return mention.build();
    }

    private Sentiment sentiment() {
        return switch (random.nextInt(3)) {
            case 0 -> new Sentiment(Sentiment.Label.NEGATIVE, OptionalDouble.of(-0.8), OptionalDouble.of(0.9));
            case 1 -> new Sentiment(Sentiment.Label.NEUTRAL, OptionalDouble.of(0.1), OptionalDouble.of(0.6));
            default -> new Sentiment(Sentiment.Label.POSITIVE, OptionalDouble.of(0.7), OptionalDouble.of(0.9));
        };
    }

    private Author author(int number, boolean ours) {
        return AuthorBuilder.builder()
                .id("author-" + number)
                .handle(ours ? "acme" : "person" + number)
                .name("Person " + number)
                .followers(OptionalLong.of(number * 100L))
                .ours(ours)
                .build();
    }

    private Triage triage(Instant at, int number) {
        String priority = "p" + (1 + random.nextInt(4));
        Instant due = at.plus(
                switch (priority) {
                    case "p1" -> Duration.ofMinutes(15);
                    case "p2" -> Duration.ofHours(1);
                    case "p3" -> Duration.ofHours(8);
                    default -> Duration.ofHours(24);
                });
        TriageBuilder triage = TriageBuilder.builder()
                .queue(one(QUEUES))
                .priority(priority)
                .reasons(List.of("angry-and-loud"))
                .dueAt(due);
        switch (number % 5) {
            case 0 -> triage.status("new");
            case 1 -> triage.status("acknowledged").assignee("ann").acknowledgedAt(at.plusSeconds(120));
            case 2, 3 -> {
                long seconds = 60L + random.nextInt(20_000);
                Instant answered = at.plusSeconds(seconds);
                if (answered.isBefore(now)) {
                    if (number % 2 != 0) {
                        triage.resolvedAt(answered.plusSeconds(600)).resolutionSeconds(seconds + 600);
                    }
                    triage.status(number % 2 == 0 ? "responded" : "resolved")
                            .assignee(number % 2 == 0 ? "ann" : "ben")
                            .acknowledgedAt(at.plusSeconds(30))
                            .respondedAt(answered)
                            .responseSeconds(OptionalLong.of(seconds))
                            .outcome(number % 3 == 0 ? Optional.empty() : Optional.of(one(OUTCOMES)));
                    comeback(triage, answered, number);
                }
            }
            default -> triage.status("dismissed");
        }
        return triage.build();
    }

    /** Of four authors one comes back and is answered, one is answered twice and waits again, one waits for a first next answer. */
    private static void comeback(TriageBuilder triage, Instant answered, int number) {
        Instant again = answered.plusSeconds(1_200);
        switch (number / 20 % 4) {
            case 0 -> triage.nextResponseSeconds(List.of(300L + number * 7L));
            case 1 -> triage.nextResponseSeconds(List.of(100L, 20L * number)).nextAskedAt(again);
            case 2 -> triage.nextAskedAt(again);
            default -> {
                // came back no more
            }
        }
    }

    private Touchpoint email(int number) {
        Instant at = some(Duration.ofDays(30));
        Touchpoint.Kind kind = switch (number % 20) {
            case 0, 1, 2, 3, 4, 5 -> Touchpoint.Kind.SENT;
            case 6, 7, 8, 9, 10 -> Touchpoint.Kind.DELIVERED;
            case 11, 12, 13 -> Touchpoint.Kind.OPENED;
            case 14, 15 -> Touchpoint.Kind.CLICKED;
            case 16 -> Touchpoint.Kind.REPLIED;
            case 17 -> Touchpoint.Kind.BOUNCED;
            case 18 -> Touchpoint.Kind.UNSUBSCRIBED;
            default -> Touchpoint.Kind.COMPLAINED;
        };
        TouchpointBuilder event = TouchpointBuilder.builder()
                .id(TouchpointId.of("sendgrid", "event-" + number))
                .type(Touchpoint.Type.EMAIL_EVENT)
                .timestamp(at)
                .indexedAt(at.plusSeconds(5))
                .lagSeconds(5)
                .platform("email")
                .channel(Touchpoint.Channel.EMAIL)
                .kind(kind)
                .brands(List.of("acme"))
                .personas(some(PERSONAS))
                .campaign(campaign(number));
        var details = EmailDetailsBuilder.builder()
                .messageId("message-" + number % 300)
                .recipient("recipient-" + number % 90 + (number % 3 == 0 ? "@post.example" : "@mail.example"))
                .provider("sendgrid")
                .list(number % 2 == 0 ? "newsletter" : "offers");
        if (kind == Touchpoint.Kind.BOUNCED) {
            details.bounce(BounceBuilder.builder()
                            .type(number % 40 == 17 ? Bounce.Type.HARD : Bounce.Type.SOFT)
                            .code("5.1.1")
                            .build())
                    .reason("mailbox unknown");
        }
        if (kind == Touchpoint.Kind.SENT && number % 9 == 0) {
            event.triage(TriageBuilder.builder()
                    .queue("feedback")
                    .priority("p3")
                    .reasons(List.of(number % 2 == 0 ? "caps/mails" : "caps/offers"))
                    .dueAt(at.plus(Duration.ofHours(8)))
                    .status("new")
                    .build());
        }
        if (kind == Touchpoint.Kind.REPLIED) {
            event.sentiment(sentiment());
        }
        return event.email(details.build()).build();
    }

    private static Campaign campaign(int number) {
        return CampaignBuilder.builder()
                .source(number % 20 == 0 ? "newsletter" : "mastodon")
                .name(number % 30 == 0 ? "autumn" : "winter")
                .build();
    }

    private static Link link(int number) {
        String domain = number % 4 == 0 ? "news.example" : "blog.example";
        return new Link("https://" + domain + "/" + number, Optional.of(domain));
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private List<String> some(List<String> choices) {
        return choices.stream()
                .filter(choice -> random.nextInt(choices.size()) == 0)
                .toList();
    }
}
