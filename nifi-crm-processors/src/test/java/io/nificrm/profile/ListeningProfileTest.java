package io.nificrm.profile;

import static io.nificrm.profile.Mentions.author;
import static io.nificrm.profile.Mentions.mention;
import static io.nificrm.profile.Mentions.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.TriageBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningProfileTest {
    private final ListeningProfile profile = Profiles.read(Profiles.ACME);

    @Test
    void tagsAndSaysWhy() {
        Touchpoint tagged = profile.tag(said("@acmecoffee the Delivery never came, you should call first"));

        assertThat(tagged.brands()).containsExactly("acme");
        assertThat(tagged.topics()).containsExactly("delivery");
        assertThat(tagged.intents()).containsExactly("complaint", "idea");
        assertThat(tagged.competitors()).isEmpty();
        assertThat(tagged.matches())
                .containsEntry("brands/acme", List.of("@acmecoffee"))
                .containsEntry("topics/delivery", List.of("Delivery"))
                .containsEntry("intents/complaint", List.of("never", "topics:delivery"))
                .containsEntry("intents/idea", List.of("you should"));
    }

    @Test
    void knowsPersonasByTheirWordsOrByTheirBio() {
        Touchpoint byBio =
                mention(m -> m.text("hi").author(author(a -> a.handle("jo").bio("Barista, dad"))));

        assertThat(profile.tag(byBio).matches()).containsEntry("personas/barista", List.of("author.bio:Barista"));
        assertThat(profile.tag(said("my portafilter leaks")).personas()).containsExactly("barista");
        assertThat(profile.tag(said("a barista said hi")).personas()).isEmpty();
    }

    @Test
    void tagsAgainAsIfForTheFirstTime() {
        Touchpoint once = profile.tag(said("acme courier late"));
        ListeningProfile edited = Profiles.read("topics: [{id: time, query: late}]");

        assertThat(profile.tag(once)).isEqualTo(once);
        assertThat(edited.tag(once).topics()).containsExactly("time");
        assertThat(edited.tag(once).brands()).isEmpty();
        assertThat(edited.tag(once).matches()).isEqualTo(Map.of("topics/time", List.of("late")));
    }

    @Test
    void leavesAloneWhatAPersonCorrected() {
        Touchpoint corrected = TouchpointBuilder.builder(said("acme courier"))
                .topics(List.of("price"))
                .triage(TriageBuilder.builder().corrected(List.of("topics")).build())
                .build();

        assertThat(profile.tag(corrected).topics()).containsExactly("price");
        assertThat(profile.tag(corrected).brands()).containsExactly("acme");
        assertThat(profile.tag(corrected).matches()).doesNotContainKey("topics/delivery");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    mastodon, acmecoffee@community.example, -,                                      true
                    mastodon, acmecoffee,                   https://community.example/@acmecoffee,  true
                    mastodon, acmecoffee,                   https://other.example/@acmecoffee,      false
                    x,        AcmeCoffee,                   -,                                      true
                    reddit,   acmecoffee,                   -,                                      false
                    email,    help@acme.example,            -,                                      true
                    email,    help@acme.example.evil,       -,                                      false
                    """)
    void knowsOurOwnAccounts(String platform, String handle, String url, boolean ours) {
        Touchpoint tagged = profile.tag(mention(m -> m.platform(platform)
                .text("hello")
                .author(author(a -> a.handle(handle).url(Optional.ofNullable(url))))));

        assertThat(tagged.author().orElseThrow().ours()).contains(ours);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    https://acme.example/?utm_source=news&utm_medium=email&utm_campaign=spring%20sale, news,     email, spring sale
                    https://acme.example/?mtm_campaign=autumn#top,                                      -,        -,     autumn
                    https://acme.example/?gclid=abc,                                                    google,   cpc,   -
                    https://acme.example/?fbclid=1&utm_campaign=x,                                      facebook, social, x
                    """)
    void readsCampaignsFromReferralTags(String url, String source, String medium, String name) {
        Campaign campaign = profile.tag(mention(m -> m.text("look")
                        .links(List.of(
                                new Link("https://bolt.example/", Optional.empty()), new Link(url, Optional.empty())))))
                .campaign()
                .orElseThrow();

        assertThat(campaign.source()).isEqualTo(Optional.ofNullable(source));
        assertThat(campaign.medium()).isEqualTo(Optional.ofNullable(medium));
        assertThat(campaign.name()).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void findsNoCampaignInPlainLinks() {
        assertThat(profile.tag(mention(
                                m -> m.links(List.of(new Link("https://acme.example/?page=2&q=%", Optional.empty())))))
                        .campaign())
                .isEmpty();
    }

    @Test
    void suggestsPlaybooks() {
        assertThat(profile.playbooksFor(profile.tag(said("acme courier late"))))
                .extracting(Playbook::id)
                .containsExactly("late");
        assertThat(profile.playbooksFor(profile.tag(said("acme")))).isEmpty();
    }
}
