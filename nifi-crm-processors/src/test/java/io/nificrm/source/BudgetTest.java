package io.nificrm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

    private final MovableClock clock = new MovableClock();

    @Test
    void pausesUntilTheNextMonthWhenNothingIsLeft() {
        Budget budget = month();
        budget.spend(9);
        assertThat(budget.notBefore()).isBefore(clock.instant());
        budget.spend(5);
        assertThat(budget.left()).isZero();
        assertThat(budget.notBefore()).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));

        clock.advance(Duration.ofDays(31));
        assertThat(budget.left()).isEqualTo(10);
    }

    @Test
    void aDayBeginsAtMidnightOfItsZone() {
        Budget budget = new Budget(1, Budget.Period.DAY, ZoneId.of("America/Los_Angeles"), clock);
        budget.spend(1);

        assertThat(budget.notBefore()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @Test
    void isTakenUpAfterARestartWithinThePeriodOnly() {
        Budget before = month();
        before.spend(7);
        Map<String, String> saved = before.ledger();

        Budget after = month();
        after.restore(saved);
        assertThat(after.left()).isEqualTo(3);

        clock.advance(Duration.ofDays(31));
        Budget nextMonth = month();
        nextMonth.restore(saved);
        assertThat(nextMonth.left()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-03-01", "2026-03-01 many", "2026-03-01 -5", "x 5"})
    void whatIsNoLedgerIsNotTakenUp(String entry) {
        Budget budget = month();
        budget.restore(Map.of("budget", entry));

        assertThat(budget.left()).isEqualTo(10);
    }

    private Budget month() {
        return new Budget(10, Budget.Period.MONTH, ZoneOffset.UTC, clock);
    }
}
