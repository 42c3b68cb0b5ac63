package io.nificrm.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void paragraphsAndLinesAreKeptAndWhiteSpaceCollapses() {
        assertThat(HtmlText.text("<p>One\n  two</p><p>three<br>four</p><div>five</div><div>six</div>"))
                .isEqualTo("One two\n\nthree\nfour\n\nfive\nsix");
    }

    @Test
    void entitiesAreDecodedInMarkupAndInPlainText() {
        assertThat(HtmlText.text("<p>can&#39;t &lt;say&gt; &amp; &eacute;</p>")).isEqualTo("can't <say> & é");
        assertThat(HtmlText.text("AT&amp;T &nbsp; 5 &euro;")).isEqualTo("AT&T 5 €");
    }

    @Test
    void whatCannotBeSeenIsGone() {
        assertThat(HtmlText.text("<head><title>t</title><style>p{}</style></head><body><script>x()</script>"
                        + "<p hidden>a</p><span style='Display : NONE'>b</span><!-- c -->d\u200be</body>"))
                .isEqualTo("de");
    }

    @Test
    void theTextOfALinkStaysAndItsTargetIsListed() {
        HtmlText html = HtmlText.of("<p><a class='u-url mention' href='https://a.example/@jo'>@<span>jo</span></a> see "
                + "<a href='https://acme.example/long'><span class='invisible'>https://</span>"
                + "<span class='ellipsis'>acme.example/lo</span><span class='invisible'>ng</span></a></p>");

        assertThat(html.text()).isEqualTo("@jo see https://acme.example/long");
        assertThat(html.links())
                .extracting(HtmlText.Anchor::href)
                .containsExactly("https://a.example/@jo", "https://acme.example/long");
        assertThat(html.links().getFirst().hasClass("mention")).isTrue();
    }

    @Test
    void listsTablesAndPreformattedTextKeepTheirLines() {
        assertThat(HtmlText.text(
                        "<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
                                + "<pre>x\n  y\n\nz</pre>"))
                .isEqualTo("- one\n- two\n\na b\nc\n\nx\n  y\n\nz");
    }

    @Test
    void emojiDrawnAsPicturesAreTextAndPicturesAreListedWithoutTrackingPixels() {
        HtmlText html = HtmlText.of("Hi <img class=emoji alt=':wave:' src='w.png'><img alt='😀' src='s.png'>"
                + "<img src='cat.png' alt='a cat'><img src='p.gif' width=1 height=1>");

        assertThat(html.text()).isEqualTo("Hi :wave:😀");
        assertThat(html.images()).containsExactly(new HtmlText.Image("cat.png", Optional.of("a cat")));
    }

    @Test
    void brokenAndDeepMarkupIsReadAsABrowserWould() {
        assertThat(HtmlText.text("<p>a <b>b</p> c < d &unknown;")).isEqualTo("a b\n\nc < d &unknown;");
        assertThat(HtmlText.text("<div>".repeat(100_000) + "deep")).isEqualTo("deep");
    }
}
