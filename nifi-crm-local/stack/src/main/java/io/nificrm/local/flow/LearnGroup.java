package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowServices.reference;
import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Processor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * What is worked out by a schedule from all that is stored: who people are, what they wish for, how much we send; and what
 * has been kept long enough.
 *
 * @param breaches where posts and mails of our own that are too many leave
 */
record LearnGroup(Component breaches) {

    private static final String CONNECTION = "Elasticsearch Connection";

    static LearnGroup draw(Drawing drawing, String group) throws IOException, InterruptedException {
        String elasticsearch = drawing.services().elasticsearch();
        add(
                drawing,
                group,
                1,
                "io.nificrm.people.RefreshPeople",
                "1 min",
                properties(CONNECTION, elasticsearch),
                "Keeps crm-people: what each person said, where and in which mood, and at which stage they are.");
        add(
                drawing,
                group,
                2,
                "io.nificrm.idea.ClusterIdeas",
                "1 min",
                properties(CONNECTION, elasticsearch),
                "Keeps crm-ideas: a wish that many have is one idea with many voices.");
        add(
                drawing,
                group,
                3,
                "io.nificrm.retention.EnforceRetention",
                "1 day",
                properties(
                        CONNECTION,
                        elasticsearch,
                        "Mentions Months",
                        reference(RetentionParameters.MENTIONS),
                        "Email Events Months",
                        reference(RetentionParameters.EMAIL_EVENTS),
                        "Triage Events Months",
                        reference(RetentionParameters.TRIAGE_EVENTS),
                        "Dead Letters Months",
                        reference(RetentionParameters.DEAD_LETTERS)),
                "Deletes the indices of months that are older than you want to keep.");
        Component moderate = add(
                drawing,
                group,
                0,
                "io.nificrm.moderation.ModerateOutbound",
                "1 min",
                properties(
                        CONNECTION,
                        elasticsearch,
                        "Listening Profile",
                        drawing.services().profile()),
                "Holds our own posts and mails against the caps of the profile.");
        Component breaches = drawing.canvas().addOutputPort(group, "breaches", Grid.portAt(0, 1.3));
        drawing.canvas().connect(group, moderate, breaches, Set.of("breach"), SocialListeningFlow.NEWS);
        return new LearnGroup(breaches);
    }

    private static Component add(
            Drawing drawing,
            String group,
            int column,
            String type,
            String period,
            Map<String, String> properties,
            String comment)
            throws IOException, InterruptedException {
        String words = type.substring(type.lastIndexOf('.') + 1).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String name = words.charAt(0) + words.substring(1).toLowerCase(java.util.Locale.ROOT);
        return drawing.canvas()
                .addProcessor(
                        group,
                        new Processor(type, name, Grid.at(column, 0), properties, period, Set.of(), Set.of(), comment));
    }
}
