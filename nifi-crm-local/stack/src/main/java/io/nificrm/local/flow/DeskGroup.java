package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Set;

/** The pages on which support agents work, served by NiFi itself. */
final class DeskGroup {

    private static final String HEADERS = "Content-Type|Content-Security-Policy|X-Content-Type-Options|X-Frame-Options|"
            + "Referrer-Policy|Cross-Origin-Opener-Policy|Cache-Control|Location|Set-Cookie|Retry-After|Allow";

    private DeskGroup() {}

    static void draw(Drawing drawing, String group) throws IOException, InterruptedException {
        Component receive = drawing.canvas()
                .addProcessor(
                        group,
                        new Processor(
                                "org.apache.nifi.processors.standard.HandleHttpRequest",
                                "A page is asked for",
                                Grid.at(0, 0),
                                properties(
                                        "Listening Port",
                                        reference(DeskParameters.PORT),
                                        "Hostname",
                                        reference(DeskParameters.ADDRESS),
                                        "HTTP Context Map",
                                        drawing.services().requests(),
                                        "Allowed Paths",
                                        "/desk(/.*)?",
                                        "Allow PUT",
                                        "false",
                                        "Allow DELETE",
                                        "false"),
                                "0 sec",
                                Set.of(),
                                Set.of(),
                                "Pages and forms of the desk, nothing else."));
        drawing.canvas().disable(receive);
        Component desk = drawing.canvas()
                .addProcessor(
                        group,
                        new Processor(
                                "io.nificrm.triage.desk.TriageDesk",
                                "Triage desk",
                                Grid.at(0, 1),
                                properties(
                                        "Elasticsearch Connection",
                                        drawing.services().elasticsearch(),
                                        "Listening Profile",
                                        drawing.services().profile(),
                                        "Accounts File",
                                        reference(DeskParameters.ACCOUNTS),
                                        "Signing Key",
                                        reference(DeskParameters.SIGNING_KEY),
                                        "Secure Cookie",
                                        reference(DeskParameters.SECURE_COOKIE)),
                                "0 sec",
                                Set.of(),
                                Set.of(),
                                "Nobody gets in without a sign-in or a signed link."));
        drawing.canvas().disable(desk);
        Component answer = drawing.canvas()
                .addProcessor(
                        group,
                        new Processor(
                                "org.apache.nifi.processors.standard.HandleHttpResponse",
                                "The page is shown",
                                Grid.at(0, 2),
                                properties(
                                        "HTTP Context Map",
                                        drawing.services().requests(),
                                        "HTTP Status Code",
                                        "${http.status.code}",
                                        "Attributes to add to the HTTP Response (Regex)",
                                        HEADERS),
                                "0 sec",
                                Set.of("success", "failure"),
                                Set.of(),
                                "Where the browser has gone away meanwhile there is nobody to tell."));
        drawing.canvas().connect(group, receive, desk, Set.of("success"), SocialListeningFlow.RAW);
        drawing.canvas().connect(group, desk, answer, Set.of("response"), SocialListeningFlow.RAW);
        drawing.note(
                group,
                "To open the desk: set desk.port, desk.accounts.file (./crm account NAME agent makes its lines) and"
                        + " desk.signing.key, then enable and start these processors. Put a reverse proxy with TLS before"
                        + " it. Restrict 'view provenance' and 'view the data' on this group: NiFi keeps what passes,"
                        + " sign-ins included.",
                Grid.at(1, 0),
                150);
    }
}
