package io.nificrm.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RetentionMonthsTest {

    @Test
    void oneNumberIsForAllMonthlyFamiliesAndNamesAreForEach() {
        assertThat(RetentionMonths.parse(" 25 ").byFamily())
                .containsOnlyKeys(
                        IndexFamily.MENTIONS,
                        IndexFamily.EMAIL_EVENTS,
                        IndexFamily.TRIAGE_EVENTS,
                        IndexFamily.DEAD_LETTERS,
                        IndexFamily.SOURCE_EVENTS)
                .containsEntry(IndexFamily.MENTIONS, 25);
        assertThat(RetentionMonths.parse("mentions=25, dead-letters = 3").byFamily())
                .isEqualTo(Map.of(IndexFamily.MENTIONS, 25, IndexFamily.DEAD_LETTERS, 3));
        assertThat(RetentionMonths.parse("")).isEqualTo(RetentionMonths.NONE);
    }

    @Test
    void whatMakesNoSenseIsRefusedInWords() {
        assertThatThrownBy(() -> RetentionMonths.parse("people=3"))
                .hasMessage("'people' is none of mentions, email-events, triage-events, dead-letters, source-events");
        assertThatThrownBy(() -> RetentionMonths.parse("mentions=2, mentions=3"))
                .hasMessageContaining("each family once");
        assertThatThrownBy(() -> RetentionMonths.parse("mentions=many")).hasMessage("'many' is no number of months");
        assertThatThrownBy(() -> RetentionMonths.parse("0")).hasMessageContaining("not 0");
    }

    @Test
    void eachFamilyHasAPolicyOfItsOwnByWhichItsIndicesGo() {
        IndexDefinitions definitions = new IndexDefinitions(
                new IndexNames("crm"),
                new IndexOptions(1, OptionalInt.empty(), RetentionMonths.parse("mentions=25, dead-letters=3")));

        assertThat(definitions
                        .lifecyclePolicy(IndexFamily.MENTIONS)
                        .at("/policy/phases/delete/min_age")
                        .asText())
                .isEqualTo("806d");
        assertThat(definitions
                        .lifecyclePolicy(IndexFamily.DEAD_LETTERS)
                        .at("/policy/phases/delete/min_age")
                        .asText())
                .isEqualTo("124d");
        assertThat(definitions
                        .lifecyclePolicy(IndexFamily.TRIAGE_EVENTS)
                        .at("/policy/phases/delete")
                        .isMissingNode())
                .as("kept for ever")
                .isTrue();
        assertThat(policy(definitions, IndexFamily.MENTIONS)).isEqualTo("crm-mentions-retention");
        assertThat(policy(definitions, IndexFamily.DEAD_LETTERS)).isEqualTo("crm-dead-letters-retention");
        assertThat(policy(definitions, IndexFamily.PEOPLE)).isEmpty();
    }

    private static String policy(IndexDefinitions definitions, IndexFamily family) {
        return definitions
                .index(family, true)
                .body()
                .at("/template/settings/index.lifecycle.name")
                .asText();
    }
}
