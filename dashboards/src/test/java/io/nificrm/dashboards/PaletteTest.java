package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Colours that must be told apart are far apart for every common kind of colour vision, and visible on both themes. */
class PaletteTest {

    /** Grafana's panel backgrounds. */
    private static final String DARK = "#181B1F";

    private static final String LIGHT = "#FFFFFF";

    /** WCAG 2.2, 1.4.11: graphical objects. */
    private static final double LEAST_CONTRAST_DARK = 2.5;

    private static final double LEAST_CONTRAST_LIGHT = 1.9;

    /** CIE76 in Lab; about 2 is just noticeable, ten is plain. */
    private static final double LEAST_DISTANCE = 15;

    static Stream<Arguments> meanings() {
        List<List<String>> together = List.of(
                List.of(Palette.NEGATIVE, Palette.NEUTRAL, Palette.POSITIVE, Palette.UNKNOWN),
                List.of(Palette.CALM, Palette.WATCH, Palette.ALARM),
                List.copyOf(Palette.priorities().values()),
                List.copyOf(Palette.emotions().values()));
        return together.stream().flatMap(colors -> Vision.ALL.stream().map(vision -> Arguments.of(colors, vision)));
    }

    @ParameterizedTest
    @MethodSource("meanings")
    void coloursThatStandTogetherCanBeToldApart(List<String> colors, Vision vision) {
        for (String one : colors) {
            for (String other : colors) {
                if (!one.equals(other)) {
                    assertThat(vision.distance(one, other))
                            .as(one + " and " + other)
                            .isGreaterThan(LEAST_DISTANCE);
                }
            }
        }
    }

    @Test
    void moodsAndSignalsCanBeSeenOnBothThemes() {
        List<String> colors = List.of(
                Palette.NEGATIVE,
                Palette.NEUTRAL,
                Palette.POSITIVE,
                Palette.UNKNOWN,
                Palette.CALM,
                Palette.WATCH,
                Palette.ALARM,
                Palette.PLAIN);

        assertThat(colors).allSatisfy(color -> {
            assertThat(Vision.contrast(color, DARK)).isGreaterThan(LEAST_CONTRAST_DARK);
            assertThat(Vision.contrast(color, LIGHT)).isGreaterThan(LEAST_CONTRAST_LIGHT);
        });
    }

    @Test
    void noMoodHasTheColourOfASignal() {
        assertThat(Palette.moods().values())
                .doesNotContain(Palette.CALM, Palette.WATCH, Palette.ALARM, Palette.PLAIN, Palette.OTHER);
    }
}
