package io.nificrm.voice.duplicate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** What authors did last: up to 32 posts of each, of a bounded number of authors. Thread-safe. */
final class AuthorActivity {
    static final int MOST_POSTS = 32;

    private final int mostAuthors;
    private final SequencedMap<Long, Deque<Post>> authors = new LinkedHashMap<>(16, 0.75f, true);

    AuthorActivity(int mostAuthors) {
        this.mostAuthors = mostAuthors;
    }

    private record Post(long touchpoint, Instant said, Set<String> domains) {}

    /**
     * What an author did.
     *
     * @param lastHour posts in the hour before this one, itself among them, up to {@link #MOST_POSTS}
     * @param remembered how many posts are remembered
     * @param toOneDomain how many of them have a link to the domain that most of them have one to
     */
    record Habits(int lastHour, int remembered, int toOneDomain) {}

    /** Remembers a post, once, and tells what its author did up to now. */
    synchronized Habits post(Voice voice, Set<String> domains) {
        Deque<Post> posts = authors.computeIfAbsent(voice.author(), author -> new ArrayDeque<>());
        long touchpoint = Hashes.of(voice.touchpoint());
        if (!holds(posts, touchpoint)) {
            posts.addLast(new Post(touchpoint, voice.said(), Set.copyOf(domains)));
            if (posts.size() > MOST_POSTS) {
                posts.removeFirst();
            }
        }
        while (authors.size() > mostAuthors) {
            authors.remove(authors.firstEntry().getKey());
        }
        return habits(posts, voice.said());
    }

    private static boolean holds(Deque<Post> posts, long touchpoint) {
        for (Post post : posts) {
            if (post.touchpoint() == touchpoint) {
                return true;
            }
        }
        return false;
    }

    private static Habits habits(Deque<Post> posts, Instant now) {
        Instant hourBefore = now.minus(Duration.ofHours(1));
        int lastHour = 0;
        int toOne = 0;
        Map<String, Integer> byDomain = new HashMap<>();
        for (Post post : posts) {
            if (post.said().isAfter(hourBefore) && !post.said().isAfter(now)) {
                lastHour++;
            }
            for (String domain : post.domains()) {
                toOne = Math.max(toOne, byDomain.merge(domain, 1, Integer::sum));
            }
        }
        return new Habits(lastHour, posts.size(), toOne);
    }
}
