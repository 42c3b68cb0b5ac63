package io.nificrm.source.x;

import io.nificrm.format.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The expansions of a page, by their ids. */
record XIncludes(
        Map<String, Fields> users, Map<String, Fields> posts, Map<String, Fields> media, Map<String, Fields> polls) {

    static XIncludes of(Fields includes) {
        return new XIncludes(
                byId(includes.items("users"), "id"),
                byId(includes.items("tweets"), "id"),
                byId(includes.items("media"), "media_key"),
                byId(includes.items("polls"), "id"));
    }

    Optional<Fields> user(Optional<String> id) {
        return id.map(users::get);
    }

    Optional<Fields> post(Optional<String> id) {
        return id.map(posts::get);
    }

    private static Map<String, Fields> byId(List<Fields> objects, String key) {
        Map<String, Fields> byId = new HashMap<>();
        objects.forEach(object -> object.text(key).ifPresent(id -> byId.put(id, object)));
        return byId;
    }
}
