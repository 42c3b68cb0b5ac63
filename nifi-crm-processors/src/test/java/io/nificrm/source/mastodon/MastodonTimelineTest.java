package io.nificrm.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastodonTimelineTest {

    @ParameterizedTest
    @CsvSource({
        "public, public",
        "Public:Local, public:local",
        "public:remote, public:remote",
        "#Coffee, #coffee",
        "#コーヒー, #コーヒー",
        "@acme, @acme",
        "@acme@social.example, @acme@social.example",
        "search:\"acme coffee\", search:\"acme coffee\""
    })
    void isReadAsListed(String entry, String name) {
        assertThat(MastodonTimeline.parse("social.example", entry).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "#", "#two words", "@", "@a@b@c", "@../../etc", "search:", "public:everything"})
    void saysWhatIsWrong(String entry) {
        assertThatThrownBy(() -> MastodonTimeline.parse("social.example", entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    @Test
    void positionsOfOneServerAreNotUsedOnAnother() {
        assertThat(MastodonTimeline.parse("one.example", "#tea").stateKey())
                .isNotEqualTo(MastodonTimeline.parse("other.example", "#tea").stateKey());
    }
}
