package io.nificrm.voice.duplicate;

import static io.nificrm.profile.Mentions.NOON;
import static io.nificrm.profile.Mentions.author;
import static io.nificrm.profile.Mentions.mention;
import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Spam;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateTaggerTest {
    private static final String TEXT = "The new lids of Acme Coffee leak all over my bag every single morning";

    private final DuplicateTagger tagger =
            new DuplicateTagger(new DuplicateSettings(0.7, 100, Duration.ofDays(7), 100));

    @Nested
    class Repeats {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        The new lids of Acme Coffee leak all over my bag every single morning
                        RT @jo: the new lids of ACME COFFEE leak all over my bag, every single morning!!! https://t.example/x
                        @kim The new lids of Acme Coffee 😡😡 leak all over my bag every single morning
                        The new lids of Acme Coffee leak all over my bag every single day
                        """)
        void areMarkedWhoeverSaysThem(String text) {
            tagger.tag(said("1", "jo", TEXT));

            assertThat(tagger.tag(said("2", "ana", text)).duplicateOf()).contains("1");
        }

        @Test
        void pointToTheFirstOfThemAll() {
            tagger.tag(said("1", "jo", TEXT));
            tagger.tag(said("2", "ana", TEXT + " indeed"));

            assertThat(tagger.tag(said("3", "kim", TEXT + " indeed so")).duplicateOf())
                    .contains("1");
        }

        @Test
        void ofAnyScriptAreFound() {
            tagger.tag(said("1", "jo", "这家咖啡店的新杯盖总是漏水"));
            tagger.tag(said("2", "jo", "نكهة القهوة الجديدة رائعة جدا هذا الصباح"));

            assertThat(tagger.tag(said("3", "ana", "这家咖啡店的新杯盖总是漏水！！")).duplicateOf())
                    .contains("1");
            assertThat(tagger.tag(said("4", "ana", "نكهة القهوة الجديدة رائعة جدا هذا الصباح ☕"))
                            .duplicateOf())
                    .contains("2");
        }

        @Test
        void areNotTheSameTopicInOtherWords() {
            tagger.tag(said("1", "jo", TEXT));

            assertThat(tagger.tag(said("2", "ana", "My bag is wet again because Acme cannot make a lid that closes"))
                            .duplicateOf())
                    .isEmpty();
        }

        @Test
        void ofShortTextsAreOnesOwnAndIdentical() {
            tagger.tag(said("1", "jo", "Love it!"));

            assertThat(tagger.tag(said("2", "ana", "Love it!")).duplicateOf()).isEmpty();
            assertThat(tagger.tag(said("3", "jo", "love it")).duplicateOf()).isEmpty();
            assertThat(tagger.tag(said("4", "jo", "Love it!")).duplicateOf()).contains("1");
        }

        @Test
        void byRepostPointToWhatTheyPassOn() {
            Touchpoint repost = mention(m -> m.id("2")
                    .kind(Touchpoint.Kind.REPOST)
                    .repostOf("mastodon:original")
                    .text(TEXT)
                    .author(author(a -> a.handle("ana"))));

            assertThat(tagger.tag(repost).duplicateOf()).contains("mastodon:original");
            assertThat(tagger.tag(said("mastodon:original", "jo", TEXT)).duplicateOf())
                    .isEmpty();
        }

        @Test
        void areNewVoicesAfterTheWindow() {
            tagger.tag(said("1", "jo", TEXT));
            Touchpoint later = TouchpointBuilder.builder(said("2", "ana", TEXT))
                    .timestamp(NOON.plus(Duration.ofDays(8)))
                    .build();

            assertThat(tagger.tag(later).duplicateOf()).isEmpty();
        }

        @Test
        void areForgottenWhenTooManyOtherTextsCame() {
            tagger.tag(said("1", "jo", TEXT));
            for (int i = 0; i < 100; i++) {
                String mark = " m" + i;
                tagger.tag(said("o" + i, "kim", String.join(mark, "one", "two", "three", "four", "five", "six")));
            }

            assertThat(tagger.tag(said("2", "ana", TEXT)).duplicateOf()).isEmpty();
        }

        @Test
        void keepTheirAnswerInAReplay() {
            Touchpoint first = said("1", "jo", TEXT);
            Touchpoint second = said("2", "ana", TEXT);
            Touchpoint taggedFirst = tagger.tag(first);
            Touchpoint taggedSecond = tagger.tag(second);

            for (int i = 0; i < 20; i++) {
                assertThat(tagger.tag(taggedFirst)).isEqualTo(taggedFirst);
                assertThat(tagger.tag(taggedSecond)).isEqualTo(taggedSecond);
            }
        }
    }

    @Nested
    class Suspicion {
        @Test
        void isNoneOfAnOrdinaryPost() {
            assertThat(spam(said("1", "jo", TEXT))).isEqualTo(new Spam(0, List.of()));
        }

        @Test
        void growsWithTheAuthorsOfOneText() {
            List<Spam> verdicts = IntStream.range(0, 10)
                    .mapToObj(i -> spam(said("t" + i, "author" + i, TEXT + " https://t.example/" + i)))
                    .toList();

            assertThat(verdicts.get(1).score()).isZero();
            assertThat(verdicts.get(2)).isEqualTo(new Spam(0.4, List.of("some_authors_same_text")));
            assertThat(verdicts.get(9)).isEqualTo(new Spam(0.7, List.of("many_authors_same_text")));
        }

        @Test
        void ofOneWhoRepeatsHimself() {
            spam(said("1", "jo", TEXT));
            spam(said("2", "jo", TEXT));

            assertThat(spam(said("3", "jo", TEXT)).reasons()).containsExactly("repeats_itself");
        }

        @Test
        void ofAYoungAccountThatPostsAllTheTime() {
            List<Spam> verdicts = IntStream.range(0, 10)
                    .mapToObj(i -> spam(mention(m -> m.id("t" + i)
                            .text("thought number " + i)
                            .author(author(a -> a.handle("new").accountCreatedAt(NOON.minus(Duration.ofDays(1))))))))
                    .toList();

            assertThat(verdicts.get(8).score()).isZero();
            assertThat(verdicts.get(9)).isEqualTo(new Spam(0.6, List.of("young_account_high_rate")));
        }

        @Test
        void ofOneWhoAlwaysLeadsToTheSamePlaceButNotOfAFeed() {
            for (int i = 0; i < 4; i++) {
                spam(linked("s" + i, Touchpoint.Kind.POST, "seller"));
                spam(linked("f" + i, Touchpoint.Kind.ARTICLE, "newspaper"));
            }

            assertThat(spam(linked("s4", Touchpoint.Kind.POST, "seller")).reasons())
                    .containsExactly("link_farm");
            assertThat(spam(linked("f4", Touchpoint.Kind.ARTICLE, "newspaper")).reasons())
                    .isEmpty();
        }

        @Test
        void addsUpByNoisyOrTheStrongestReasonFirst() {
            Touchpoint loud = mention(m -> m.id("1")
                    .text("BUY THE CHEAPEST COFFEE OF THE WORLD NOW")
                    .hashtags(List.of("a", "b", "c", "d", "e", "f"))
                    .author(author(a -> a.handle("x").bot(true))));

            assertThat(spam(loud)).isEqualTo(new Spam(0.72, List.of("bot_account", "many_hashtags", "all_caps")));
        }

        @Test
        void isNotRaisedByWhatSomebodyPassesOn() {
            Touchpoint repost = mention(m -> m.id("2")
                    .kind(Touchpoint.Kind.REPOST)
                    .repostOf("1")
                    .text("BUY THE CHEAPEST COFFEE OF THE WORLD NOW")
                    .author(author(a -> a.handle("ana"))));

            assertThat(spam(repost).score()).isZero();
        }
    }

    @Test
    void ownPostsAndEmailEventsAndCorrectionsAreLeftAlone() {
        tagger.tag(said("1", "jo", TEXT));
        Touchpoint ours = mention(
                m -> m.id("2").text(TEXT).author(author(a -> a.handle("acme").ours(true))));
        Touchpoint event =
                mention(m -> m.id("3").type(Touchpoint.Type.EMAIL_EVENT).kind(Touchpoint.Kind.OPENED));
        Touchpoint corrected = TouchpointBuilder.builder(said("4", "ana", TEXT))
                .triage(TriageBuilder.builder()
                        .corrected(List.of("duplicate_of", "spam"))
                        .build())
                .build();

        assertThat(tagger.tag(ours)).isEqualTo(ours);
        assertThat(tagger.tag(event)).isEqualTo(event);
        assertThat(tagger.tag(corrected)).isEqualTo(corrected);
    }

    private Spam spam(Touchpoint touchpoint) {
        return tagger.tag(touchpoint).spam().orElseThrow();
    }

    private static Touchpoint said(String id, String handle, String text) {
        return mention(m -> m.id(id).text(text).author(author(a -> a.handle(handle))));
    }

    private static Touchpoint linked(String id, Touchpoint.Kind kind, String handle) {
        return mention(m -> m.id(id)
                .kind(kind)
                .text("look " + id)
                .links(List.of(new Link("https://shop.example/" + id, Optional.of("shop.example"))))
                .author(author(a -> a.handle(handle))));
    }
}
