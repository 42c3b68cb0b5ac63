package io.nificrm.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TargetListTest {

    @Test
    void entriesComeFromLinesAndCommas() {
        assertThat(TargetList.parse("#coffee, @acme@social.example\n\n  public \r\n#coffee,"))
                .containsExactly("#coffee", "@acme@social.example", "public");
    }

    @Test
    void aCommaWithinQuotesBelongsToTheEntry() {
        assertThat(TargetList.parse("search:\"beans, roasted\", #tea"))
                .containsExactly("search:\"beans, roasted\"", "#tea");
    }

    @Property(tries = 300)
    void anyTextIsRead(@ForAll String text) {
        assertThat(TargetList.parse(text)).doesNotContain("").doesNotHaveDuplicates();
    }

    @Test
    void aVeryLongEntryIsRead() {
        assertThat(TargetList.parse("\"a,\"".repeat(20_000))).hasSize(1);
    }
}
