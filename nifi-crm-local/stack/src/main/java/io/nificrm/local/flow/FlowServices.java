package io.nificrm.local.flow;

import static io.nificrm.local.flow.SocialListeningFlow.properties;

import io.nificrm.local.nifi.Canvas;
import java.io.IOException;

/**
 * The controller services that several steps share.
 *
 * @param profile the id of the listening profile
 * @param elasticsearch the id of the connection
 * @param requests the id of the map of HTTP requests that wait for their answer
 */
record FlowServices(String profile, String elasticsearch, String requests) {

    static FlowServices add(Canvas canvas, String group) throws IOException, InterruptedException {
        return new FlowServices(
                canvas.addService(
                        group,
                        "io.nificrm.profile.StandardListeningProfileService",
                        "Listening profile",
                        properties("Profile File", reference(FlowParameters.PROFILE)),
                        "The one file that a marketer owns; a change is picked up without a restart."),
                canvas.addService(
                        group,
                        "io.nificrm.elasticsearch.ElasticsearchConnectionService",
                        "Elasticsearch",
                        properties(
                                "Hosts",
                                reference(FlowParameters.ELASTICSEARCH_HOSTS),
                                "Authentication",
                                reference(FlowParameters.ELASTICSEARCH_AUTHENTICATION),
                                "Username",
                                reference(FlowParameters.ELASTICSEARCH_USER),
                                "Password",
                                reference(FlowParameters.ELASTICSEARCH_PASSWORD),
                                "API Key",
                                reference(FlowParameters.ELASTICSEARCH_API_KEY)),
                        "Puts index templates and aliases in place when it is enabled."),
                canvas.addService(
                        group,
                        "org.apache.nifi.http.StandardHttpContextMap",
                        "HTTP requests",
                        properties("Request Expiration", "1 min"),
                        "Requests to the triage desk and to webhooks that wait for their answer."));
    }

    /** How a property names a parameter. */
    static String reference(String parameter) {
        return "#{" + parameter + "}";
    }
}
