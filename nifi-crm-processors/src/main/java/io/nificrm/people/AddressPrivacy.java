package io.nificrm.people;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.util.Optional;

/**
 * What becomes of the addresses in a mail's touchpoint: they stay, or a hash takes the place of the sender's
 * ({@code author.handle}, {@code author.id}) and the recipient's ({@code email.recipient}). The raw item, which holds
 * them as they were, is then dropped. Authors that are our own accounts stay. Text is not touched: what people write in a mail is not
 * ours to change.
 */
final class AddressPrivacy {
    private static final String EMAIL = "email";

    private final Optional<AddressKeys> keys;

    /** @param keys empty: addresses stay as they are */
    AddressPrivacy(Optional<AddressKeys> keys) {
        this.keys = keys;
    }

    Touchpoint apply(Touchpoint touchpoint) {
        return keys.filter(hashing -> touchpoint.platform().equals(EMAIL)
                        || touchpoint.email().isPresent())
                .map(hashing -> hashed(touchpoint, hashing))
                .orElse(touchpoint);
    }

    private static Touchpoint hashed(Touchpoint touchpoint, AddressKeys hashing) {
        return TouchpointBuilder.builder(touchpoint)
                .author(touchpoint.author().map(author -> author(author, hashing)))
                .email(touchpoint.email().map(email -> email(email, hashing)))
                .raw(Optional.empty())
                .build();
    }

    private static Author author(Author author, AddressKeys hashing) {
        if (author.ours().orElse(false)) {
            return author;
        }
        return AuthorBuilder.builder(author)
                .id(author.id().map(id -> isAddress(id) ? hashing.of(id) : id))
                .handle(author.handle().map(handle -> isAddress(handle) ? hashing.of(handle) : handle))
                .name(author.name().filter(name -> !isAddress(name)))
                .build();
    }

    private static EmailDetails email(EmailDetails email, AddressKeys hashing) {
        return EmailDetailsBuilder.builder(email)
                .recipient(email.recipient().map(hashing::of))
                .build();
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && at < text.length() - 1;
    }
}
