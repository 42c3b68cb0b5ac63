package io.nificrm.triage.desk;

import io.nificrm.insight.SecondOpinion;
import io.nificrm.insight.SentimentTagger;
import io.nificrm.insight.TaggingRules;
import io.nificrm.insight.TextInsight;
import io.nificrm.profile.InvalidProfileException;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileReader;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.triage.ClockStart;
import io.nificrm.triage.TouchpointRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** What people said about the invented Acme Coffee this morning, tagged and routed as the flow does it. */
final class AcmeMorning {
    private static final String ATTACK = "Acme parcel late <script>window.stolen = document.cookie</script>"
            + "<img src=x onerror='window.stolen = 1'>{{#visitor}}{{csrf}}{{/visitor}}";

    private final Instant now = Instant.now();
    private final SentimentTagger sentiment =
            new SentimentTagger(TextInsight.builtIn().analyzer(), TaggingRules.DEFAULT, SecondOpinion.NONE);
    private final ListeningProfile profile;
    private final TouchpointRouter router;

    AcmeMorning(Path file) throws IOException, InvalidProfileException {
        profile = ProfileReader.read(Files.readString(file), file.getFileName().toString());
        router = new TouchpointRouter(profile, ClockStart.SAID);
    }

    Touchpoint[] mentions() {
        Touchpoint shard = said(
                "priya",
                "Priya Shah",
                5,
                4_300,
                "Found a shard of plastic in my Acme Ember bag, nearly swallowed it. My daughter drinks this too."
                        + " @acmecoffee what now?");
        return Stream.of(
                        shard,
                        reply(
                                shard,
                                "tomas",
                                "Tomás Vidal",
                                4,
                                250,
                                "Same batch as mine? Mine had something hard in it as well."),
                        said(
                                "priya",
                                "Priya Shah",
                                60 * 24 * 9,
                                4_200,
                                "The new #AcmeCoffee bags are lovely, and the refill works."),
                        said(
                                "brewnotes",
                                "Brew Notes",
                                35,
                                61_000,
                                "Acme Coffee raised prices again and calls it 'fairness'. Overpriced, burnt and proud"
                                        + " of it. Awful."),
                        said(
                                "jonas",
                                "Jonas Weber",
                                50,
                                310,
                                "@acmecoffee where is my parcel? Five days late and nobody answers."),
                        said(
                                "amelie",
                                "Amélie Roux",
                                190,
                                120,
                                "@acmecoffee mon colis n'est jamais arrivé, je suis très déçue"),
                        said(
                                "sam",
                                "Sam Okoro",
                                75,
                                890,
                                "I'm done with Acme. Third box lost, cancelling my subscription."),
                        said(
                                "lena",
                                "Lena Hart",
                                220,
                                540,
                                "My Acme One machine shows error E4 every morning. Broken after three months."),
                        said("dev", "Dev Patel", 320, 75, "The Acme app logs me out every single time. So annoying."),
                        said("noor", "Noor Haddad", 95, 2_100, "Acme should sell a one kilo tin with a proper lid."),
                        said(
                                "ines",
                                "Inês Costa",
                                410,
                                1_700,
                                "Best thing I drank this year: the slow roasted Ember by Acme. Love it!"),
                        said("kim", "Kim Larsen", 600, 88, "is Acme Ember fair trade or organic?"))
                .map(this::routed)
                .toArray(Touchpoint[]::new);
    }

    Touchpoint praise(String text) {
        return routed(said("late", "Late Arrival", 1, 900, text));
    }

    Touchpoint hostile() {
        return routed(TouchpointBuilder.builder(said("hostile", ATTACK, 3, 10, ATTACK))
                .id("mastodon:hostile")
                .title(ATTACK)
                .url("javascript:window.stolen=1")
                .build());
    }

    private Touchpoint routed(Touchpoint mention) {
        return router.route(profile.tag(sentiment.tag(mention))).touchpoint();
    }

    private Touchpoint reply(
            Touchpoint before, String handle, String name, long minutesAgo, long followers, String text) {
        return TouchpointBuilder.builder(said(handle, name, minutesAgo, followers, text))
                .kind(Touchpoint.Kind.REPLY)
                .inReplyTo(before.id())
                .threadId(before.id())
                .build();
    }

    private Touchpoint said(String handle, String name, long minutesAgo, long followers, String text) {
        String server = "https://community.example/@" + handle;
        return TouchpointBuilder.builder()
                .id("mastodon:" + server + "/" + minutesAgo)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .channel(Touchpoint.Channel.SOCIAL)
                .timestamp(now.minusSeconds(minutesAgo * 60))
                .fetchedAt(now)
                .platform("mastodon")
                .url(server + "/" + minutesAgo)
                .text(text)
                .lang("en")
                .reach(followers)
                .author(AuthorBuilder.builder()
                        .id(server)
                        .handle(handle + "@community.example")
                        .name(name)
                        .url(server)
                        .bio("Coffee, bicycles, and too many cups.")
                        .followers(followers)
                        .build())
                .build();
    }
}
