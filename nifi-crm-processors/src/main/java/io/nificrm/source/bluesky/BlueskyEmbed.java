package io.nificrm.source.bluesky;

import io.nificrm.format.Fields;
import io.nificrm.touchpoint.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes with a post: pictures, a video, a link card, a quoted post. The view has addresses; the record alone has
 * blobs, whose address on Bluesky's image server follows from author and blob.
 *
 * @param quoted the AT URI of the quoted post
 */
record BlueskyEmbed(List<Media> media, Optional<String> link, Optional<String> quoted) {

    static BlueskyEmbed of(Fields record, Optional<Fields> view, String postUri) {
        Fields media = record.has("media") ? record.at("media") : record;
        Optional<Fields> mediaView = view.map(seen -> seen.has("media") ? seen.at("media") : seen);
        List<Media> found = new ArrayList<>();
        List<Fields> pictures = media.items("images");
        List<Fields> seenPictures = mediaView.map(seen -> seen.items("images")).orElse(List.of());
        for (int i = 0; i < pictures.size(); i++) {
            Fields picture = pictures.get(i);
            Optional<String> address =
                    i < seenPictures.size() ? seenPictures.get(i).text("fullsize") : Optional.empty();
            found.add(new Media(
                    Optional.of("image"),
                    address.or(() -> picture.text("image", "ref", "$link").map(blob -> address(postUri, blob))),
                    picture.text("alt")));
        }
        if (media.has("video")) {
            found.add(new Media(
                    Optional.of("video"), mediaView.flatMap(seen -> seen.text("playlist")), media.text("alt")));
        }
        // a plain quote has the reference in 'record', a quote with media one level deeper
        Optional<String> quoted = record.text("record", "record", "uri")
                .or(() -> record.text("record", "uri"))
                .filter(uri -> uri.contains('/' + BlueskyPost.COLLECTION + '/'));
        return new BlueskyEmbed(found, media.text("external", "uri"), quoted);
    }

    private static String address(String postUri, String blob) {
        return "https://cdn.bsky.app/img/feed_fullsize/plain/" + BlueskyPost.did(postUri) + '/' + blob + "@jpeg";
    }
}
