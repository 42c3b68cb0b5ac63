package io.nificrm.profile;

import static io.nificrm.profile.Mentions.mention;
import static io.nificrm.profile.Mentions.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Touchpoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TellingWordsTest {
    private final ListeningProfile profile = Profiles.read("""
            brands: [{id: acme, query: '"acme coffee" OR @acmecoffee OR #acme'}]
            competitors: [{id: bolt, query: bolt}]
            """);

    @Test
    void whatItIsAboutRemains() {
        assertThat(
                        words(
                                said(
                                        "@acmecoffee The lid of my new cup leaks, AGAIN! It's #coldbrew all over the bag: https://pics.example/lid")))
                .containsExactly("lid", "cup", "leaks", "#coldbrew", "bag");
    }

    @Test
    void namesOfBrandsAreNoNews() {
        assertThat(words(said("Acme coffee or Bolt? #acme beans taste of hazelnut")))
                .containsExactly("beans", "taste", "hazelnut");
    }

    @Test
    void everyLanguageHasItsOwnCommonWords() {
        assertThat(words(mention(
                        m -> m.lang("de").text("Warum ist die Lieferung für den Kaffee schon wieder zu spät?"))))
                .containsExactly("lieferung", "kaffee", "spat");
        assertThat(words(mention(m -> m.lang("fr-CA").text("La livraison est en retard et le café est froid"))))
                .containsExactly("livraison", "retard", "cafe", "froid");
        assertThat(words(mention(m -> m.lang("ja").text("珈琲")))).isNotEmpty();
    }

    @Test
    void titlesCountAndNothingIsNamedTwice() {
        assertThat(words(mention(m -> m.title("Grinder noise").text("My grinder makes noise. Grinder!"))))
                .containsExactly("grinder", "noise");
    }

    @Test
    void aLongTextHasNoMoreWordsThanAShortOne() {
        String text = IntStream.range(0, 5_000)
                .mapToObj(number -> "word" + (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26))
                .collect(Collectors.joining(" "));

        assertThat(words(said(text))).hasSize(TellingWords.MOST).startsWith("wordaa", "wordba");
    }

    @Test
    void whatSaysNothingHasNone() {
        assertThat(words(said("Thanks! 100 % 😀 @jo"))).isEmpty();
        assertThat(words(mention(m -> {}))).isEmpty();
    }

    private List<String> words(Touchpoint mention) {
        return profile.tag(mention).words();
    }
}
