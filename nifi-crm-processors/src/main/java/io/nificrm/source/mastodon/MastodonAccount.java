package io.nificrm.source.mastodon;

import io.nificrm.format.Fields;
import io.nificrm.format.Links;
import io.nificrm.format.Mentions;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import java.util.List;
import java.util.Optional;

/**
 * An account as the API of some server shows it.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Account/">Account</a>
 */
final class MastodonAccount {
    private MastodonAccount() {}

    static Optional<Author> author(Fields account) {
        if (!account.has("acct") && !account.has("url")) {
            return Optional.empty();
        }
        return Optional.of(AuthorBuilder.builder()
                // the numeric id is another one on every server
                .id(account.text("uri").or(() -> account.text("url")))
                .handle(handle(account))
                .name(account.text("display_name"))
                .url(account.text("url"))
                .bio(bio(account))
                .followers(account.countOfMany("followers_count"))
                .accountCreatedAt(account.time("created_at"))
                .verified(verified(account))
                .bot(account.flag("bot"))
                .build());
    }

    /** {@code user@host}: on its own server an account is shown without its host. */
    static Optional<String> handle(Fields account) {
        return Mentions.handle(account.text("acct").or(() -> account.text("username")))
                .map(handle -> handle.contains("@")
                        ? handle
                        : account.text("url")
                                .flatMap(Links::authority)
                                .map(host -> handle + '@' + host)
                                .orElse(handle));
    }

    /** What the account says about itself, and its table of fields, a line each. */
    private static Optional<String> bio(Fields account) {
        StringBuilder bio = new StringBuilder(HtmlText.text(account.text("note").orElse("")));
        for (Fields field : account.items("fields")) {
            String name = field.text("name").orElse("");
            String value = HtmlText.text(field.text("value").orElse(""));
            bio.append('\n').append(name).append(": ").append(value);
        }
        String whole = bio.toString().strip();
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }

    /** Whether the server has verified that one of the pages in its fields links back to the account. */
    private static Optional<Boolean> verified(Fields account) {
        if (!account.has("fields")) {
            return Optional.empty();
        }
        List<Fields> fields = account.items("fields");
        return Optional.of(fields.stream().anyMatch(field -> field.has("verified_at")));
    }
}
