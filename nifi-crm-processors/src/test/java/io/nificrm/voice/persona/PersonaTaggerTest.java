package io.nificrm.voice.persona;

import static io.nificrm.profile.Mentions.NOON;
import static io.nificrm.profile.Mentions.author;
import static io.nificrm.profile.Mentions.mention;
import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonaTaggerTest {
    private final PersonaTagger tagger = new PersonaTagger(
            new LocalAuthorMemory(2),
            new PersonaRules(Duration.ofDays(90), 1.5),
            Clock.fixed(NOON.plus(Duration.ofDays(30)), ZoneOffset.UTC));

    @Test
    void whatAnAuthorShowedTwiceStandsForTheNextMention() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(said("2", "jo", "barista"));

        Touchpoint tagged = tagger.tag(said("3", "jo", "parent"));

        assertThat(tagged.personas()).containsExactly("parent", "barista");
        assertThat(tagged.matches())
                .containsEntry("personas/parent", List.of("word"))
                .containsEntry("personas/barista", List.of("history"));
    }

    @Test
    void theProfilesReasonStaysWhereTheHistorySaysTheSame() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(said("2", "jo", "barista"));

        assertThat(tagger.tag(said("3", "jo", "barista"))).isEqualTo(said("3", "jo", "barista"));
    }

    @Test
    void whatTheHistoryAddedIsNoEvidenceWhenItComesAgain() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(said("2", "jo", "barista"));
        Touchpoint third = mention(m -> m.id("3").author(author(a -> a.handle("jo"))));
        Touchpoint tagged = tagger.tag(third);

        assertThat(tagger.tag(tagged)).isEqualTo(tagged);
        assertThat(tagged.personas()).containsExactly("barista");
    }

    @Test
    void theSameHandleElsewhereIsSomebodyElse() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(said("2", "jo", "barista"));
        Touchpoint elsewhere = mention(m -> m.id("3").platform("reddit").author(author(a -> a.handle("jo"))));

        assertThat(tagger.tag(elsewhere)).isEqualTo(elsewhere);
    }

    @Test
    void theLeastRecentAuthorIsForgottenFirst() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(said("2", "ana", "barista"));
        tagger.tag(said("3", "jo", "barista"));
        tagger.tag(said("4", "kim", "barista"));

        assertThat(tagger.tag(said("5", "jo", "parent")).personas()).contains("barista");
        assertThat(tagger.tag(said("6", "ana", "parent")).personas()).containsExactly("parent");
    }

    @Test
    void aMentionFromTheFutureCountsAsOfNow() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(TouchpointBuilder.builder(said("2", "jo", "barista"))
                .timestamp(NOON.plus(Duration.ofDays(36_500)))
                .build());

        assertThat(tagger.tag(said("3", "jo", "parent")).personas()).contains("barista");
    }

    @Test
    void ownPostsAndCorrectedPersonasAreLeftAlone() throws IOException {
        tagger.tag(said("1", "jo", "barista"));
        tagger.tag(said("2", "jo", "barista"));
        Touchpoint ours =
                mention(m -> m.id("3").author(author(a -> a.handle("jo").ours(true))));
        Touchpoint corrected = TouchpointBuilder.builder(said("4", "jo", "parent"))
                .triage(TriageBuilder.builder().corrected(List.of("personas")).build())
                .build();

        assertThat(tagger.tag(ours)).isEqualTo(ours);
        assertThat(tagger.tag(corrected)).isEqualTo(corrected);
    }

    private static Touchpoint said(String id, String handle, String persona) {
        return mention(m -> m.id(id)
                .author(author(a -> a.handle(handle)))
                .personas(List.of(persona))
                .matches(Map.of("personas/" + persona, List.of("word"))));
    }
}
