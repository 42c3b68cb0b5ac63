package io.nificrm.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IndexNamesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final IndexNames names = new IndexNames("crm");

    @Test
    void aMonthIsThatOfUtc() {
        assertThat(names.at(IndexFamily.MENTIONS, Instant.parse("2026-11-30T23:59:59.999Z")))
                .isEqualTo("crm-mentions-2026.11");
        assertThat(names.at(IndexFamily.DEAD_LETTERS, Instant.parse("2027-01-01T00:00:00Z")))
                .isEqualTo("crm-dead-letters-2027.01");
        assertThat(names.at(IndexFamily.PEOPLE, NOW)).isEqualTo("crm-people");
    }

    @Test
    void anIndexTellsItsMonth() {
        assertThat(names.month(IndexFamily.EMAIL_EVENTS, "crm-email-events-2026.02"))
                .contains(YearMonth.of(2026, 2));
        assertThat(names.month(IndexFamily.MENTIONS, "crm-mentions-old")).isEmpty();
        assertThat(names.month(IndexFamily.MENTIONS, "crm-email-events-2026.02"))
                .isEmpty();
        assertThat(names.month(IndexFamily.PEOPLE, "crm-people")).isEmpty();
    }

    @Test
    void aPrefixThatElasticsearchWouldRefuseIsRefused() {
        for (String bad : new String[] {"", "CRM", "-crm", "_crm", "crm*", "a,b", "x".repeat(70)}) {
            assertThatThrownBy(() -> new IndexNames(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anArchiveOfAnyAgeSharesOneIndexSoThatItsDatesMakeNoThousands() {
        IndexNames names = new IndexNames("crm");

        assertThat(names.at(IndexFamily.MENTIONS, Instant.parse("2015-01-01T00:00:00Z")))
                .isEqualTo("crm-mentions-2015.01");
        for (String old : new String[] {"2014-12-31T23:59:59Z", "1999-04-30T04:34:45Z", "1970-01-01T00:00:00Z"}) {
            assertThat(names.at(IndexFamily.MENTIONS, Instant.parse(old))).isEqualTo("crm-mentions-older");
        }
    }

    @Test
    void onlyTimesOfTheWindowAreBelieved() {
        MonthWindow window = new MonthWindow(120, MonthWindow.DEFAULT.ahead());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        assertThat(window.refusal(NOW, clock)).isEmpty();
        assertThat(window.refusal(Instant.parse("2016-11-01T00:00:00Z"), clock)).isEmpty();
        assertThat(window.refusal(Instant.parse("2026-11-24T09:00:00Z"), clock)).isEmpty();
        assertThat(window.refusal(Instant.parse("2016-10-31T23:59:59Z"), clock))
                .hasValueSatisfying(reason -> assertThat(reason).contains("2016-11", "History Months"));
        assertThat(window.refusal(Instant.parse("2026-11-25T00:00:00Z"), clock))
                .hasValueSatisfying(reason -> assertThat(reason).contains("future"));
        assertThat(window.refusal(Instant.MIN, clock)).isPresent();
        assertThat(window.refusal(Instant.MAX, clock)).isPresent();
    }
}
