package io.nificrm.voice.persona;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Touchpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The key under which an author is remembered: a hash of platform and id (or handle), so that no name lies in a cache. */
final class AuthorKey {
    private AuthorKey() {}

    /** Empty where a touchpoint does not tell whose it is. */
    static Optional<String> of(Touchpoint touchpoint) {
        return touchpoint
                .author()
                .flatMap(author -> author.id().or(author::handle))
                .map(author -> "crm-author-" + sha256(touchpoint.platform() + ':' + author));
    }

    /** Whether it is one of the brand's own accounts. */
    static boolean isOurs(Touchpoint touchpoint) {
        return touchpoint.author().flatMap(Author::ours).orElse(false);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
