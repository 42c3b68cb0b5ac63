package io.nificrm.touchpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Touchpoints for tests. */
final class Touchpoints {
    private Touchpoints() {}

    /** One with every field set. */
    static Touchpoint full() {
        return TouchpointBuilder.builder()
                .id("mastodon:https://community.example/2")
                .type(Touchpoint.Type.MENTION)
                .timestamp(Instant.parse("2026-11-20T08:15:30.250Z"))
                .fetchedAt(Instant.parse("2026-11-20T08:16:00Z"))
                .indexedAt(Instant.parse("2026-11-20T08:16:05Z"))
                .lagSeconds(34.75)
                .handlingSeconds(5)
                .platform("mastodon")
                .channel(Touchpoint.Channel.SOCIAL)
                .kind(Touchpoint.Kind.REPLY)
                .url("https://community.example/@jo/2")
                .title("A title")
                .text("Lid leaks 😡\n\nagain “ü” \u2028 \u0000 end")
                .lang("en")
                .hashtags(List.of("coffee"))
                .mentions(List.of("acmecoffee@community.example"))
                .links(List.of(new Link("https://acme.example/?utm_source=m", Optional.of("acme.example"))))
                .media(List.of(new Media(
                        Optional.of("image"), Optional.of("https://community.example/lid.png"), Optional.of("a lid"))))
                .threadId("mastodon:https://community.example/1")
                .inReplyTo("mastodon:https://community.example/1")
                .repostOf("mastodon:https://community.example/0")
                .duplicateOf("mastodon:https://community.example/0")
                .author(AuthorBuilder.builder()
                        .id("7")
                        .handle("jo@community.example")
                        .name("Jo")
                        .url("https://community.example/@jo")
                        .bio("barista")
                        .followers(120)
                        .accountCreatedAt(Instant.parse("2020-01-02T00:00:00Z"))
                        .verified(false)
                        .bot(false)
                        .ours(false)
                        .build())
                .engagement(EngagementBuilder.builder()
                        .likes(1)
                        .reposts(2)
                        .replies(3)
                        .quotes(4)
                        .views(5)
                        .score(-6)
                        .build())
                .reach(120)
                .brands(List.of("acme"))
                .competitors(List.of("bolt"))
                .topics(List.of("packaging"))
                .personas(List.of("home_barista"))
                .needs(List.of("control"))
                .intents(List.of("complaint"))
                .keyMessages(List.of("slow-roasted"))
                .matches(Map.of("topics/packaging", List.of("lid")))
                .sentiment(new Sentiment(Sentiment.Label.NEGATIVE, OptionalDouble.of(-0.5), OptionalDouble.of(0.75)))
                .emotion(new Emotion("anger", OptionalDouble.of(0.6)))
                .spam(new Spam(0.44, List.of("many_hashtags", "all_caps")))
                .campaign(CampaignBuilder.builder().source("m").build())
                .person(PersonBuilder.builder()
                        .id("p1")
                        .matched(true)
                        .stage("engaged")
                        .segment(List.of("s"))
                        .build())
                .email(EmailDetailsBuilder.builder()
                        .messageId("<1@acme.example>")
                        .recipient("jo@post.example")
                        .bounce(new Bounce(Optional.of(Bounce.Type.HARD), Optional.of("5.1.1")))
                        .build())
                .triage(TriageBuilder.builder()
                        .queue("rapid_response")
                        .priority("p2")
                        .score(42.5)
                        .reasons(List.of("angry-and-loud"))
                        .dueAt(Instant.parse("2026-11-20T09:15:30Z"))
                        .status("new")
                        .responseSeconds(60)
                        .build())
                .raw(JsonNodeFactory.instance.objectNode().put("native", 1))
                .extra(Map.of("shop", JsonNodeFactory.instance.textNode("x")))
                .build();
    }
}
