package io.nificrm.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void stagesFollowTheirRulesInOrder() {
        assertThat(stage(1, 0, 0, 0, 0, 0)).isEqualTo(Stage.STRANGER);
        assertThat(stage(1, 1, 0, 0, 0, 0)).isEqualTo(Stage.AWARE);
        assertThat(stage(3, 1, 0, 0, 0, 0)).isEqualTo(Stage.ENGAGED);
        assertThat(stage(1, 1, 0, 1, 0, 0)).isEqualTo(Stage.ENGAGED);
        assertThat(stage(2, 2, 2, 0, 0, 0.25)).isEqualTo(Stage.ADVOCATE);
        assertThat(stage(2, 2, 2, 0, 0, 0.24)).isEqualTo(Stage.AWARE);
        assertThat(stage(2, 2, 2, 0, 1, 0.9)).isEqualTo(Stage.AT_RISK);
        assertThat(stage(2, 2, 0, 0, 0, -0.25)).isEqualTo(Stage.AT_RISK);
        assertThat(stage(1, 1, 0, 0, 0, -0.9)).isEqualTo(Stage.AWARE);
    }

    private static Stage stage(
            long touchpoints, long aboutUs, long endorsements, long answered, long complaints, double mood) {
        return Stage.of(new PersonFacts(
                touchpoints,
                touchpoints,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                touchpoints,
                aboutUs,
                endorsements,
                0,
                answered,
                0,
                complaints,
                OptionalDouble.of(mood),
                OptionalDouble.empty(),
                0,
                0,
                false));
    }
}
