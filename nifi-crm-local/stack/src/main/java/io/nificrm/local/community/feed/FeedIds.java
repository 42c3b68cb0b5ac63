package io.nificrm.local.community.feed;

import io.nificrm.local.community.story.Utterance;
import java.time.ZoneOffset;

/** Ids and links of feed entries. */
public final class FeedIds {
    private FeedIds() {}

    /** What identifies the entry: {@code guid}, {@code atom:id}, or {@code id} of a JSON Feed item. */
    public static String id(Utterance utterance) {
        return switch (utterance.place().venue()) {
            case "daily-grind" -> "daily-grind-" + utterance.number();
            case "bean-notes" -> "tag:bean-notes.example," + day(utterance) + ":" + utterance.number();
            default -> link(utterance);
        };
    }

    /** The native id in the touchpoint: a guid that is no URI is only unique within its feed. */
    public static String touchpoint(Utterance utterance) {
        return utterance.place().venue().equals("daily-grind")
                ? "https://daily-grind.example/#" + id(utterance)
                : id(utterance);
    }

    static String link(Utterance utterance) {
        return switch (utterance.place().venue()) {
            case "daily-grind" ->
                "https://daily-grind.example/" + day(utterance).replace('-', '/') + "/" + utterance.number();
            case "bean-notes" -> "https://bean-notes.example/posts/" + utterance.number();
            case "cup-reviews" -> "https://cup-reviews.example/r/" + utterance.number();
            default -> "https://roast-talk.example/t/" + utterance.number();
        };
    }

    private static String day(Utterance utterance) {
        return utterance.at().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
