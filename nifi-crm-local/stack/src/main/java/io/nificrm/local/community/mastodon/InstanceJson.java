package io.nificrm.local.community.mastodon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Snapshot;

/**
 * What a server says about itself.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Instance/">Instance</a>
 */
final class InstanceJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TITLE = "Community (demo)";
    private static final String VERSION = "4.5.3";
    private static final String ABOUT = "An invented community that talks about coffee";

    private InstanceJson() {}

    static ObjectNode version1(Cast cast, Snapshot now) {
        ObjectNode instance = JSON.objectNode();
        instance.put("uri", Cast.HOME)
                .put("title", TITLE)
                .put("short_description", ABOUT)
                .put("description", ABOUT);
        instance.put("email", "hello@" + Cast.HOME).put("version", VERSION);
        instance.set("urls", JSON.objectNode().put("streaming_api", "wss://" + Cast.HOME));
        instance.set(
                "stats",
                JSON.objectNode()
                        .put("user_count", cast.everybody().size())
                        .put("status_count", now.said().size())
                        .put("domain_count", 4));
        instance.put("thumbnail", "https://" + Cast.HOME + "/preview.png");
        instance.putArray("languages").add("en");
        instance.put("registrations", false).put("approval_required", false).put("invites_enabled", false);
        instance.set("configuration", configuration());
        instance.putArray("rules");
        return instance;
    }

    static ObjectNode version2(Cast cast, Snapshot now, MastodonJson json) {
        ObjectNode instance = JSON.objectNode();
        instance.put("domain", Cast.HOME).put("title", TITLE).put("version", VERSION);
        instance.put("source_url", "https://github.com/mastodon/mastodon").put("description", ABOUT);
        ObjectNode usage = JSON.objectNode();
        usage.set(
                "users", JSON.objectNode().put("active_month", cast.everybody().size()));
        instance.set("usage", usage);
        instance.set("thumbnail", JSON.objectNode().put("url", "https://" + Cast.HOME + "/preview.png"));
        instance.putArray("icon");
        instance.putArray("languages").add("en");
        instance.set("configuration", configuration());
        instance.set(
                "registrations",
                JSON.objectNode()
                        .put("enabled", false)
                        .put("approval_required", false)
                        .putNull("message"));
        instance.set("api_versions", JSON.objectNode().put("mastodon", 7));
        ObjectNode contact = JSON.objectNode().put("email", "hello@" + Cast.HOME);
        contact.set("account", json.account(cast.everybody().getFirst(), now));
        instance.set("contact", contact);
        instance.putArray("rules");
        return instance;
    }

    private static ObjectNode configuration() {
        ObjectNode configuration = JSON.objectNode();
        configuration.set("urls", JSON.objectNode().put("streaming", "wss://" + Cast.HOME));
        configuration.set("accounts", JSON.objectNode().put("max_featured_tags", 10));
        configuration.set(
                "statuses",
                JSON.objectNode()
                        .put("max_characters", 500)
                        .put("max_media_attachments", 4)
                        .put("characters_reserved_per_url", 23));
        configuration.set(
                "polls",
                JSON.objectNode()
                        .put("max_options", 4)
                        .put("max_characters_per_option", 50)
                        .put("min_expiration", 300)
                        .put("max_expiration", 2_629_746));
        configuration.set("translation", JSON.objectNode().put("enabled", false));
        return configuration;
    }
}
