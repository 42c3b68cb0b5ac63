package io.nificrm.local.community;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.local.community.bluesky.BlueskyApi;
import io.nificrm.local.community.bluesky.BlueskyIds;
import io.nificrm.local.community.duty.DutyRoom;
import io.nificrm.local.community.feed.FeedEndpoint;
import io.nificrm.local.community.hackernews.HackerNewsApi;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.LoopbackServer;
import io.nificrm.local.community.mail.Mailroom;
import io.nificrm.local.community.mail.Provider;
import io.nificrm.local.community.mail.WebhookKey;
import io.nificrm.local.community.mail.WebhookPoster;
import io.nificrm.local.community.mastodon.MastodonApi;
import io.nificrm.local.community.mastodon.RateLimits;
import io.nificrm.local.community.reddit.RedditApi;
import io.nificrm.local.community.replay.RecordedFiles;
import io.nificrm.local.community.replay.RecordedMastodon;
import io.nificrm.local.community.replay.RecordedReddit;
import io.nificrm.local.community.replay.ReplayFolder;
import io.nificrm.local.community.story.Mailing;
import io.nificrm.local.community.story.Person;
import io.nificrm.local.community.story.Platform;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Story;
import io.nificrm.local.community.story.StorySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo community as a service on the loopback interface. What has been posted depends on seed, start and the clock
 * alone, never on who asks how often.
 *
 * <p>Beside the platforms' own paths it answers {@code /community/manifest} and {@code /community/stats} with JSON.
 * Safe for concurrent use.
 */
public final class CommunityServer implements AutoCloseable {
    /** The access token that the community's servers accept; it opens nothing else. */
    public static final String TOKEN = "demo-community-token";

    private final Story story;
    private final Clock clock;
    private final RateLimits mastodonLimits;
    private final Optional<Mailing> mailing;
    private final Set<Provider> webhooks;
    private final List<WebhookPoster> posters;
    private final LoopbackServer server;
    private final DutyRoom duty = new DutyRoom();

    private CommunityServer(Builder builder) {
        this.clock = builder.clock;
        this.story = new Story(builder.settings());
        this.mailing = builder.recipients == 0
                ? Optional.empty()
                : Optional.of(new Mailing(story.settings(), story.cast(), builder.recipients));
        this.webhooks = builder.webhooks.stream().map(Webhook::provider).collect(Collectors.toUnmodifiableSet());
        this.mastodonLimits = new RateLimits(clock, builder.requestsWithoutToken, builder.requestsWithToken);
        this.server = LoopbackServer.start(builder.port, endpoints(builder.replay));
        this.posters = mailing.stream()
                .flatMap(mails -> builder.webhooks.stream()
                        .map(webhook ->
                                WebhookPoster.start(webhook.provider(), webhook.target(), webhook.key(), mails, clock)))
                .toList();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, without a slash at the end: the instance URL for Mastodon. */
    public URI url() {
        return server.url();
    }

    /** The feeds. */
    public List<URI> feeds() {
        return FeedEndpoint.paths().values().stream()
                .sorted()
                .map(path -> server.url().resolve(path))
                .toList();
    }

    /** Everybody on Mastodon as {@code handle@server}, also those who have said nothing yet. */
    public List<String> accounts() {
        return story.cast().everybody().stream()
                .map(person -> person.handle() + "@" + person.server())
                .sorted()
                .toList();
    }

    /** Everybody's handle on Bluesky, for example {@code acmecoffee.bsky.example}. */
    public List<String> blueskyAccounts() {
        return story.cast().everybody().stream()
                .map(BlueskyIds::handle)
                .sorted()
                .toList();
    }

    /** Everybody's name on Hacker News. */
    public List<String> hackerNewsAuthors() {
        return story.cast().everybody().stream().map(Person::handle).sorted().toList();
    }

    /** Everything posted by now. */
    public Manifest manifest() {
        Snapshot now = now();
        Manifest manifest = Registrar.manifest(now, story.conversations());
        List<Manifest.Posted> mails = mailing.map(mail -> MailRegistrar.posted(mail, webhooks, now.at()))
                .orElse(List.of());
        return new Manifest(
                manifest.at(),
                Stream.concat(manifest.posted().stream(), mails.stream()).toList(),
                manifest.conversations());
    }

    /** Counts by now. */
    public Stats stats() {
        return Stats.of(now(), server.requests());
    }

    /** The brand's mailbox: messages by file name, to be dropped where a flow picks up mails; empty without mails. */
    public Map<String, String> messages() {
        return mailing.map(mails -> new Mailroom(mails, clock).messages(clock.instant()))
                .orElse(Map.of());
    }

    /** How many events the webhooks have taken so far. */
    public long webhookEventsTaken() {
        return posters.stream().mapToLong(WebhookPoster::taken).sum();
    }

    /** Where the people on duty are told what needs an answer. */
    public DutyRoom duty() {
        return duty;
    }

    /** Answers the next requests to Mastodon with 429, so that a client can be tried. */
    public void refuseNextMastodonRequests(int requests) {
        mastodonLimits.refuseNext(requests);
    }

    @Override
    public void close() {
        posters.forEach(WebhookPoster::close);
        server.close();
    }

    private Snapshot now() {
        Instant now = clock.instant();
        return new Snapshot(now, story.until(now));
    }

    private List<Endpoint> endpoints(Optional<Path> replay) {
        Supplier<String> base = () -> url().toString();
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(request -> switch (request.path()) {
            case "/community/manifest" -> Optional.of(json(manifest()));
            case "/community/stats" -> Optional.of(json(stats()));
            default -> Optional.empty();
        });
        endpoints.add(duty);
        replay.ifPresent(folder -> {
            ReplayFolder recorded = new ReplayFolder(folder);
            endpoints.add(new RecordedMastodon(recorded, base));
            endpoints.add(new RecordedReddit(recorded));
            endpoints.add(new RecordedFiles(recorded));
        });
        mailing.ifPresent(mails -> endpoints.add(new Mailroom(mails, clock)));
        endpoints.add(new MastodonApi(this::now, base, story.cast(), TOKEN, mastodonLimits));
        endpoints.add(new FeedEndpoint(this::now, base));
        endpoints.add(new HackerNewsApi(this::now));
        endpoints.add(new BlueskyApi(this::now, story.cast(), TOKEN));
        endpoints.add(new RedditApi(this::now, TOKEN));
        return endpoints;
    }

    private static Answer json(Object content) {
        JsonNode tree = ManifestJson.tree(content);
        return Answer.json(tree);
    }

    private record Webhook(Provider provider, URI target, WebhookKey key) {}

    /** Settings of a community. Every method says its default. */
    public static final class Builder {
        private long seed = 42;
        private Clock clock = Clock.systemUTC();
        private Optional<Instant> start = Optional.empty();
        private Duration history = Duration.ofDays(14);
        private int historySize = 3_000;
        private double livePerMinute = 6;
        private Set<Platform> platforms = EnumSet.of(Platform.MASTODON, Platform.FEED);
        private Optional<Path> replay = Optional.empty();
        private final List<Webhook> webhooks = new ArrayList<>();
        private int recipients;
        private int port;
        private int requestsWithoutToken = 300;
        private int requestsWithToken = 1_500;

        private Builder() {}

        /** Another seed, another community; 42. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** What time it is; the system's clock. */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /** When the past ends and live begins; the moment of {@link #start()}. */
        public Builder start(Instant newStart) {
            start = Optional.of(newStart);
            return this;
        }

        /** How far the past reaches back; 14 days. */
        public Builder history(Duration newHistory) {
            history = newHistory;
            return this;
        }

        /** About how many posts the past holds; 3,000. */
        public Builder historySize(int newSize) {
            historySize = newSize;
            return this;
        }

        /** About how many posts a minute are added live, 0 for none; 6. */
        public Builder livePerMinute(double newRate) {
            livePerMinute = newRate;
            return this;
        }

        /** Where people talk; on Mastodon and in feeds. Every platform is served, silent ones are empty. */
        public Builder platforms(Set<Platform> newPlatforms) {
            platforms = EnumSet.copyOf(newPlatforms);
            return this;
        }

        /**
         * Recorded payloads to serve in place of the invented ones, as far as there are any; none. See
         * {@link ReplayFolder} for the layout.
         */
        public Builder replay(Path folder) {
            replay = Optional.of(folder);
            return this;
        }

        /** How many people get newsletters and write mails; 0, which is no mail at all. */
        public Builder mailRecipients(int newRecipients) {
            recipients = newRecipients;
            return this;
        }

        /**
         * Posts the events of newsletters there, in the shape of a provider, past ones first; none.
         *
         * @param key proves that the requests are the provider's
         */
        public Builder webhook(Provider provider, URI target, WebhookKey key) {
            webhooks.add(new Webhook(provider, target, key));
            return this;
        }

        /** The port, 0 for any free one; 0. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** Requests per five minutes before Mastodon answers 429; 300 and 1,500, as on a real server. */
        public Builder rateLimits(int withoutToken, int withToken) {
            requestsWithoutToken = withoutToken;
            requestsWithToken = withToken;
            return this;
        }

        /** Starts to listen; the community is closed by {@link CommunityServer#close()}. */
        public CommunityServer start() {
            return new CommunityServer(this);
        }

        private StorySettings settings() {
            return new StorySettings(
                    seed, start.orElseGet(clock::instant), history, historySize, livePerMinute, platforms);
        }
    }
}
