package io.nificrm.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.normalize.Collected;
import io.nificrm.normalize.Formats;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
    private static final String MAPPING = """
            platform: shopreviews
            items: data/reviews
            fields:
              id: /id
              timestamp: /created_at
              timestamp_of: {value: last_change}
              kind: {pointer: /event, words: {review_created: review, answer_created: reply}}
              channel: {value: review}
              text: {html: /body}
              title: /headline
              hashtags: /tags
              in_reply_to: /answers
              author.name: [/customer/display_name, /customer/name]
              author.followers: /customer/fans
              engagement.likes: /helpful
              rating: /stars
              outlet: /shop
              community: /group
              availability: /state
              extra.order: /order
            """;

    @Test
    void aMappingFileMakesTouchpointsOfAnyJson() {
        Collected reviews = Collected.of(Formats.json(MAPPING), """
                {"data":{"reviews":[
                  {"id":7,"event":"review_created","created_at":"2026-11-20T08:00:00+01:00","body":"<p>It leaks</p>https://acme.example/?utm_source=r","headline":"Bad lid","tags":["Lid","#Acme"],"customer":{"name":"Jo","fans":"12"},"helpful":3,"stars":1,"shop":"Acme Shop","group":"g","state":"heldBack","order":12},
                  {"id":8,"event":"answer_created","created_at":1795341600,"body":"Sorry","answers":7,"stars":11},
                  {"id":9,"event":"review_deleted","created_at":1795341600},
                  {"event":"review_created","created_at":1795341600}],"next":null}}""");

        assertThat(reviews.ids()).containsExactly("shopreviews:7", "shopreviews:8");
        Touchpoint review = reviews.touchpoints().getFirst();
        assertThat(review.kind()).isEqualTo(Touchpoint.Kind.REVIEW);
        assertThat(review.channel()).contains(Touchpoint.Channel.REVIEW);
        assertThat(review.timestamp()).isEqualTo(Instant.parse("2026-11-20T07:00:00Z"));
        assertThat(review.timestampOf()).contains(Touchpoint.TimestampOf.LAST_CHANGE);
        assertThat(review.text()).contains("It leaks\n\nhttps://acme.example/?utm_source=r");
        assertThat(review.hashtags()).containsExactly("lid", "acme");
        assertThat(review.author().orElseThrow().name()).contains("Jo");
        assertThat(review.author().orElseThrow().followers()).hasValue(12);
        assertThat(review.rating()).hasValue(1);
        assertThat(review.outlet()).contains("Acme Shop");
        assertThat(review.community()).contains("g");
        assertThat(review.availability()).contains("held_back");
        assertThat(review.extra()).containsOnlyKeys("order");
        assertThat(reviews.touchpoints().getLast().rating()).isEmpty();
        assertThat(review.campaign().orElseThrow().source()).contains("r");
        assertThat(reviews.touchpoints().getLast().inReplyTo()).contains("shopreviews:7");
        assertThat(reviews.touchpoints().getLast().author()).isEmpty();
        assertThat(reviews.reasons())
                .satisfiesExactly(
                        unknown ->
                                assertThat(unknown).startsWith("field 'kind': 'review_deleted' is none of post, reply"),
                        missing -> assertThat(missing).isEqualTo("field 'id' is missing"));
    }

    @Test
    void emailEventsOfAProviderThatNobodyForesaw() {
        Touchpoint event = Collected.of(
                        Formats.json("""
                                {"platform": "email", "fields": {"id": "/uuid", "timestamp": "/at", "kind": {"value": "bounced"},
                                 "email.recipient": "/rcpt", "email.bounce.type": "/class", "email.bounce.code": "/dsn"}}"""),
                        "{\"uuid\":\"a\",\"at\":1795341600,\"rcpt\":\"Jo@post.example\",\"class\":\"Hard\",\"dsn\":\"5.1.1\"}")
                .only();

        assertThat(event.type()).isEqualTo(Touchpoint.Type.EMAIL_EVENT);
        assertThat(event.email().orElseThrow().recipient()).contains("jo@post.example");
        assertThat(event.email().orElseThrow().bounce().orElseThrow().type()).contains(Bounce.Type.HARD);
    }

    @Test
    void aMappingWithAMistakeSaysWhereAndWhy() {
        String required = "timestamp: /t, kind: {value: post}";
        assertMistake("[", "not YAML");
        assertMistake("fields: {}", "lacks the field 'id'");
        assertMistake("fields: {id: /id, " + required + "}", "lacks 'platform'");
        assertMistake("{platform: x, fields: {id: id, " + required + "}}", "'id' is no JSON Pointer");
        assertMistake("{platform: x, fields: {id: /id, autor: /a, " + required + "}}", "Unknown field 'autor'");
        assertMistake("{platform: x, field: {}}", "Unknown entry 'field'");
        assertMistake(
                "{platform: x, fields: {id: {words: {a: b}}, " + required + "}}", "neither a pointer nor a value");
    }

    private static void assertMistake(String mapping, String reason) {
        assertThatThrownBy(() -> JsonMapping.of(mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
