package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Position;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Everything that listens, in a group for each kind.
 *
 * @param items where raw items leave
 * @param refused where files that can't be read leave, and what sources tell of their platforms
 */
record ListenGroup(Component items, Component refused) {

    private static final String SWITCHED_OFF =
            "What is switched off here lacks something: an account, a key, or what to listen to. Set its parameters"
                    + " (right click, Parameters), then enable and start it. './crm' and the Compose file do that by"
                    + " themselves.";

    static ListenGroup draw(Drawing drawing, String group) throws IOException, InterruptedException {
        Component items = drawing.canvas().addOutputPort(group, "raw items", Grid.portAt(2, 2));
        Component refused = drawing.canvas().addOutputPort(group, "refused", Grid.portAt(3, 3.2));
        drawing.note(group, SWITCHED_OFF, Grid.at(0, -0.55), 110);
        List<SourcesGroup> sources = List.of(
                kind(drawing, group, 0, "Social networks", SourcesGroup.SOCIAL_NETWORKS),
                kind(drawing, group, 1, "Forums and video", SourcesGroup.FORUMS),
                kind(drawing, group, 2, "Reviews", SourcesGroup.REVIEWS),
                kind(drawing, group, 3, "Feeds", SourcesGroup.FEEDS));
        for (SourcesGroup source : sources) {
            join(drawing, group, source.items(), items);
            drawing.canvas().connect(group, source.events(), refused, Set.of(), SocialListeningFlow.REFUSED);
        }
        InboxGroup inbox = InboxGroup.draw(
                drawing,
                drawing.group(
                        group, "Mail and files", "The mailbox, and files that somebody puts into a folder", at(4)));
        join(drawing, group, inbox.items(), items);
        drawing.canvas().connect(group, inbox.refused(), refused, Set.of(), SocialListeningFlow.REFUSED);
        WebhooksGroup webhooks = WebhooksGroup.draw(
                drawing,
                drawing.group(
                        group, "Webhooks", "Events that providers of mail services post: delivered, opened …", at(5)));
        join(drawing, group, webhooks.items(), items);
        return new ListenGroup(items, refused);
    }

    private static SourcesGroup kind(
            Drawing drawing, String group, int column, String name, List<SourcesGroup.Source> sources)
            throws IOException, InterruptedException {
        String comment = "Ask their platform for news and remember where they were";
        return SourcesGroup.draw(drawing, drawing.group(group, name, comment, at(column)), sources);
    }

    private static void join(Drawing drawing, String group, Component source, Component items)
            throws IOException, InterruptedException {
        drawing.canvas().connect(group, source, items, Set.of(), SocialListeningFlow.RAW);
    }

    private static Position at(int column) {
        return Grid.at(column, 0);
    }
}
