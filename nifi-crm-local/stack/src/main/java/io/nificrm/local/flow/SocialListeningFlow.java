package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.BackPressure;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.NifiClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Draws the flow {@code flows/social-listening.json} onto an empty canvas: the way of a mention, one process group for
 * each step, from left to right, what the flow gives up on below.
 *
 * <p>The file in the repository is what NiFi exports of this, so that ids, bundles and layout are NiFi's own.
 */
public final class SocialListeningFlow {

    /** The name of the process group that holds everything. */
    public static final String NAME = "Social listening";

    /** Raw pages are few and large: little of them waits, so that a slow step slows the sources down. */
    static final BackPressure RAW = new BackPressure(200, "256 MB");

    /** Touchpoints travel by the hundred in a FlowFile. */
    static final BackPressure TOUCHPOINTS = new BackPressure(500, "512 MB");

    /** Refused records must never stop the others for long, and still be bounded. */
    static final BackPressure REFUSED = new BackPressure(10_000, "1 GB");

    /**
     * What people are told must never hold up what is stored: while nobody takes it, it waits for an hour and is
     * forgotten.
     */
    static final BackPressure NEWS = new BackPressure(0, "0 B", "1 hour");

    /** For how many milliseconds a step works before it commits. */
    static final long BATCH = 25;

    /** How often a source asks for news. NiFi takes no parameter for it: the demo changes it after the import. */
    static final String POLL_INTERVAL = "1 min";

    private static final String NOTE = "#fff7d7";
    private static final double NOTE_WIDTH = 384;

    private final Canvas canvas;

    private SocialListeningFlow(Canvas canvas) {
        this.canvas = canvas;
    }

    /**
     * Draws the flow.
     *
     * @return the id of its process group
     */
    public static String draw(NifiClient nifi) throws IOException, InterruptedException {
        return new SocialListeningFlow(new Canvas(nifi)).draw();
    }

    private String draw() throws IOException, InterruptedException {
        String parameters = canvas.addParameters(
                FlowParameters.CONTEXT,
                "Everything that is set when social listening moves to another place",
                FlowParameters.all());
        String all = canvas.addGroup(
                "root",
                NAME,
                "Listens to what people say about a brand, understands it, and brings what needs an answer to someone"
                        + " who can answer.",
                Grid.at(0, 0),
                parameters);
        FlowServices services = FlowServices.add(canvas, all);
        Drawing drawing = new Drawing(canvas, parameters, services);

        ListenGroup listen = ListenGroup.draw(drawing, group(all, parameters, 0, "1 Listen", """
            Sources ask their platform for news and remember where they were. \
            They emit raw items, as the platform wrote them.\
            """));
        StepGroup normalise = StepGroup.draw(
                canvas,
                group(all, parameters, 1, "2 Normalise", """
                    Items of any platform become touchpoints: one JSON document a line, the same for all.\
                    """),
                new StepGroup.Ports("raw items", RAW),
                Steps.normalise());
        StepGroup understand = StepGroup.draw(
                canvas,
                group(all, parameters, 2, "3 Understand", """
                    Language, sentiment, emotion; then whatever the listening profile asks for: \
                    brands, topics, personas, needs, intents. Who the author is, and what repeats others.\
                    """),
                new StepGroup.Ports("touchpoints", TOUCHPOINTS),
                Steps.tagSentiment(),
                Steps.tagProfile(services.profile()),
                Steps.tagAuthor(),
                Steps.tagDuplicates(),
                Steps.resolvePeople(services.elasticsearch()));
        RouteGroup route = RouteGroup.draw(canvas, group(all, parameters, 3, "4 Route", """
            The triage rules of the profile decide who should see a mention, how urgent it is, \
            and until when.\
            """), services);
        StoreGroup store = StoreGroup.draw(canvas, group(all, parameters, 4, "5 Store", """
            Monthly indices. A mention fetched again updates its numbers \
            and never touches what people did with it.\
            """), services);
        DeadLettersGroup deadLetters = DeadLettersGroup.draw(
                canvas,
                canvas.addGroup(
                        all,
                        "Dead letters",
                        "What could not be handled, with the reason and its original bytes",
                        Grid.at(1.5, 1.15),
                        parameters),
                services);
        AlertGroup alert = AlertGroup.draw(
                drawing,
                drawing.group(
                        all,
                        "Alerts",
                        "Tells people what needs an answer, and again what got none in time",
                        Grid.at(3, 2)));
        LearnGroup learn = LearnGroup.draw(
                drawing,
                drawing.group(
                        all,
                        "Learn and keep house",
                        "By a schedule, from all that is stored: people, ideas, how much we send, how long it is kept",
                        Grid.at(4, 2)));
        DeskGroup.draw(
                drawing,
                drawing.group(
                        all,
                        "Triage desk",
                        "The pages on which support agents see what was flagged, answer and decide",
                        Grid.at(1.5, 2)));
        canvas.addLabel(
                all,
                "Dead letters: what a step refuses leaves by its port 'refused', with the reason and the original"
                        + " bytes, and can be searched in crm-dead-letters. Its neighbours go on.",
                Grid.at(0.2, 1.15),
                NOTE_WIDTH,
                110,
                NOTE);

        join(all, listen.items(), normalise.in(), RAW);
        join(all, normalise.out(), understand.in(), TOUCHPOINTS);
        join(all, understand.out(), route.in(), TOUCHPOINTS);
        for (String queue : RouteGroup.QUEUES) {
            join(all, route.queue(queue), store.queue(queue), TOUCHPOINTS);
        }
        join(all, route.queue("rapid_response"), alert.in(), NEWS);
        join(all, learn.breaches(), alert.in(), NEWS);
        for (Component refused : new Component[] {
            listen.refused(),
            normalise.refused(),
            understand.refused(),
            route.refused(),
            alert.refused(),
            store.refused()
        }) {
            join(all, refused, deadLetters.in(), REFUSED);
        }
        return all;
    }

    private String group(String parent, String parameters, int column, String name, String note)
            throws IOException, InterruptedException {
        canvas.addLabel(parent, note, Grid.at(column, -0.55), NOTE_WIDTH, 130, NOTE);
        return canvas.addGroup(parent, name, note, Grid.at(column, 0), parameters);
    }

    private void join(String group, Component source, Component destination, BackPressure limit)
            throws IOException, InterruptedException {
        canvas.connect(group, source, destination, Set.of(), limit);
    }

    /** Properties in one line, for the steps. */
    static Map<String, String> properties(String... namesAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int name = 0; name < namesAndValues.length; name += 2) {
            properties.put(namesAndValues[name], namesAndValues[name + 1]);
        }
        return properties;
    }
}
