package io.nificrm.voice.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SketchProperties {
    /** Four and a half standard errors of 64 hash functions. */
    private static final double TOLERANCE = 0.28;

    @Property(tries = 200)
    void theSketchEstimatesTheShareOfFeaturesInCommon(
            @ForAll @Size(min = 5, max = 40) List<@IntRange(max = 30) Integer> one,
            @ForAll @Size(min = 5, max = 40) List<@IntRange(max = 30) Integer> other) {
        List<String> words = one.stream().map(number -> "w" + number).toList();
        List<String> others = other.stream().map(number -> "w" + number).toList();

        assertThat(Sketch.of(words).similarity(Sketch.of(others)))
                .isCloseTo(jaccard(features(words), features(others)), within(TOLERANCE));
    }

    @Property(tries = 100)
    void aTextIsFoundAgainAsLongAsItIsInTheWindow(
            @ForAll @IntRange(min = 1, max = 20) int capacity, @ForAll @IntRange(min = 1, max = 60) int texts) {
        SketchWindow window = new SketchWindow(capacity);
        for (int i = 0; i < texts; i++) {
            window.add(Sketch.of(text(i)), new Copies(new Voice("t" + i, i, Instant.EPOCH)));
        }

        for (int i = 0; i < texts; i++) {
            String id = "t" + i;
            boolean found = window.mostAlike(Sketch.of(text(i)), 1, known -> true)
                    .filter(best -> best.copies().first().touchpoint().equals(id))
                    .isPresent();
            assertThat(found).isEqualTo(i >= texts - capacity);
        }
    }

    private static List<String> text(int number) {
        return List.of("common", "words", "then" + number, "own" + number, "ones" + number, "end" + number);
    }

    private static Set<String> features(List<String> words) {
        Set<String> features = new HashSet<>(words);
        for (int i = 1; i < words.size(); i++) {
            features.add(words.get(i - 1) + ' ' + words.get(i));
        }
        return features;
    }

    private static double jaccard(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return (double) common.size() / all.size();
    }
}
