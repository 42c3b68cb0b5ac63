package io.nificrm.local.community;

import io.nificrm.local.community.story.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that was posted so far, in the terms of the touchpoint document, so that what arrived can be held against it.
 *
 * @param posted oldest first
 * @param conversations complaints, questions and ideas that the brand answered
 */
public record Manifest(Instant at, List<Posted> posted, List<Talk> conversations) {
    public Manifest {
        posted = List.copyOf(posted);
        conversations = List.copyOf(conversations);
    }

    /**
     * One thing posted.
     *
     * @param id the id its touchpoint must have
     * @param kind {@code kind} of the touchpoint
     * @param account the author's handle
     * @param ours whether the brand itself posted it
     * @param targets where a source can find it: for Mastodon {@code public}, {@code tag:NAME},
     *     {@code account:HANDLE@SERVER} and {@code search}; for feeds the path on this server; for Bluesky
     *     {@code search} and {@code author}; for Reddit the listing, e.g. {@code r/coffee/new}; for Hacker News
     *     {@code search}; for mails {@code mailbox} and {@code webhook:PROVIDER}
     */
    public record Posted(
            String id,
            String platform,
            String kind,
            Instant at,
            String account,
            boolean ours,
            Optional<String> inReplyTo,
            Optional<String> repostOf,
            List<String> targets,
            Facts facts) {
        public Posted {
            targets = List.copyOf(targets);
        }
    }

    /**
     * A mention and the brand's answer.
     *
     * @param responseSeconds from the mention to the answer: {@code triage.response_seconds}
     * @param outcome {@code triage.outcome}: thanked, calmer, same or worse; empty while the author is silent
     * @param played whether its times and its end stand in the script, so that the words leave no doubt
     */
    public record Talk(
            String mention,
            Instant mentionAt,
            String answer,
            Instant answerAt,
            long responseSeconds,
            Optional<String> comeback,
            Optional<Instant> comebackAt,
            Optional<String> outcome,
            boolean played) {}
}
