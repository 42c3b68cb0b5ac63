package io.nificrm.profile;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.time.Instant;
import java.util.function.Consumer;

/** Invented mentions for tests. */
public final class Mentions {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Mentions() {}

    /** Somebody posted a text at noon. */
    public static Touchpoint said(String text) {
        return mention(builder -> builder.text(text));
    }

    public static Touchpoint mention(Consumer<TouchpointBuilder> details) {
        TouchpointBuilder builder = TouchpointBuilder.builder()
                .id("mastodon:https://community.example/@jo/1")
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .platform("mastodon")
                .timestamp(NOON);
        details.accept(builder);
        return builder.build();
    }

    public static Author author(Consumer<AuthorBuilder> details) {
        AuthorBuilder builder = AuthorBuilder.builder();
        details.accept(builder);
        return builder.build();
    }
}
