package io.nificrm.local.community.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Content;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.replay.ReplayFolder.Recorded;
import java.util.Locale;
import java.util.Optional;

/**
 * Recorded files byte by byte: feeds under {@code /feeds/NAME}, messages listed at {@code /mail/} and served under
 * {@code /mail/NAME}, everything under {@code /replay/PATH}.
 */
public final class RecordedFiles implements Endpoint {
    private final ReplayFolder folder;

    public RecordedFiles(ReplayFolder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        String path = request.path();
        if (path.equals("/mail/")) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            folder.files("email").forEach(file -> names.add("/mail/" + file.name()));
            return Optional.of(Answer.json(names));
        }
        if (path.startsWith("/mail/")) {
            return serve("email/" + path.substring("/mail/".length()));
        }
        if (path.startsWith("/feeds/")) {
            return serve(path.substring(1));
        }
        return path.startsWith("/replay/") ? serve(path.substring("/replay/".length())) : Optional.empty();
    }

    private Optional<Answer> serve(String relative) {
        return folder.file(relative).stream()
                .map(file -> Answer.of(200, type(file), Content.of(file.bytes())))
                .findFirst();
    }

    private static String type(Recorded file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "json" -> "application/json";
            case "rss" -> "application/rss+xml";
            case "atom" -> "application/atom+xml";
            case "xml", "rdf" -> "application/xml";
            case "eml" -> "message/rfc822";
            default -> "application/octet-stream";
        };
    }
}
