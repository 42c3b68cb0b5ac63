package io.nificrm.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.http.HttpReply;

/** A successful answer that is JSON: read, and as it came. */
public record JsonReply(JsonNode root, HttpReply http) {}
