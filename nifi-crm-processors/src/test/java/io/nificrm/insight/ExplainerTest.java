package io.nificrm.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.insight.Explanation.Word;
import io.nificrm.insight.model.InsightModel;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private final Explainer explainer = new Explainer(InsightModel.builtIn());

    @Test
    void namesTheWordsThatDecide() {
        Explanation explanation = explainer.explain("The coffee was awful but the staff were lovely");

        assertThat(weight(explanation, "awful")).isNegative();
        assertThat(weight(explanation, "lovely")).isPositive();
        assertThat(Math.abs(weight(explanation, "coffee"))).isLessThan(Math.abs(weight(explanation, "awful")));
        assertThat(explanation).asString().contains("awful -", "lovely +", "as a whole");
    }

    @Test
    void marksNegatedWords() {
        assertThat(explainer.explain("I do not like this place").words())
                .extracting(Word::text)
                .contains("not·like", "not·place");
    }

    @Test
    void explainsOtherLanguages() {
        assertThat(explainer
                        .explain("Der Service ist leider sehr schlecht und ich bin enttäuscht")
                        .words())
                .isNotEmpty();
    }

    @Test
    void explainsNothingWhereNothingWasJudged() {
        assertThat(explainer.explain("https://example.org").words()).isEmpty();
    }

    private static double weight(Explanation explanation, String text) {
        return explanation.words().stream()
                .filter(word -> word.text().equals(text))
                .mapToDouble(Word::weight)
                .sum();
    }
}
