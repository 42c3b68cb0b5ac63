package io.nificrm.local.community.story;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** When a community talks: little at night, much in the morning and in the evening, more on working days. */
final class Rhythm {
    private static final double[] BY_HOUR = {
        0.35, 0.25, 0.2, 0.2, 0.3, 0.5, 0.9, 1.5, 1.8, 1.5, 1.3, 1.2, 1.3, 1.3, 1.2, 1.2, 1.3, 1.4, 1.4, 1.4, 1.3, 1.1,
        0.8, 0.5
    };

    private Rhythm() {}

    /** Relative loudness of an hour. */
    static double loudness(Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        DayOfWeek day = utc.getDayOfWeek();
        double weekday = switch (day) {
            case MONDAY -> 1.2;
            case SATURDAY -> 0.75;
            case SUNDAY -> 0.7;
            default -> 1;
        };
        return BY_HOUR[utc.getHour()] * weekday;
    }

    /** Moments between two instants, as many as asked for, crowded where the rhythm is loud; in order. */
    static List<Instant> moments(Dice dice, Instant from, Instant to, int count) {
        List<Instant> hours = new ArrayList<>();
        for (Instant hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
            hours.add(hour);
        }
        double[] loudness = hours.stream().mapToDouble(Rhythm::loudness).toArray();
        List<Integer> choices = IntStream.range(0, hours.size()).boxed().toList();
        List<Instant> moments = new ArrayList<>();
        for (int drawn = 0; drawn < count && !hours.isEmpty(); drawn++) {
            Instant hour = hours.get(dice.pick(choices, choice -> loudness[choice]));
            long length = Math.min(
                    Duration.between(hour, to).toMillis(), Duration.ofHours(1).toMillis());
            moments.add(hour.plusMillis((long) (dice.fraction() * length)));
        }
        moments.sort(null);
        return moments;
    }
}
