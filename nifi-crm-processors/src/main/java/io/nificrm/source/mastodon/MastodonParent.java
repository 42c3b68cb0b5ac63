package io.nificrm.source.mastodon;

import io.nificrm.format.Fields;
import java.util.Optional;

/**
 * What a reply answers. The API names the parent by {@code in_reply_to_id}, which is an id of the server that was asked,
 * not the parent's URI; {@link MastodonParents} adds that, as Friendica does by itself. Without it, and where author and
 * parent are of that server, Mastodon's way of forming URIs gives the parent's: {@code
 * https://host/users/NAME/statuses/ID}, from 4.5 on {@code https://host/ap/users/ACCOUNT_ID/statuses/ID}. Of a parent on
 * another server the URI is not known, and is left out.
 */
final class MastodonParent {
    private MastodonParent() {}

    static Optional<String> uri(Fields status) {
        Optional<String> told = status.text("in_reply_to_status", "uri");
        if (told.isPresent()) {
            return told;
        }
        Optional<String> parent = status.text("in_reply_to_id");
        Optional<String> own = status.text("id");
        Optional<String> uri = status.text("uri");
        if (parent.isEmpty() || own.isEmpty() || uri.isEmpty()) {
            return Optional.empty();
        }
        String ownEnd = "/statuses/" + own.get();
        if (!uri.get().endsWith(ownEnd)) { // a status of another server: its id there is another
            return Optional.empty();
        }
        String author = uri.get().substring(0, uri.get().length() - ownEnd.length());
        return parentAuthor(status, author).map(prefix -> prefix + "/statuses/" + parent.get());
    }

    private static Optional<String> parentAuthor(Fields status, String author) {
        Optional<String> parentAccount = status.text("in_reply_to_account_id");
        if (parentAccount.isEmpty() || parentAccount.equals(status.text("account", "id"))) {
            return Optional.of(author); // a thread of one's own
        }
        int name = author.lastIndexOf('/') + 1;
        boolean byNumber = author.contains("/ap/users/");
        return status.items("mentions").stream()
                .filter(mention -> mention.text("id").equals(parentAccount))
                .filter(mention ->
                        mention.text("acct").filter(acct -> !acct.contains("@")).isPresent())
                .flatMap(mention -> (byNumber ? mention.text("id") : mention.text("username")).stream())
                .map(parent -> author.substring(0, name) + parent)
                .findFirst();
    }
}
