package io.nificrm.triage.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.source.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final QuietHours NIGHT = QuietHours.parse("22:00-07:00", ZoneId.of("Europe/Berlin"), "p1");

    private final MovableClock clock = new MovableClock(); // noon UTC
    private AlertPolicy policy = policy(Optional.empty());

    @Test
    void theFirstWaitsForOthersAndOneMessageCountsAll() throws IOException {
        AlertBook book = new AlertBook(policy, Map.of());
        for (int i = 0; i < 40; i++) {
            book.add(alert("m:" + i, "late", i == 17 ? "p1" : "p3"), clock.instant());
        }

        assertThat(book.due(clock.instant())).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        List<AlertGroup> due = book.due(clock.instant());

        assertThat(due).singleElement().satisfies(group -> {
            assertThat(group.waiting()).isEqualTo(40);
            assertThat(group.worst()).hasSize(3).first().extracting(Alert::id).isEqualTo("m:17");
        });
    }

    @Test
    void aGroupThatWasToldIsQuietForItsInterval() throws IOException {
        AlertBook book = new AlertBook(policy, Map.of());
        book.add(alert("m:1", "late", "p2"), clock.instant());
        clock.advance(Duration.ofMinutes(1));
        book.told(book.due(clock.instant()), clock.instant());

        book.add(alert("m:2", "late", "p2"), clock.instant());
        clock.advance(Duration.ofMinutes(14));
        assertThat(book.due(clock.instant())).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(book.due(clock.instant()))
                .singleElement()
                .extracting(AlertGroup::waiting)
                .isEqualTo(1L);
    }

    @Test
    void groupsThatAreFlaggedTogetherShareAMessage() throws IOException {
        AlertBook book = new AlertBook(policy, Map.of());
        book.add(alert("m:1", "late", "p2"), clock.instant());
        clock.advance(Duration.ofSeconds(20));
        for (int i = 2; i < 9; i++) {
            book.add(alert("m:" + i, "rule" + i, "p2"), clock.instant());
        }
        clock.advance(Duration.ofSeconds(10));

        List<AlertGroup> due = book.due(clock.instant());
        assertThat(due).hasSize(8);
        book.told(due, clock.instant());
        clock.advance(Duration.ofHours(1));
        assertThat(book.due(clock.instant())).isEmpty();
    }

    @Test
    void nothingIsTakenInTwiceAlsoAfterARestart() throws IOException {
        AlertBook book = new AlertBook(policy, Map.of());
        assertThat(book.add(alert("m:1", "late", "p2"), clock.instant())).isTrue();

        AlertBook after = new AlertBook(policy, book.state(clock.instant()));

        assertThat(after.add(alert("m:1", "late", "p2"), clock.instant())).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(after.due(clock.instant()))
                .singleElement()
                .satisfies(group -> assertThat(group.worst()).containsExactly(alert("m:1", "late", "p2")));
    }

    @Test
    void aNightsAlertsAreOneMessageInTheMorningAndWhatIsUrgentGetsThrough() throws IOException {
        policy = policy(Optional.of(NIGHT));
        clock.advance(Duration.ofHours(10)); // 23:00 in Berlin
        AlertBook book = new AlertBook(policy, Map.of());
        book.add(alert("m:1", "late", "p2"), clock.instant());
        book.add(alert("m:2", "safety", "p1"), clock.instant());
        clock.advance(Duration.ofMinutes(1));

        List<AlertGroup> urgent = book.due(clock.instant());
        assertThat(urgent).extracting(AlertGroup::name).containsExactly("safety / delivery");
        book.told(urgent, clock.instant());

        clock.advance(Duration.ofHours(7)); // 06:01
        assertThat(book.due(clock.instant())).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(book.due(clock.instant())).extracting(AlertGroup::name).containsExactly("late / delivery");
    }

    @Test
    void quietHoursFollowTheWallClockThroughTheChangeToSummerTime() {
        // in Berlin, 7:00 is 6:00 UTC in winter and 5:00 UTC in summer; clocks changed on 2026-03-29
        assertThat(NIGHT.holds("p2", Instant.parse("2026-03-28T05:30:00Z"))).isTrue();
        assertThat(NIGHT.holds("p2", Instant.parse("2026-03-29T05:30:00Z"))).isFalse();
        assertThat(NIGHT.holds("p1", Instant.parse("2026-03-28T05:30:00Z"))).isFalse();
        assertThatThrownBy(() -> QuietHours.parse("at night", ZoneId.of("UTC"), ""))
                .hasMessageContaining("22:00-07:00");
        assertThatThrownBy(() -> QuietHours.parse("25:00-07:00", ZoneId.of("UTC"), ""))
                .hasMessageContaining("25:00");
    }

    @Test
    void theStateStaysSmallWhateverComes() throws IOException {
        AlertBook book = new AlertBook(policy, Map.of());
        for (int i = 0; i < 12_000; i++) {
            book.add(alert("m:" + i, "rule" + i, "p2"), clock.instant());
        }

        Map<String, String> state = book.state(clock.instant());

        assertThat(book.waiting()).isEqualTo(12_000);
        assertThat(state.values())
                .allSatisfy(value -> assertThat(value.length()).isLessThan(60_000));
        assertThat(state.values().stream().mapToInt(String::length).sum()).isLessThan(600_000);
        AlertBook after = new AlertBook(policy, state);
        assertThat(after.add(alert("m:11999", "rule11999", "p2"), clock.instant()))
                .isFalse();
        assertThat(after.add(alert("m:2001", "rule2001", "p2"), clock.instant()))
                .isFalse();
    }

    private static AlertPolicy policy(Optional<QuietHours> quiet) {
        return new AlertPolicy(GroupBy.RULE_AND_TOPIC, Duration.ofSeconds(30), Duration.ofMinutes(15), quiet, 3);
    }

    private static Alert alert(String id, String rule, String priority) {
        return new Alert(
                id,
                "mastodon",
                "@jo",
                "My parcel is late",
                Optional.empty(),
                OptionalLong.of(12),
                Instant.parse("2026-03-01T11:00:00Z"),
                Optional.of(rule),
                Optional.of("delivery"),
                Optional.of("acme"),
                Optional.of(priority),
                Optional.empty(),
                Optional.of(Instant.parse("2026-03-01T12:30:00Z")),
                OptionalLong.empty());
    }
}
