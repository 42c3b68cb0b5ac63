package io.nificrm.voice.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void addressesMentionsEmojiPunctuationAndCaseAreNoWords() {
        assertThat(Words.of("RT @jo@community.example: GREAT tea!!! 😍👍🏽 https://acme.example/x?y=1 it’s #Fresh"))
                .containsExactly("great", "tea", "its", "fresh");
    }

    @Test
    void mailAddressesAreNotMentions() {
        assertThat(Words.of("write to jo@acme.example")).contains("jo");
    }

    @Test
    void scriptsWithoutSpacesHaveAWordForEachCharacter() {
        assertThat(Words.of("ข้าว 很好喝 ラテ")).contains("很", "好", "喝", "ラ", "テ").hasSizeGreaterThan(5);
    }

    @Test
    void vowelSignsStayInTheirWords() {
        assertThat(Words.of("नमस्ते दुनिया")).containsExactly("नमस्ते", "दुनिया");
    }

    @Test
    void differentWaysToEncodeALetterAreOne() {
        assertThat(Words.of("cafe\u0301 ﬁne")).isEqualTo(Words.of("CAFÉ FINE"));
    }
}
