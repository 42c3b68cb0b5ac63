package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Position;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where providers of mail services post events: a path for each, which lets in what the provider itself sent.
 *
 * <p>An event is answered with 200 when it lies in NiFi's repository, and not before. When nobody can take it, because
 * the queues are full or its processor is stopped, there is no such answer, and the provider tries again.
 *
 * @param items where genuine events leave as raw items
 */
record WebhooksGroup(Component items) {

    private static final double MIDDLE = 4.5;
    private static final String POST = "${http.method:equals('POST')";
    private static final String LIMIT = reference(WebhookParameters.LARGEST_BODY);

    static WebhooksGroup draw(Drawing drawing, String group) throws IOException, InterruptedException {
        Component receive = drawing.canvas()
                .addProcessor(
                        group,
                        processor(
                                "org.apache.nifi.processors.standard.HandleHttpRequest",
                                "Receive webhooks",
                                Grid.at(MIDDLE, 0),
                                properties(
                                        "Listening Port",
                                        reference(WebhookParameters.PORT),
                                        "Hostname",
                                        reference(WebhookParameters.ADDRESS),
                                        "HTTP Context Map",
                                        drawing.services().requests(),
                                        "Allowed Paths",
                                        "/(" + reference(WebhookParameters.PROVIDERS) + ")",
                                        "Allow GET",
                                        "false",
                                        "Allow PUT",
                                        "false",
                                        "Allow DELETE",
                                        "false",
                                        "Allow HEAD",
                                        "true"),
                                "Any other path is answered with 404, any other method with 405."));
        drawing.canvas().disable(receive);
        Component sort = drawing.canvas()
                .addProcessor(
                        group,
                        processor(
                                "org.apache.nifi.processors.standard.RouteOnAttribute",
                                "Which provider?",
                                Grid.at(MIDDLE, 1),
                                routes(),
                                "By the path. Empty and too large requests are not looked at."));
        Component answer = drawAnswer(drawing, group);
        Component items = drawing.canvas().addOutputPort(group, "raw items", Grid.portAt(6, 4));
        Component forget = drawing.canvas()
                .addProcessor(
                        group,
                        processor(
                                "org.apache.nifi.processors.attributes.UpdateAttribute",
                                "Forget the request",
                                Grid.at(6, 3),
                                properties(
                                        "crm.source.target", "webhook:${crm.format}",
                                        "Delete Attributes Expression", "http\\..*"),
                                "Neither passwords nor addresses travel on."));
        drawing.canvas().connect(group, receive, sort, Set.of("success"), SocialListeningFlow.RAW);
        drawing.canvas()
                .connect(
                        group,
                        sort,
                        answer,
                        Set.of("asked", "empty", "too large", "unmatched"),
                        SocialListeningFlow.RAW);
        List<WebhookParameters.Provider> providers = WebhookParameters.ALL;
        for (int column = 0; column < providers.size(); column++) {
            Component verify = drawVerify(drawing, group, providers.get(column), Grid.at(column, 2));
            drawing.canvas()
                    .connect(group, sort, verify, Set.of(providers.get(column).id()), SocialListeningFlow.RAW);
            drawing.canvas().connect(group, verify, forget, Set.of("success"), SocialListeningFlow.RAW);
            drawing.canvas().connect(group, verify, answer, Set.of("success", "unauthorized"), SocialListeningFlow.RAW);
        }
        drawing.canvas().connect(group, forget, items, Set.of("success"), SocialListeningFlow.RAW);
        drawNotes(drawing, group);
        return new WebhooksGroup(items);
    }

    private static Map<String, String> routes() {
        Map<String, String> routes = new LinkedHashMap<>();
        for (WebhookParameters.Provider provider : WebhookParameters.ALL) {
            routes.put(
                    provider.id(),
                    POST + ":and(${fileSize:gt(0)}):and(${fileSize:le(" + LIMIT + ")})"
                            + ":and(${http.request.uri:equals('/" + provider.id() + "')})}");
        }
        // Mandrill asks whether there is anybody before it posts
        routes.put("asked", "${http.method:equals('HEAD')}");
        routes.put("empty", POST + ":and(${fileSize:equals(0)})}");
        routes.put("too large", POST + ":and(${fileSize:gt(" + LIMIT + ")})}");
        return routes;
    }

    private static Component drawVerify(
            Drawing drawing, String group, WebhookParameters.Provider provider, Position position)
            throws IOException, InterruptedException {
        Map<String, String> properties = properties(
                "Provider", provider.id(),
                "Signing Key", reference(provider.keyParameter()),
                "Maximum Body Size", reference(WebhookParameters.LARGEST_BODY) + " B");
        if (provider.password()) {
            properties.put("User Name", reference(provider.userParameter()));
        }
        if (provider.id().equals("ses")) {
            properties.put("Confirm Subscriptions", reference(WebhookParameters.SES_CONFIRM));
        }
        if (provider.id().equals("mandrill")) {
            properties.put("Webhook URL", reference(WebhookParameters.MANDRILL_URL));
        }
        Component verify = drawing.canvas()
                .addProcessor(
                        group,
                        processor(
                                "io.nificrm.email.webhook.VerifyWebhook",
                                "Verify " + provider.name(),
                                position,
                                properties,
                                "Names the format of what is genuine; the rest is answered with 401."));
        drawing.canvas().disable(verify);
        return verify;
    }

    /** An answer has no content: the FlowFile it is made of is a copy, its content is dropped. */
    private static Component drawAnswer(Drawing drawing, String group) throws IOException, InterruptedException {
        Component empty = drawing.canvas()
                .addProcessor(
                        group,
                        processor(
                                "org.apache.nifi.processors.standard.ModifyBytes",
                                "Answer without words",
                                Grid.at(3, 3),
                                properties("Remove All Content", "true"),
                                "What was posted is not sent back."));
        Component answer = drawing.canvas()
                .addProcessor(
                        group,
                        new Processor(
                                "org.apache.nifi.processors.standard.HandleHttpResponse",
                                "Answer the provider",
                                Grid.at(3, 4),
                                properties(
                                        "HTTP Context Map",
                                        drawing.services().requests(),
                                        "HTTP Status Code",
                                        "${http.status.code:replaceEmpty(${RouteOnAttribute.Route:equals('too large')"
                                                + ":ifElse('413', ${RouteOnAttribute.Route:equals('empty')"
                                                + ":ifElse('400', ${RouteOnAttribute.Route:equals('unmatched')"
                                                + ":ifElse('404', '200')})})})}"),
                                "0 sec",
                                Set.of("success", "failure"),
                                Set.of(),
                                "200 is sent when the event lies in NiFi's repository. Where the provider has gone away"
                                        + " meanwhile it posts again, which changes nothing."));
        drawing.canvas().connect(group, empty, answer, Set.of("success"), SocialListeningFlow.RAW);
        return empty;
    }

    private static void drawNotes(Drawing drawing, String group) throws IOException, InterruptedException {
        drawing.note(
                group,
                "To hear a provider: set webhooks.port, name the provider in webhooks.providers, set its key"
                        + " (webhooks.<provider>.key), then enable and start 'Receive webhooks' and the provider's Verify."
                        + " Give the provider the address of your reverse proxy with its name as the path, for example"
                        + " https://hooks.acme.example/sendgrid",
                Grid.at(5.5, 0),
                150);
    }

    private static Processor processor(
            String type, String name, Position position, Map<String, String> properties, String comment) {
        return new Processor(type, name, position, properties, "0 sec", Set.of(), Set.of(), comment);
    }
}
