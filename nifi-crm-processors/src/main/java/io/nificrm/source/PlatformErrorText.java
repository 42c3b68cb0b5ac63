package io.nificrm.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.source.http.HttpReply;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;

/** The words in which a platform explains a refusal, found in the places where platforms put them. */
final class PlatformErrorText {

    private static final int MAX_LENGTH = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PLACES = List.of(
            "/error_description",
            "/error/message",
            "/errors/0/message",
            "/errors/0/detail",
            "/detail",
            "/message",
            "/error",
            "/title",
            "/reason");

    private PlatformErrorText() {}

    static Optional<String> find(HttpReply reply) {
        String body = reply.bodyText().strip();
        Optional<String> found = body.startsWith("{") ? inJson(body) : inMarkup(body);
        return found.map(String::strip).filter(text -> !text.isEmpty()).map(PlatformErrorText::shortened);
    }

    private static Optional<String> inJson(String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException cutOffOrBroken) {
            return Optional.of(body);
        }
        return PLACES.stream()
                .map(root::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    private static Optional<String> inMarkup(String body) {
        if (!body.startsWith("<")) {
            return Optional.of(body);
        }
        return Optional.of(Jsoup.parse(body).title());
    }

    private static String shortened(String text) {
        String oneLine = text.replaceAll("\\s+", " ");
        return oneLine.length() <= MAX_LENGTH ? oneLine : oneLine.substring(0, MAX_LENGTH) + "…";
    }
}
