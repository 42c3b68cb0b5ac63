package io.nificrm.local.flow;

import static io.nificrm.local.flow.SocialListeningFlow.properties;

import java.util.Map;

/** The steps that take touchpoints or raw items in and refuse what they can't handle. */
final class Steps {

    private Steps() {}

    /**
     * A processor with one relationship for what it did and one or more for what it refuses.
     *
     * @param type its class
     * @param name what it is called on the canvas
     * @param properties what differs from its defaults
     * @param waits whether what it can't do now leaves by {@code retry}, to be tried again
     * @param comment why it is there
     */
    record Step(String type, String name, Map<String, String> properties, boolean waits, String comment) {

        Step(String type, String name, Map<String, String> properties, String comment) {
            this(type, name, properties, false, comment);
        }
    }

    static Step normalise() {
        return new Step(
                "io.nificrm.normalize.NormalizeTouchpoints",
                "Normalise touchpoints",
                Map.of(),
                "The attribute crm.format says which platform's items it gets.");
    }

    static Step tagSentiment() {
        return new Step(
                "io.nificrm.insight.TagSentiment",
                "Tag sentiment",
                properties("Expected Languages", FlowServices.reference(FlowParameters.LANGUAGES)),
                "Runs here, without any service outside.");
    }

    static Step tagProfile(String profile) {
        return new Step(
                "io.nificrm.profile.TagProfile",
                "Tag profile",
                properties("Listening Profile", profile),
                "Every tag says which words matched.");
    }

    static Step tagAuthor() {
        return new Step(
                "io.nificrm.voice.persona.TagAuthor",
                "Tag author",
                Map.of(),
                "Personas of people: what their earlier mentions said of them, fading.");
    }

    static Step tagDuplicates() {
        return new Step(
                "io.nificrm.voice.duplicate.TagDuplicates",
                "Tag duplicates",
                Map.of(),
                "One voice is counted once: duplicate_of, and spam with reasons.");
    }

    static Step resolvePeople(String elasticsearch) {
        return new Step(
                "io.nificrm.people.ResolvePeople",
                "Resolve people",
                properties("Elasticsearch Connection", elasticsearch),
                true,
                "Who is behind a handle or an address. Give it a lookup service to match your contacts.");
    }
}
