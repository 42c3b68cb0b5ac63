package io.nificrm.source.feed;

import io.nificrm.touchpoint.Touchpoint.Channel;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a feed says about itself.
 *
 * @param title the outlet's name
 * @param link the page that it belongs to
 */
record FeedSource(
        Optional<String> title,
        Optional<String> link,
        Optional<String> description,
        Optional<String> author,
        Optional<String> language,
        Optional<String> generator) {
    private static final Pattern NEWS =
            Pattern.compile("\\b(?:news|newspaper|press|nachrichten|zeitung|noticias|nouvelles|actualités)\\b");
    private static final Pattern FORUM =
            Pattern.compile("discourse|phpbb|vbulletin|invision|xenforo|nodebb|flarum|\\bforum");

    /** News where the feed calls itself so, a forum where forum software made it, otherwise a blog. */
    Channel channel() {
        String about = (title.orElse("") + ' ' + description.orElse("")).toLowerCase(Locale.ROOT);
        String software = generator.orElse("").toLowerCase(Locale.ROOT);
        if (FORUM.matcher(software).find()) {
            return Channel.FORUM;
        }
        return NEWS.matcher(about).find() ? Channel.NEWS : Channel.BLOG;
    }
}
