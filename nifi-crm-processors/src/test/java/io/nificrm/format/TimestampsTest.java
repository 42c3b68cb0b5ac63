package io.nificrm.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-22T10:00:00Z                    | 2026-11-22T10:00:00Z
            2026-11-22T10:00:00.123Z                | 2026-11-22T10:00:00.123Z
            2026-11-22T12:00:00+02:00               | 2026-11-22T10:00:00Z
            2026-11-22T12:00:00+0200                | 2026-11-22T10:00:00Z
            2023-07-21T01:33:51.481951              | 2023-07-21T01:33:51.481951Z
            2026-11-22 10:00:00                     | 2026-11-22T10:00:00Z
            2026-11-22 10:00:00 UTC                 | 2026-11-22T10:00:00Z
            2026-11-22T10:00Z                       | 2026-11-22T10:00:00Z
            2026-11-22                              | 2026-11-22T00:00:00Z
            1795341600                              | 2026-11-22T10:00:00Z
            1795341600123                           | 2026-11-22T10:00:00.123Z
            Sun, 22 Nov 2026 10:00:00 +0000         | 2026-11-22T10:00:00Z
            Sun, 22 Nov 2026 12:00:00 +0200 (EET)   | 2026-11-22T10:00:00Z
            22 Nov 2026 10:00 GMT                   | 2026-11-22T10:00:00Z
            Mon, 22 Nov 26 05:00:00 EST             | 2026-11-22T10:00:00Z
            Sunday, 22-Nov-26 10:00:00 UTC          | 2026-11-22T10:00:00Z
            29-04-2017 23:34                        | 2017-04-29T23:34:00Z
            """)
    void everyWayOfWritingIsUnderstood(String written, Instant time) {
        assertThat(Timestamps.parse(written)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-45", "Sun, 42 Nov 2026 10:00:00 +0000", "0", "1.2.3", "----"})
    void whatIsNoTimeIsAbsent(String written) {
        assertThat(Timestamps.parse(written)).isEmpty();
    }

    @Test
    void aFractionOfAnEpochSecondIsKeptToTheMillisecond() {
        assertThat(Timestamps.epoch(new BigDecimal("1467590690.25"))).contains(Instant.ofEpochMilli(1467590690250L));
    }
}
