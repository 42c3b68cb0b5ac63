package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.secret;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** What the sources need to be told. */
public final class SourceParameters {

    public static final String ALLOW_PRIVATE_ADDRESSES = "sources.allow.private.addresses";
    public static final String BACKLOG = "sources.backlog";
    public static final String SETTLING_TIME = "sources.settling.time";
    public static final String USER_AGENT = "sources.user.agent";
    public static final String MASTODON_INSTANCE = "mastodon.instance.url";
    public static final String MASTODON_TIMELINES = "mastodon.timelines";
    public static final String MASTODON_TOKEN = "mastodon.access.token";
    public static final String BLUESKY_TARGETS = "bluesky.targets";
    public static final String BLUESKY_IDENTIFIER = "bluesky.identifier";
    public static final String BLUESKY_APP_PASSWORD = "bluesky.app.password";
    public static final String BLUESKY_SERVICE = "bluesky.service.url";
    public static final String BLUESKY_PUBLIC_API = "bluesky.public.api.url";
    public static final String JETSTREAM_EVERY = "jetstream.every";
    public static final String JETSTREAM_KEYWORDS = "jetstream.keywords";
    public static final String X_TARGETS = "x.targets";
    public static final String X_TOKEN = "x.bearer.token";
    public static final String X_BUDGET = "x.monthly.budget";
    public static final String REDDIT_LISTINGS = "reddit.listings";
    public static final String REDDIT_CLIENT_ID = "reddit.client.id";
    public static final String REDDIT_CLIENT_SECRET = "reddit.client.secret";
    public static final String REDDIT_USERNAME = "reddit.username";
    public static final String REDDIT_PASSWORD = "reddit.password";
    public static final String REDDIT_USER_AGENT = "reddit.user.agent";
    public static final String REDDIT_LOGIN = "reddit.login.url";
    public static final String REDDIT_API = "reddit.api.url";
    public static final String HACKERNEWS_SEARCHES = "hackernews.searches";
    public static final String HACKERNEWS_API = "hackernews.api.url";
    public static final String YOUTUBE_TARGETS = "youtube.targets";
    public static final String YOUTUBE_KEY = "youtube.api.key";
    public static final String YOUTUBE_BUDGET = "youtube.daily.budget";
    public static final String APP_STORE_APPS = "appstore.apps";
    public static final String GOOGLE_PLAY_APPS = "googleplay.apps";
    public static final String GOOGLE_PLAY_KEY = "googleplay.service.account.key";
    public static final String TRUSTPILOT_BUSINESSES = "trustpilot.businesses";
    public static final String TRUSTPILOT_KEY = "trustpilot.api.key";
    public static final String FEED_URLS = "feed.urls";
    public static final String INBOX = "inbox.directory";

    private SourceParameters() {}

    static List<Parameter> all() {
        return List.of(
                open(
                        ALLOW_PRIVATE_ADDRESSES,
                        "false",
                        "'true' lets sources read from addresses inside your network, for example the demo community on"
                                + " this machine. Leave it at 'false' otherwise."),
                open(BACKLOG, "14 days", "How far back a source goes when it is read for the first time"),
                open(
                        SETTLING_TIME,
                        "1 min",
                        "Finds of a search that are younger are left for the next run, for platforms' indices take"
                                + " posts in slightly out of order"),
                open(
                        USER_AGENT,
                        "nifi-crm (https://nificrm.example)",
                        "What the sources call themselves; name your brand and how to reach you"),
                open(MASTODON_INSTANCE, "https://mastodon.social", "The Mastodon server to listen to"),
                open(
                        MASTODON_TIMELINES,
                        "#coffee",
                        "What to listen to there, separated by commas: #hashtag, @user@server, public,"
                                + " search:words (needs a token)"),
                secret(MASTODON_TOKEN, "An access token of that server, needed for searches"),
                unset(
                        BLUESKY_TARGETS,
                        "What to listen to on Bluesky, separated by commas: @handle; search:words and #hashtag (need"
                                + " the account below)"),
                unset(BLUESKY_IDENTIFIER, "The handle of the account that searches, for example acme.bsky.social"),
                secret(BLUESKY_APP_PASSWORD, "An app password of that account"),
                open(BLUESKY_SERVICE, "https://bsky.social", "Where that account lives"),
                open(BLUESKY_PUBLIC_API, "https://public.api.bsky.app", "What answers without an account"),
                open(
                        JETSTREAM_EVERY,
                        FlowParameters.OFF,
                        "How often what Bluesky's firehose brought is handed on, for example 10 secs; 'off' leaves it"
                                + " alone. It needs no account"),
                unset(
                        JETSTREAM_KEYWORDS,
                        "Posts of the firehose that hold one of these are kept, separated by commas; all, hundreds a"
                                + " second, while it is not set"),
                unset(X_TARGETS, "What to listen to on X, separated by commas: search:query, mentions:@user, @user"),
                secret(X_TOKEN, "The app-only bearer token of a project at developer.x.com"),
                open(X_BUDGET, "10000", "How many posts may be fetched from X in a calendar month"),
                unset(
                        REDDIT_LISTINGS,
                        "What to listen to on Reddit, separated by commas: r/name, r/name/comments, search:words,"
                                + " u/name"),
                unset(REDDIT_CLIENT_ID, "The id of your application at reddit.com/prefs/apps, of the kind script"),
                secret(REDDIT_CLIENT_SECRET, "The secret of that application"),
                unset(REDDIT_USERNAME, "The account of that application, needed for the listing 'mentions'"),
                secret(REDDIT_PASSWORD, "The password of that account"),
                unset(
                        REDDIT_USER_AGENT,
                        "As Reddit's rules want it, for example nifi:crm-listener:1.0 (by /u/acmecoffee)"),
                open(REDDIT_LOGIN, "https://www.reddit.com", "Where Reddit lends tokens"),
                open(REDDIT_API, "https://oauth.reddit.com", "Where Reddit answers with a token"),
                unset(
                        HACKERNEWS_SEARCHES,
                        "What to look for on Hacker News, separated by commas: words, \"a phrase\", author:name; needs"
                                + " no account"),
                open(HACKERNEWS_API, "https://hn.algolia.com", "The search service of Hacker News"),
                unset(
                        YOUTUBE_TARGETS,
                        "What to listen to on YouTube, separated by commas: the comments of videos, channels and"
                                + " searches; the processor's documentation says how they are written"),
                secret(YOUTUBE_KEY, "An API key of a Google Cloud project with the YouTube Data API"),
                open(YOUTUBE_BUDGET, "10000", "How many units of its quota may be spent in a day"),
                unset(
                        APP_STORE_APPS,
                        "Apps whose reviews in the App Store are wanted, separated by commas: country and number, for example"
                                + " us/123456789, or the address of the app's page; needs no account"),
                unset(GOOGLE_PLAY_APPS, "Package names of your apps on Google Play, separated by commas"),
                secret(
                        GOOGLE_PLAY_KEY,
                        "The JSON key of a service account that may see app information and reply to reviews"),
                unset(
                        TRUSTPILOT_BUSINESSES,
                        "Businesses whose reviews on Trustpilot are wanted, separated by commas: domains, ids or addresses of"
                                + " pages"),
                secret(TRUSTPILOT_KEY, "The API key of your application at Trustpilot"),
                open(
                        FEED_URLS,
                        "https://sprudge.com/feed",
                        "RSS, Atom or JSON feeds, separated by blanks: blogs, news, reviews, comments"),
                open(
                        INBOX,
                        "./inbox",
                        "Files put here are read as raw items of the format that their folder is named after:"
                                + " inbox/reddit/page.json, inbox/mime/letter.eml"));
    }
}
