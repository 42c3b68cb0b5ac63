package io.nificrm.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.elasticsearch.IndexNames;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
    private static final IndexNames CRM = new IndexNames("crm");

    private static List<String> overAge(Map<IndexFamily, Integer> months, String today, String... indices) {
        Clock clock = Clock.fixed(Instant.parse(today + "T00:00:00Z"), ZoneOffset.UTC);
        return new RetentionPolicy(months).overAge(CRM, List.of(indices), clock);
    }

    @Test
    void aMonthIsOverAgeWhenAllOfItIs() {
        assertThat(overAge(
                        Map.of(IndexFamily.MENTIONS, 3),
                        "2026-11-30",
                        "crm-mentions-2026.11",
                        "crm-mentions-2026.08",
                        "crm-mentions-2026.07",
                        "crm-mentions-2025.12"))
                .containsExactly("crm-mentions-2025.12", "crm-mentions-2026.07");
    }

    @Test
    void whatIsBefore2015IsOverAgeWhenItsNewestMonthIs() {
        assertThat(overAge(Map.of(IndexFamily.MENTIONS, 3), "2026-11-30", "crm-mentions-older"))
                .containsExactly("crm-mentions-older");
        assertThat(overAge(Map.of(IndexFamily.MENTIONS, 1200), "2026-11-30", "crm-mentions-older"))
                .isEmpty();
    }

    @Test
    void othersAreNeverTouched() {
        assertThat(overAge(
                        Map.of(IndexFamily.MENTIONS, 1),
                        "2026-11-30",
                        "crm-mentions-2020.01.backup",
                        "crm-mentions-reindexed",
                        "crm-mentions",
                        "crm-email-events-2020.01",
                        "crm-people",
                        "other-mentions-2020.01",
                        "crm-mentions-2020.13"))
                .isEmpty();
    }

    @Test
    void peopleHaveNoMonthsAndNothingIsKeptForNoMonth() {
        assertThatThrownBy(() -> new RetentionPolicy(Map.of(IndexFamily.PEOPLE, 3)))
                .hasMessageContaining("no monthly indices");
        assertThatThrownBy(() -> new RetentionPolicy(Map.of(IndexFamily.MENTIONS, 0)))
                .hasMessageContaining("at least one month");
    }
}
