package io.nificrm.local.live;

import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileEntry;
import io.nificrm.profile.ProfileList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the brands and competitors of a profile are talked about in public, without an account: the hashtags of their
 * names on Mastodon, the search of Reddit as a feed, the search of Hacker News, and Bluesky's firehose.
 *
 * @param timelines as the flow's parameter wants them: {@code #acmecoffee}
 * @param feeds addresses
 * @param searches of Hacker News, as the flow's parameter wants them: {@code "acme coffee"}
 * @param keywords that posts on Bluesky must hold, as the flow's parameter wants them
 */
public record LiveSources(Set<String> timelines, Set<String> feeds, Set<String> searches, Set<String> keywords) {
    private static final int SHORTEST_HASHTAG = 3;

    /** The sources of a profile; empty where its brands have no names. */
    public static LiveSources of(ListeningProfile profile) {
        List<ProfileEntry> brands = profile.entries().stream()
                .filter(entry -> entry.list() == ProfileList.BRANDS || entry.list() == ProfileList.COMPETITORS)
                .toList();
        Set<String> timelines = new LinkedHashSet<>();
        Set<String> feeds = new LinkedHashSet<>();
        Set<String> searches = new LinkedHashSet<>();
        Set<String> keywords = new LinkedHashSet<>();
        for (ProfileEntry brand : brands) {
            String name = brand.name().orElse(brand.id());
            Stream.of(name, brand.id())
                    .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_]", ""))
                    .filter(tag -> tag.length() >= SHORTEST_HASHTAG && !tag.matches("\\p{N}+"))
                    .forEach(tag -> timelines.add("#" + tag));
            feeds.add("https://www.reddit.com/search.rss?sort=new&q="
                    + URLEncoder.encode('"' + name + '"', StandardCharsets.UTF_8));
            String words = name.replaceAll("[\",\\s]+", " ").strip();
            searches.add('"' + words + '"');
            keywords.add(words);
        }
        return new LiveSources(timelines, feeds, searches, keywords);
    }
}
