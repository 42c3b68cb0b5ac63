package io.nificrm.local.nifi;

import java.util.Map;

/**
 * One line of the story of a FlowFile.
 *
 * @param type RECEIVE, SEND, CONTENT_MODIFIED and so on
 * @param component the name of the processor
 * @param transitUri where it came from or went to; empty where it did not travel
 * @param attributes the FlowFile's attributes after the event
 */
public record ProvenanceEvent(String type, String component, String transitUri, Map<String, String> attributes) {

    /** Copies the attributes. */
    public ProvenanceEvent {
        attributes = Map.copyOf(attributes);
    }
}
