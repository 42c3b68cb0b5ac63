package io.nificrm.local.demo;

import java.util.Optional;

/**
 * What the check wants to know of one document in Elasticsearch.
 *
 * @param id the touchpoint's id
 * @param index the index that holds it
 * @param text whether there is anything to understand
 * @param understood whether language or sentiment are known
 * @param tagged whether any entry of the listening profile matched
 * @param queue where it was routed
 */
public record StoredTouchpoint(
        String id, String index, boolean text, boolean understood, boolean tagged, Optional<String> queue) {}
