package io.nificrm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GapStepTest {

    /** Newest first by second, in any order within a second, while people go on posting; the reader dies after any page. */
    @Property(tries = 500)
    void whereverReadingIsCutNothingIsLostAndNothingComesTwice(
            @ForAll @IntRange(min = 4, max = 20) int pageSize,
            @ForAll @IntRange(max = 120) int before,
            @ForAll @IntRange(max = 120) int meanwhile,
            @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        List<String> platform = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            post(platform, random);
        }
        String saved = GapCursor.startingAt(Instant.EPOCH).text();
        List<String> delivered = new ArrayList<>();
        int left = meanwhile;
        int quietPasses = 0;
        while (quietPasses < 2) {
            if (left > 0 && random.nextBoolean()) {
                post(platform, random);
                left--;
            }
            GapCursor cursor = GapCursor.parse(saved);
            List<String> page = page(platform, cursor, pageSize, random);
            GapStep step = GapStep.byTime(cursor, page, i -> false, page.size() == pageSize);
            step.fresh().stream().forEach(i -> delivered.add(page.get(i)));
            saved = step.next().text();
            quietPasses = step.more() || left > 0 ? 0 : quietPasses + 1;
        }

        assertThat(delivered).containsExactlyInAnyOrderElementsOf(platform);
    }

    /** Up to three posts share a second, but none comes into a second that readers have seen. */
    private static void post(List<String> platform, Random random) {
        Instant last = platform.isEmpty() ? Instant.ofEpochSecond(1_000) : TimePosition.time(platform.getLast());
        Instant next = last.plusSeconds(1 + random.nextInt(10));
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            platform.add(new TimePosition(next, "%05d".formatted(platform.size())).text());
        }
    }

    private static List<String> page(List<String> platform, GapCursor cursor, int pageSize, Random random) {
        List<String> found = new ArrayList<>(platform.stream()
                .filter(position -> cursor.resumeAt()
                        .map(resume -> !TimePosition.time(position).isAfter(TimePosition.time(resume)))
                        .orElse(true))
                .toList());
        Collections.shuffle(found, random);
        found.sort(Comparator.comparing((String position) -> TimePosition.time(position))
                .reversed());
        return found.subList(0, Math.min(pageSize, found.size()));
    }
}
