package io.nificrm.triage.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message as JSON: the body of a JSON webhook, and what the processor keeps of it. */
final class AlertJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AlertJson() {}

    static String of(AlertMessage message) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("type", "triage.alert");
        json.put("id", message.id());
        json.put("created_at", message.at().toString());
        json.put("title", message.title());
        json.put("count", message.count());
        ArrayNode groups = json.putArray("groups");
        for (AlertMessage.Section section : message.sections()) {
            ObjectNode group = groups.addObject();
            group.put("group", section.name());
            group.put("count", section.count());
            group.put("more", section.more());
            ArrayNode mentions = group.putArray("mentions");
            section.items().forEach(item -> put(mentions.addObject(), item));
        }
        return json.toString();
    }

    private static void put(ObjectNode json, AlertMessage.Item item) {
        Alert alert = item.alert();
        json.put("id", alert.id());
        json.put("platform", alert.platform());
        json.put("author", alert.author());
        json.put("text", alert.text());
        json.put("said_at", alert.saidAt().toString());
        alert.url().ifPresent(url -> json.put("url", url));
        alert.reach().ifPresent(reach -> json.put("reach", reach));
        alert.priority().ifPresent(priority -> json.put("priority", priority));
        alert.rule().ifPresent(rule -> json.put("rule", rule));
        alert.topic().ifPresent(topic -> json.put("topic", topic));
        alert.brand().ifPresent(brand -> json.put("brand", brand));
        alert.assignee().ifPresent(assignee -> json.put("assignee", assignee));
        alert.dueAt().ifPresent(due -> json.put("due_at", due.toString()));
        alert.escalation().ifPresent(level -> json.put("escalation", level));
        if (!item.link().isEmpty()) {
            json.put("link", item.link());
        }
    }
}
