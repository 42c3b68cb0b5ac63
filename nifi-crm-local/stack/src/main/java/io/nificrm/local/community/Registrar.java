package io.nificrm.local.community;

import io.nificrm.local.community.bluesky.BlueskyIds;
import io.nificrm.local.community.feed.FeedEndpoint;
import io.nificrm.local.community.feed.FeedIds;
import io.nificrm.local.community.hackernews.HackerNewsApi;
import io.nificrm.local.community.mastodon.MastodonApi;
import io.nificrm.local.community.mastodon.MastodonIds;
import io.nificrm.local.community.reddit.RedditIds;
import io.nificrm.local.community.story.Conversation;
import io.nificrm.local.community.story.Conversation.Comeback;
import io.nificrm.local.community.story.Snapshot;
import io.nificrm.local.community.story.Utterance;
import java.util.List;
import java.util.Locale;

/** Writes the manifest: knows the id and the places of each utterance on its platform. */
final class Registrar {
    private Registrar() {}

    static Manifest manifest(Snapshot now, List<Conversation> conversations) {
        return new Manifest(
                now.at(),
                now.said().stream().map(Registrar::posted).toList(),
                conversations.stream().map(Registrar::talk).toList());
    }

    private static Manifest.Posted posted(Utterance utterance) {
        return new Manifest.Posted(
                id(utterance),
                utterance.place().platform().id(),
                kind(utterance),
                utterance.at(),
                utterance.author().handle(),
                utterance.ours(),
                utterance.relation().inReplyTo().map(Registrar::id),
                utterance.relation().repostOf().map(Registrar::id),
                targets(utterance),
                utterance.facts());
    }

    /** On forums, an answer to a post is a comment and an answer to a comment is a reply. */
    private static String kind(Utterance utterance) {
        boolean deeper = utterance.place().kind() == Utterance.Kind.COMMENT
                && utterance
                        .relation()
                        .inReplyTo()
                        .flatMap(parent -> parent.relation().inReplyTo())
                        .isPresent();
        return (deeper ? Utterance.Kind.REPLY : utterance.place().kind()).name().toLowerCase(Locale.ROOT);
    }

    private static Manifest.Talk talk(Conversation conversation) {
        return new Manifest.Talk(
                id(conversation.opening()),
                conversation.opening().at(),
                id(conversation.answer()),
                conversation.answer().at(),
                conversation.responseTime().toSeconds(),
                conversation.comeback().map(Comeback::words).map(Registrar::id),
                conversation.comeback().map(comeback -> comeback.words().at()),
                conversation
                        .comeback()
                        .map(comeback -> comeback.outcome().name().toLowerCase(Locale.ROOT)),
                conversation.played());
    }

    /** The id of the touchpoint: platform and native id. */
    static String id(Utterance utterance) {
        return utterance.place().platform().id() + ":"
                + switch (utterance.place().platform()) {
                    case MASTODON -> MastodonIds.uri(utterance);
                    case BLUESKY -> BlueskyIds.uri(utterance);
                    case REDDIT -> RedditIds.fullName(utterance);
                    case HACKERNEWS -> HackerNewsApi.id(utterance);
                    case FEED -> FeedIds.touchpoint(utterance);
                };
    }

    private static List<String> targets(Utterance utterance) {
        return switch (utterance.place().platform()) {
            case MASTODON -> MastodonApi.targets(utterance);
            case FEED -> List.of(FeedEndpoint.paths().get(utterance.place().venue()));
            case BLUESKY ->
                utterance.relation().repostOf().isPresent() ? List.of("author") : List.of("author", "search");
            case REDDIT ->
                List.of("r/" + utterance.place().venue()
                        + (utterance.relation().inReplyTo().isPresent() ? "/comments" : "/new"));
            case HACKERNEWS -> List.of("search");
        };
    }
}
