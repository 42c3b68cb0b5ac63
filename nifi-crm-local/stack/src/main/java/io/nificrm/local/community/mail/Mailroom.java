package io.nificrm.local.community.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.Content;
import io.nificrm.local.community.http.Endpoint;
import io.nificrm.local.community.http.Request;
import io.nificrm.local.community.story.MailEvent;
import io.nificrm.local.community.story.Mailing;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mailboxes of the brand: what customers wrote and what the brand answered, and, as mails, bounces and complaints.
 * Listed at {@code /mail/}, each message under its name.
 */
public final class Mailroom implements Endpoint {
    private final Mailing mailing;
    private final Clock clock;

    public Mailroom(Mailing mailing, Clock clock) {
        this.mailing = mailing;
        this.clock = clock;
    }

    /** All messages up to a moment, by file name. */
    public Map<String, String> messages(Instant now) {
        Map<String, String> messages = new LinkedHashMap<>();
        mailing.letters(now)
                .forEach(letter -> messages.put("letter-" + letter.number() + ".eml", MailMessage.letter(letter)));
        for (MailEvent event : mailing.events(now)) {
            event.bounce()
                    .ifPresent(bounce -> messages.put(
                            "bounce-" + event.number() + ".eml", MailMessage.deliveryStatus(event, bounce)));
            if (event.kind() == MailEvent.Kind.COMPLAINED) {
                messages.put("complaint-" + event.number() + ".eml", MailMessage.complaint(event));
            }
        }
        return messages;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (!request.path().startsWith("/mail/")) {
            return Optional.empty();
        }
        Map<String, String> messages = messages(clock.instant());
        String name = request.path().substring("/mail/".length());
        if (name.isEmpty()) {
            ArrayNode names = JsonNodeFactory.instance.arrayNode();
            messages.keySet().forEach(message -> names.add("/mail/" + message));
            return Optional.of(Answer.json(names));
        }
        return Optional.ofNullable(messages.get(name))
                .map(message -> Answer.of(200, "message/rfc822", Content.utf8(message)));
    }
}
