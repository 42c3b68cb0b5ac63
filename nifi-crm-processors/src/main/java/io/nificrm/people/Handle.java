package io.nificrm.people;

import java.util.Optional;

/**
 * An account on a platform, written {@code platform:name}, e.g. {@code mastodon:jo@social.example} or
 * {@code email:jo@post.example}.
 *
 * @param name as in {@code author.handle}, or {@code author.id} where an author has no handle
 */
public record Handle(String platform, String name) {
    public Handle {
        if (platform.isBlank() || name.isBlank() || platform.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + platform + ':' + name + "' is no handle; one looks like x:acme");
        }
    }

    /** Reads {@code platform:name}; empty where the text is not of that form. */
    public static Optional<Handle> parse(String text) {
        int colon = text.indexOf(':');
        return colon > 0 && !text.substring(colon + 1).isBlank()
                ? Optional.of(new Handle(text.substring(0, colon), text.substring(colon + 1)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return platform + ':' + name;
    }
}
