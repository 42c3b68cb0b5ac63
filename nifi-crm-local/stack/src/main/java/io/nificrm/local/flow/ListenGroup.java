package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The sources, and a folder by which archived raw items take the same door.
 *
 * @param items where raw items leave
 * @param refused where files that can't be read leave
 */
record ListenGroup(Component items, Component refused) {

    static ListenGroup draw(Canvas canvas, String group) throws IOException, InterruptedException {
        Component items = canvas.addOutputPort(group, "raw items", Grid.portAt(1, 4));
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(3, 1.5));
        Component mastodon = canvas.addProcessor(
                group,
                source(
                        "io.nificrm.source.mastodon.ConsumeMastodon",
                        "Consume Mastodon",
                        0,
                        properties(
                                "Instance URL", reference(FlowParameters.MASTODON_INSTANCE),
                                "Access Token", reference(FlowParameters.MASTODON_TOKEN),
                                "Timelines", reference(FlowParameters.MASTODON_TIMELINES),
                                "Initial Backlog", reference(FlowParameters.BACKLOG),
                                "User Agent", reference(FlowParameters.USER_AGENT),
                                "Allow Private Addresses", reference(FlowParameters.ALLOW_PRIVATE_ADDRESSES))));
        Component feeds = canvas.addProcessor(
                group,
                source(
                        "io.nificrm.source.feed.ConsumeFeed",
                        "Consume feeds",
                        1,
                        properties(
                                "Feed URLs", reference(FlowParameters.FEED_URLS),
                                "Initial Backlog", reference(FlowParameters.BACKLOG),
                                "User Agent", reference(FlowParameters.USER_AGENT),
                                "Allow Private Addresses", reference(FlowParameters.ALLOW_PRIVATE_ADDRESSES))));
        canvas.connect(group, mastodon, items, Set.of("success"), SocialListeningFlow.RAW);
        canvas.connect(group, feeds, items, Set.of("success"), SocialListeningFlow.RAW);
        drawInbox(canvas, group, items, refused);
        return new ListenGroup(items, refused);
    }

    private static Processor source(String type, String name, int column, Map<String, String> properties) {
        return new Processor(
                type,
                name,
                Grid.at(column, 0),
                properties,
                SocialListeningFlow.POLL_INTERVAL,
                Set.of(),
                Set.of(),
                "Remembers in NiFi's state what it has seen: after a restart it goes on there.");
    }

    private static void drawInbox(Canvas canvas, String group, Component items, Component refused)
            throws IOException, InterruptedException {
        canvas.addLabel(
                group,
                "Archived or exported items take the same door: put a file into a folder named after its format below"
                        + " the inbox, for example inbox/reddit/page.json. Files stay where they are.",
                Grid.at(3, 0),
                384,
                110,
                "#fff7d7");
        Component list = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.ListFile",
                        "List the inbox",
                        Grid.at(2, 0),
                        properties(
                                "Input Directory",
                                reference(FlowParameters.INBOX),
                                "Recurse Subdirectories",
                                "true",
                                "Minimum File Age",
                                "1 sec"),
                        "2 sec",
                        Set.of(),
                        Set.of(),
                        "Remembers which files it has listed."));
        Component fetch = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.FetchFile",
                        "Fetch the file",
                        Grid.at(2, 1),
                        Map.of(),
                        "0 sec",
                        Set.of("not.found"),
                        Set.of("failure"),
                        "A file that went away before it was read is nothing to worry about."));
        Component mark = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.attributes.UpdateAttribute",
                        "Mark as raw items",
                        Grid.at(2, 2),
                        properties(
                                "crm.content",
                                "raw",
                                "crm.format",
                                "${path:substringBefore('/')}",
                                "crm.source.target",
                                "${absolute.path}${filename}",
                                "crm.fetched_at",
                                "${now():format(\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", 'UTC')}"),
                        "0 sec",
                        Set.of(),
                        Set.of(),
                        "The name of the folder is the format."));
        canvas.connect(group, list, fetch, Set.of("success"), SocialListeningFlow.REFUSED);
        canvas.connect(group, fetch, mark, Set.of("success"), SocialListeningFlow.RAW);
        canvas.connect(group, fetch, refused, Set.of("permission.denied", "failure"), SocialListeningFlow.REFUSED);
        canvas.connect(group, mark, items, Set.of("success"), SocialListeningFlow.RAW);
    }
}
