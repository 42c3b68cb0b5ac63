package io.nificrm.voice.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AuthorHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PersonaRules RULES = new PersonaRules(Duration.ofDays(10), 1.5);

    @Test
    void evidenceHalvesEveryHalfLife() {
        AuthorHistory history = AuthorHistory.NONE
                .with("a", NOON, List.of("barista"), RULES)
                .with("b", NOON.plus(Duration.ofDays(20)), List.of("barista"), RULES);

        assertThat(history.weights().get("barista")).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void twoMentionsWithinOneHalfLifeMakeAPersonaStandUntilItFades() {
        AuthorHistory one = AuthorHistory.NONE.with("a", NOON, List.of("barista"), RULES);
        AuthorHistory two = one.with("b", NOON.plus(Duration.ofDays(9)), List.of("barista", "parent"), RULES);

        assertThat(one.standing(NOON, RULES)).isEmpty();
        assertThat(two.standing(NOON.plus(Duration.ofDays(9)), RULES)).containsExactly("barista");
        assertThat(two.standing(NOON.plus(Duration.ofDays(12)), RULES)).isEmpty();
    }

    @Test
    void aReplayOfTheLastTouchpointsCountsNothingTwice() {
        AuthorHistory history = AuthorHistory.NONE;
        for (int i = 0; i < AuthorHistory.MOST_COUNTED; i++) {
            history = history.with("t" + i, NOON.plusSeconds(i), List.of("barista"), RULES);
        }
        AuthorHistory before = history;
        for (int i = 0; i < AuthorHistory.MOST_COUNTED; i++) {
            history = history.with("t" + i, NOON.plusSeconds(i), List.of("barista"), RULES);
        }

        assertThat(history).isEqualTo(before);
    }

    @Test
    void aMentionWithoutPersonaIsNoEvidence() {
        assertThat(AuthorHistory.NONE.with("a", NOON, List.of(), RULES)).isEqualTo(AuthorHistory.NONE);
    }

    @Test
    void itsSizeIsBoundedWhateverIsFound() throws IOException {
        AuthorHistory history = AuthorHistory.NONE;
        for (int i = 0; i < 200; i++) {
            history = history.with("t" + i, NOON.plusSeconds(i), List.of("日".repeat(197) + i, "x".repeat(201)), RULES);
        }

        assertThat(history.weights()).hasSize(AuthorHistory.MOST_PERSONAS);
        assertThat(bytes(history)).hasSizeLessThan(11_000);
    }

    @Test
    void bytesThatAreNoHistoryAreRefused() {
        assertThatThrownBy(() -> HistoryFormat.read(new byte[] {9, 1, 2}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> HistoryFormat.read(new byte[] {1, 1, 2})).isInstanceOf(IOException.class);
    }

    @Property(tries = 100)
    void theOrderOfEvidenceDoesNotMatter(
            @ForAll @Size(max = 20) List<@IntRange(max = 40) Integer> days, @ForAll Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, days.size()).boxed().toList());
        AuthorHistory asSaid = told(days, order);
        Collections.shuffle(order, random);
        AuthorHistory shuffled = told(days, order);

        assertThat(shuffled.asOf()).isEqualTo(asSaid.asOf());
        assertThat(shuffled.weights().keySet()).isEqualTo(asSaid.weights().keySet());
        asSaid.weights()
                .forEach((persona, weight) ->
                        assertThat(shuffled.weights().get(persona)).isCloseTo(weight, within(1e-9)));
    }

    @Property(tries = 100)
    void whatIsStoredIsReadAgain(@ForAll @Size(max = 20) List<@IntRange(max = 40) Integer> days) throws IOException {
        AuthorHistory history =
                told(days, IntStream.range(0, days.size()).boxed().toList());

        AuthorHistory read = HistoryFormat.read(bytes(history));

        assertThat(read.asOf()).isEqualTo(history.asOf());
        assertThat(read.counted()).isEqualTo(history.counted());
        history.weights()
                .forEach((persona, weight) ->
                        assertThat(read.weights().get(persona)).isCloseTo(weight, within(1e-5)));
        assertThat(HistoryFormat.read(bytes(read))).isEqualTo(read);
    }

    private static AuthorHistory told(List<Integer> days, List<Integer> order) {
        AuthorHistory history = AuthorHistory.NONE;
        for (int index : order) {
            history = history.with(
                    "t" + index,
                    NOON.plus(Duration.ofDays(days.get(index))),
                    List.of(index % 2 == 0 ? "even" : "odd"),
                    RULES);
        }
        return history;
    }

    private static byte[] bytes(AuthorHistory history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryFormat.write(history, out);
        return out.toByteArray();
    }
}
