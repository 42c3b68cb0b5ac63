package io.nificrm.source.googleplay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GooglePlayFormatTest {

    @Test
    void aReviewAndTheAnswerToItBecomeTwoMentions() {
        Collected items = Collected.of(new GooglePlayFormat(), """
                {"packageName":"com.acme.coffee","reviews":[{"reviewId":"gp:AOqp","authorName":"Jo B","comments":[
                  {"userComment":{"text":"It leaks\\tThe lid leaks, see https://acme.example/?utm_source=play","lastModified":{"seconds":"1795341600","nanos":250000000},
                    "starRating":2,"reviewerLanguage":"de_AT","device":"oriole","androidOsVersion":34,"appVersionCode":310,"appVersionName":"3.1.0","thumbsUpCount":4,
                    "deviceMetadata":{"productName":"oriole (Pixel 6)"}}},
                  {"developerComment":{"text":"Sorry, a new lid is on its way","lastModified":{"seconds":"1795345200"}}}]}],
                 "tokenPagination":{"nextPageToken":"x"}}""");

        Touchpoint review = items.touchpoints().getFirst();
        assertThat(review.id()).isEqualTo("googleplay:gp:AOqp");
        assertThat(review.kind()).isEqualTo(Touchpoint.Kind.REVIEW);
        assertThat(review.channel()).contains(Touchpoint.Channel.REVIEW);
        assertThat(review.timestamp()).isEqualTo(Instant.parse("2026-11-22T10:00:00.250Z"));
        assertThat(review.timestampOf()).contains(Touchpoint.TimestampOf.LAST_CHANGE);
        assertThat(review.title()).contains("It leaks");
        assertThat(review.text()).contains("The lid leaks, see https://acme.example/?utm_source=play");
        assertThat(review.url())
                .contains("https://play.google.com/store/apps/details?id=com.acme.coffee&reviewId=gp%3AAOqp");
        assertThat(review.lang()).contains("de-AT");
        assertThat(review.rating()).hasValue(2);
        assertThat(review.author().orElseThrow().name()).contains("Jo B");
        assertThat(review.engagement().orElseThrow().likes()).hasValue(4);
        assertThat(review.campaign().orElseThrow().source()).contains("play");
        assertThat(review.extra().get("app_version").textValue()).isEqualTo("3.1.0");
        assertThat(review.extra().get("device").textValue()).isEqualTo("oriole (Pixel 6)");
        Touchpoint answer = items.touchpoints().getLast();
        assertThat(answer.kind()).isEqualTo(Touchpoint.Kind.REPLY);
        assertThat(answer.id()).isEqualTo("googleplay:gp:AOqp#reply");
        assertThat(answer.inReplyTo()).contains("googleplay:gp:AOqp");
        assertThat(answer.threadId()).isEqualTo(review.threadId());
        assertThat(answer.author().orElseThrow().ours()).contains(true);
        assertThat(answer.timestamp()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(answer.timestampOf()).contains(Touchpoint.TimestampOf.LAST_CHANGE);
    }

    @Test
    void aReviewThatCannotBeReadDoesNotStopItsNeighbours() {
        Collected items = Collected.of(new GooglePlayFormat(), """
                {"reviews":[{"reviewId":"1","comments":[{"userComment":{"text":"x"}}]},
                            {"reviewId":"2","comments":[{"userComment":{"text":"y","lastModified":{"seconds":"1795341600"}}}]},
                            {"reviewId":"3","comments":[]}]}
                {"reviewId":"4","comments":[{"userComment":{"text":"z","lastModified":{"seconds":"1795341600"}}}]}
                {"pageInfo":{"totalResults":0}}
                {"error":{"code":403}}
                """);

        assertThat(items.ids()).containsExactly("googleplay:2", "googleplay:4");
        assertThat(items.ignored()).containsExactly("page without a review");
        assertThat(items.reasons())
                .containsExactly(
                        "field 'lastModified.seconds' is missing",
                        "field 'comments' has no 'userComment'",
                        "this is no review: it has neither 'reviewId' nor 'reviews'");
    }
}
