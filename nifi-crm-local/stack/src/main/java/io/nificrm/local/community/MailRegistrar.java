package io.nificrm.local.community;

import io.nificrm.local.community.mail.MailIds;
import io.nificrm.local.community.mail.Provider;
import io.nificrm.local.community.story.Facts;
import io.nificrm.local.community.story.Letter;
import io.nificrm.local.community.story.MailEvent;
import io.nificrm.local.community.story.Mailing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The mail part of the manifest: what lies in the mailbox, and what providers post to webhooks. */
final class MailRegistrar {
    private static final String MAILBOX = "mailbox";

    private MailRegistrar() {}

    static List<Manifest.Posted> posted(Mailing mailing, Set<Provider> webhooks, Instant now) {
        Stream<Manifest.Posted> letters = mailing.letters(now).stream().map(MailRegistrar::letter);
        Stream<Manifest.Posted> reports = mailing.events(now).stream()
                .filter(event -> event.kind() == MailEvent.Kind.BOUNCED || event.kind() == MailEvent.Kind.COMPLAINED)
                .map(event -> event("email:" + MailIds.report(event) + "#" + event.address(), event, MAILBOX));
        Stream<Manifest.Posted> events = webhooks.stream()
                .sorted()
                .flatMap(provider -> mailing.events(now).stream()
                        .map(event -> event("email:" + provider.touchpoint(event), event, "webhook:" + provider.id())));
        return Stream.of(letters, reports, events).flatMap(part -> part).toList();
    }

    private static Manifest.Posted letter(Letter letter) {
        return new Manifest.Posted(
                "email:" + MailIds.letter(letter),
                "email",
                "message",
                letter.at(),
                letter.ours() ? "hello@acmecoffee.example" : Mailing.address(letter.customer()),
                letter.ours(),
                letter.inReplyTo().map(parent -> "email:" + MailIds.letter(parent)),
                Optional.empty(),
                List.of(MAILBOX),
                letter.facts());
    }

    private static Manifest.Posted event(String id, MailEvent event, String target) {
        return new Manifest.Posted(
                id,
                "email",
                event.kind().name().toLowerCase(Locale.ROOT),
                event.at(),
                event.address(),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(target),
                new Facts(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Facts.Mood.NEUTRAL,
                        Optional.empty()));
    }
}
