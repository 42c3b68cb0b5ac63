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
 * The mailbox to which customers write, and a folder by which archived raw items take the same door.
 *
 * @param items where raw items leave
 * @param refused where files and mails that can't be read leave
 */
record InboxGroup(Component items, Component refused) {

    static InboxGroup draw(Drawing drawing, String group) throws IOException, InterruptedException {
        Canvas canvas = drawing.canvas();
        Component items = canvas.addOutputPort(group, "raw items", Grid.portAt(1, 3));
        Component refused = canvas.addOutputPort(group, "refused", Grid.portAt(1, 1.5));
        drawing.note(
                group,
                "Archived or exported items take the same door: put a file into a folder named after its format below"
                        + " the inbox, for example inbox/reddit/page.json. Files stay where they are; touch those that you"
                        + " move in.",
                Grid.at(-1, 0),
                130);
        Component list = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.ListFile",
                        "List the inbox",
                        Grid.at(0, 0),
                        properties(
                                "Input Directory",
                                reference(SourceParameters.INBOX),
                                "Recurse Subdirectories",
                                "true",
                                "Minimum File Age",
                                "1 sec"),
                        "2 sec",
                        Set.of(),
                        Set.of(),
                        "Remembers which files it has listed. Needs the folder to be there."));
        canvas.disable(list);
        Component fetch = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.FetchFile",
                        "Fetch the file",
                        Grid.at(0, 1),
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
                        Grid.at(0, 2),
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
        drawMailbox(canvas, group, items, refused);
        return new InboxGroup(items, refused);
    }

    private static void drawMailbox(Canvas canvas, String group, Component items, Component refused)
            throws IOException, InterruptedException {
        Component mailbox = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.email.mailbox.ConsumeMailbox",
                        "Consume mailbox",
                        Grid.at(2, 0),
                        properties(
                                "Host", reference(MailboxParameters.HOST),
                                "Port", reference(MailboxParameters.PORT),
                                "Transport Security", reference(MailboxParameters.SECURITY),
                                "User Name", reference(MailboxParameters.USER),
                                "Password", reference(MailboxParameters.PASSWORD),
                                "Folders", reference(MailboxParameters.FOLDERS),
                                "Initial Backlog", reference(SourceParameters.BACKLOG)),
                        "30 sec",
                        Set.of(),
                        Set.of(),
                        "Reads each message once and leaves it where it is."));
        canvas.disable(mailbox);
        canvas.connect(group, mailbox, items, Set.of("success"), SocialListeningFlow.RAW);
        canvas.connect(group, mailbox, refused, Set.of("invalid"), SocialListeningFlow.REFUSED);
    }
}
