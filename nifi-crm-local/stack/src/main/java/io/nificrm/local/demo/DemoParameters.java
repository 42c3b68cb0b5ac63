package io.nificrm.local.demo;

import io.nificrm.local.community.CommunityServer;
import io.nificrm.local.community.duty.DutyRoom;
import io.nificrm.local.flow.AlertParameters;
import io.nificrm.local.flow.DeskParameters;
import io.nificrm.local.flow.FlowParameters;
import io.nificrm.local.flow.SourceParameters;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flow's parameters for a demo. */
record DemoParameters(Path profile, Path inbox, CommunityServer community, DemoWebhooks webhooks, DemoDesk desk) {

    Map<String, String> with(URI elasticsearch) {
        Map<String, String> parameters = new TreeMap<>(webhooks.parameters());
        parameters.put(FlowParameters.PROFILE, profile.toString());
        parameters.put(FlowParameters.ELASTICSEARCH_HOSTS, elasticsearch.toString());
        parameters.put(FlowParameters.ELASTICSEARCH_AUTHENTICATION, "NONE");
        parameters.put(DeskParameters.PORT, Integer.toString(desk.url().getPort()));
        parameters.put(DeskParameters.URL, desk.url().toString());
        parameters.put(DeskParameters.ACCOUNTS, desk.accounts().toString());
        parameters.put(DeskParameters.SIGNING_KEY, desk.signingKey());
        // it speaks plain HTTP on the loopback address
        parameters.put(DeskParameters.SECURE_COOKIE, "false");
        // two weeks of the past are overdue at once; raising all of them would show nothing
        parameters.put(AlertParameters.ESCALATION, "");
        addSources(parameters);
        return parameters;
    }

    private void addSources(Map<String, String> parameters) {
        String server = community.url().toString();
        parameters.put(AlertParameters.WEBHOOK, server + DutyRoom.PATH);
        parameters.put(AlertParameters.WEBHOOK_SECRET, community.duty().secret());
        parameters.put(AlertParameters.GROUP_WAIT, "5 sec");
        parameters.put(SourceParameters.BACKLOG, "100 days");
        // the community's searches find at once what was said
        parameters.put(SourceParameters.SETTLING_TIME, "0 sec");
        parameters.put(SourceParameters.ALLOW_PRIVATE_ADDRESSES, "true");
        parameters.put(SourceParameters.MASTODON_INSTANCE, server);
        parameters.put(
                SourceParameters.MASTODON_TIMELINES,
                // of everybody, too: as on a real server the public timeline shows neither reposts nor replies
                Stream.concat(Stream.of("public"), community.accounts().stream().map(account -> "@" + account))
                        .collect(Collectors.joining(", ")));
        parameters.put(SourceParameters.MASTODON_TOKEN, CommunityServer.TOKEN);
        parameters.put(
                SourceParameters.BLUESKY_TARGETS,
                community.blueskyAccounts().stream().map(handle -> "@" + handle).collect(Collectors.joining(", ")));
        parameters.put(SourceParameters.BLUESKY_PUBLIC_API, server);
        parameters.put(SourceParameters.BLUESKY_SERVICE, server);
        parameters.put(SourceParameters.REDDIT_LISTINGS, "r/all, r/all/comments");
        parameters.put(SourceParameters.REDDIT_CLIENT_ID, "nifi-crm-demo");
        parameters.put(SourceParameters.REDDIT_CLIENT_SECRET, CommunityServer.TOKEN);
        parameters.put(SourceParameters.REDDIT_USER_AGENT, "nifi:nifi-crm-demo:1.0 (by /u/acmecoffee)");
        parameters.put(SourceParameters.REDDIT_LOGIN, server);
        parameters.put(SourceParameters.REDDIT_API, server);
        parameters.put(
                SourceParameters.HACKERNEWS_SEARCHES,
                community.hackerNewsAuthors().stream()
                        .map(author -> "author:" + author)
                        .collect(Collectors.joining(", ")));
        parameters.put(SourceParameters.HACKERNEWS_API, server);
        parameters.put(
                SourceParameters.FEED_URLS,
                community.feeds().stream().map(URI::toString).collect(Collectors.joining(" ")));
        parameters.put(SourceParameters.INBOX, inbox.toString());
    }
}
