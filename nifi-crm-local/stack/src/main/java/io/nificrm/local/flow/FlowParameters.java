package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** Everything that can be set in the flow without opening a processor. */
public final class FlowParameters {

    /** The name of the parameter context. */
    public static final String CONTEXT = "social-listening";

    public static final String ALLOW_PRIVATE_ADDRESSES = "sources.allow.private.addresses";
    public static final String BACKLOG = "sources.backlog";
    public static final String USER_AGENT = "sources.user.agent";
    public static final String MASTODON_INSTANCE = "mastodon.instance.url";
    public static final String MASTODON_TIMELINES = "mastodon.timelines";
    public static final String MASTODON_TOKEN = "mastodon.access.token";
    public static final String FEED_URLS = "feed.urls";
    public static final String INBOX = "inbox.directory";
    public static final String DEAD_LETTERS = "dead.letters.directory";
    public static final String PROFILE = "profile.file";
    public static final String ELASTICSEARCH_HOSTS = "elasticsearch.hosts";
    public static final String ELASTICSEARCH_AUTHENTICATION = "elasticsearch.authentication";
    public static final String ELASTICSEARCH_USER = "elasticsearch.user";
    public static final String ELASTICSEARCH_PASSWORD = "elasticsearch.password";
    public static final String ELASTICSEARCH_API_KEY = "elasticsearch.api.key";

    private FlowParameters() {}

    /** All of them, with values that suit a first look at the world outside. */
    static List<Parameter> all() {
        return List.of(
                open(
                        ALLOW_PRIVATE_ADDRESSES,
                        "false",
                        "'true' lets sources read from addresses inside your network, for example the demo community on"
                                + " this machine. Leave it at 'false' otherwise."),
                open(BACKLOG, "14 days", "How far back a source goes when it is read for the first time"),
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
                open(
                        FEED_URLS,
                        "https://sprudge.com/feed",
                        "RSS, Atom or JSON feeds, separated by blanks: blogs, news, reviews, comments"),
                open(
                        INBOX,
                        "./inbox",
                        "Files put here are read as raw items of the format that their folder is named after:"
                                + " inbox/reddit/page.json, inbox/mime/letter.eml"),
                open(DEAD_LETTERS, "./dead-letters", "Where dead letters go that not even Elasticsearch takes"),
                open(PROFILE, "./conf/profile.yaml", "The listening profile: brands, topics, personas, triage rules"),
                open(ELASTICSEARCH_HOSTS, "http://127.0.0.1:9200", "Elasticsearch's nodes, separated by commas"),
                open(ELASTICSEARCH_AUTHENTICATION, "BASIC", "NONE, BASIC (user and password) or API_KEY"),
                open(ELASTICSEARCH_USER, "elastic", "The user, where authentication is BASIC"),
                secret(ELASTICSEARCH_PASSWORD, "The password of that user"),
                secret(ELASTICSEARCH_API_KEY, "The key, where authentication is API_KEY"));
    }

    private static Parameter open(String name, String value, String description) {
        return new Parameter(name, description, value, false);
    }

    private static Parameter secret(String name, String description) {
        return new Parameter(name, description, "", true);
    }
}
