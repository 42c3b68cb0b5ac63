package io.nificrm.source.appstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AppStoreFormatTest {
    private static final String REVIEW = """
            {"author":{"uri":{"label":"https://itunes.apple.com/at/reviews/id638572168"},"name":{"label":"Jo B"},"label":""},
             "updated":{"label":"2026-11-20T08:15:30-07:00"},"im:rating":{"label":"1"},"im:version":{"label":"3.4.3"},
             "id":{"label":"6290024630"},"title":{"label":"It leaks & drips"},
             "content":{"label":"The lid leaks.\\nSee https://acme.example/?utm_source=app","attributes":{"type":"text"}},
             "link":{"attributes":{"rel":"related","href":"https://itunes.apple.com/at/review?id=1404176564&type=Purple%20Software"}},
             "im:voteSum":{"label":"3"},"im:contentType":{"attributes":{"term":"Application","label":"Application"}},"im:voteCount":{"label":"5"}}""";

    @Test
    void aReviewKeepsEverythingThatTheDocumentHasAFieldFor() {
        Touchpoint review = Collected.of(new AppStoreFormat(), "{\"feed\":{\"entry\":[" + REVIEW + "]}}")
                .only();

        assertThat(review.id()).isEqualTo("appstore:6290024630");
        assertThat(review.kind()).isEqualTo(Touchpoint.Kind.REVIEW);
        assertThat(review.channel()).contains(Touchpoint.Channel.REVIEW);
        assertThat(review.timestamp()).isEqualTo(Instant.parse("2026-11-20T15:15:30Z"));
        assertThat(review.timestampOf()).contains(Touchpoint.TimestampOf.LAST_CHANGE);
        assertThat(review.title()).contains("It leaks & drips");
        assertThat(review.text()).contains("The lid leaks.\nSee https://acme.example/?utm_source=app");
        assertThat(review.rating()).hasValue(1);
        assertThat(review.outlet()).contains("App Store");
        assertThat(review.campaign().orElseThrow().source()).contains("app");
        assertThat(review.author().orElseThrow().name()).contains("Jo B");
        assertThat(review.author().orElseThrow().id()).contains("638572168");
        assertThat(review.engagement().orElseThrow().likes()).hasValue(3);
        assertThat(review.extra().get("app").textValue()).isEqualTo("1404176564");
        assertThat(review.extra().get("app_version").textValue()).isEqualTo("3.4.3");
        assertThat(review.extra().get("country").textValue()).isEqualTo("at");
    }

    @Test
    void pagesListsSingleReviewsAndTheAppItselfAreToldApart() {
        Collected items = Collected.of(new AppStoreFormat(), """
                {"feed":{"entry":[{"im:name":{"label":"Acme"},"id":{"label":"x"}},%1$s]}}
                {"feed":{"entry":%1$s}}
                {"feed":{"title":{"label":"none"}}}
                %1$s
                {"other":1}
                """.formatted(REVIEW));

        assertThat(items.ids()).hasSize(3).containsOnly("appstore:6290024630");
        assertThat(items.ignored()).containsExactly("the app itself, which heads its reviews", "page without a review");
        assertThat(items.reasons()).containsExactly("field 'im:rating' is missing: this is no review");
    }
}
