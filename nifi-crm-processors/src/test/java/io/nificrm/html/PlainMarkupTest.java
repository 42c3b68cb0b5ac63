package io.nificrm.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a parser is read as the parser reads it; what is not understood for sure is left to that. */
class PlainMarkupTest {

    /** A selector that matches nothing: the way that always takes the parser. */
    private static final String NOTHING = "nosuchelement";

    private static final List<String> PIECES = List.of(
            "<p>",
            "</p>",
            "<br>",
            "<br />",
            "<a href=\"https://a.example/?x=1&amp;y=2\" class=\"u-url mention\">",
            "<a href=\" /b \" rel=\"nofollow noopener\">",
            "<a>",
            "</a>",
            "<span class=\"invisible\">",
            "<span>",
            "</span>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<em>",
            "</em>",
            "<strong>",
            "</strong>",
            "<span style=\"display:none\">",
            "<img src=\"x.png\" alt=\"y\">",
            "<blockquote>",
            "</blockquote>",
            "<p class=\"quote-inline\" >",
            "words",
            " more  words\n",
            "&amp;",
            "&lt;b&gt; &quot;q&quot;",
            "&#39;&#x27;&#x2F;&nbsp;",
            "&eacute;",
            "fish & chips",
            "1 < 2",
            "\u00ad\u200b",
            "☕️ \uD83D\uDE24",
            "<P>",
            "<a href=x>",
            "<!-- no -->",
            "&",
            "<",
            "</");

    @Test
    void everyMixtureReadsAsTheParserReadsIt() {
        Random random = new Random(42);
        int without = 0;
        for (int run = 0; run < 60_000; run++) {
            String html = IntStream.range(0, random.nextInt(12))
                    .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                    .collect(Collectors.joining());
            Optional<HtmlText> plain = PlainMarkup.read(html);
            if (plain.isPresent()) {
                without++;
                assertThat(plain.get()).as(html).isEqualTo(HtmlText.of(html, NOTHING));
            }
        }
        assertThat(without).isGreaterThan(5_000);
    }

    @Test
    void aPostOfMastodonTakesNoParser() {
        String post =
                "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://a.example/@acme\" class=\"u-url mention\">"
                        + "@<span>acme</span></a></span> it&#39;s <strong>cold</strong><br />see <a href=\"https://b.example/?a=1&amp;b=2\""
                        + " target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">https://</span>"
                        + "<span class=\"\">b.example</span></a></p><p>two</p>";

        assertThat(PlainMarkup.read(post)).contains(HtmlText.of(post, NOTHING));
        assertThat(HtmlText.of(post).text()).isEqualTo("@acme it's cold\nsee https://b.example\n\ntwo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>x</div>",
                "<p hidden=\"\">x</p>",
                "<p hidden>x</p>",
                "<p style=\"display:none\">x</p>",
                "<script>x</script>",
                "<a href='x'>x</a>",
                "<a href=\"x\"><p>y</p></a>",
                "<b>x",
                "x</b>",
                "<b><i>x</b></i>",
                "caf&eacute; <p>",
                "a\u0000<p>b"
            })
    void whatItDoesNotKnowForSureIsLeftToTheParser(String html) {
        assertThat(PlainMarkup.read(html)).isEmpty();
    }

    @Test
    void entitiesOfPlainTextAreDecodedAsTheParserDecodesThem() {
        assertThat(HtmlText.unescaped("fish &amp; chips &lt;3")).isEqualTo("fish & chips <3");
        assertThat(HtmlText.unescaped("caf&eacute; &amp; AT&T")).isEqualTo("café & AT&T");
        assertThat(HtmlText.unescaped("nothing")).isEqualTo("nothing");
    }
}
