package io.nificrm.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.local.community.Manifest;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Spam;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether every wish is a voice of one idea in {@code crm-ideas}, and every voice a wish.
 *
 * @param wishes how many mentions are wishes: not ours, no spam, with the intent idea
 * @param ideas how many ideas they became
 * @param shared how many of the ideas have several voices
 * @param mixed how many of these have voices that mean different topics, by the word of those who invented them
 * @param wrong wishes without or with several ideas, voices that are no wish, ideas that count wrongly
 */
public record Ideas(int wishes, int ideas, int shared, int mixed, List<String> wrong) {

    private static final String IDEA = "idea";
    private static final double SPAM = 0.7;

    /** Copies the list. */
    public Ideas {
        wrong = List.copyOf(wrong);
    }

    /** Compares what was said with the ideas as they are in Elasticsearch; {@code stored} by id. */
    static Ideas of(Manifest manifest, Map<String, Touchpoint> stored, List<JsonNode> ideas) {
        Map<String, Manifest.Posted> posted = manifest.posted().stream()
                .collect(Collectors.toMap(Manifest.Posted::id, Function.identity(), (one, same) -> one));
        Set<String> wishes = stored.values().stream()
                .filter(Ideas::isWish)
                .map(Touchpoint::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> heard = new HashMap<>();
        int shared = 0;
        int mixed = 0;
        for (JsonNode idea : ideas) {
            Set<String> people = new TreeSet<>();
            Set<List<String>> topics = new java.util.HashSet<>();
            for (JsonNode voice : idea.path("voices")) {
                String id = voice.path("touchpoint_id").asText();
                heard.merge(id, 1, Integer::sum);
                people.add(voice.path("person").asText(voice.path("author").asText()));
                topics.add(posted.containsKey(id) ? posted.get(id).facts().topics() : List.of());
                if (!wishes.contains(id)) {
                    wrong.add(id + " is no wish; it is a voice of "
                            + idea.path("id").asText());
                }
            }
            int voices = idea.path("voices").size();
            if (idea.path("mentions").asInt() != voices || idea.path("people").asInt() != people.size()) {
                wrong.add(idea.path("id").asText() + " has " + voices + " voices of " + people.size()
                        + " people; stored " + idea.path("mentions") + ", " + idea.path("people"));
            }
            shared += voices > 1 ? 1 : 0;
            mixed += topics.size() > 1 ? 1 : 0;
        }
        wishes.stream()
                .filter(id -> heard.getOrDefault(id, 0) != 1)
                .forEach(id -> wrong.add(id + " is a voice of " + heard.getOrDefault(id, 0) + " ideas"));
        return new Ideas(wishes.size(), ideas.size(), shared, mixed, wrong);
    }

    private static boolean isWish(Touchpoint touchpoint) {
        boolean ours = touchpoint.author().flatMap(Author::ours).orElse(false);
        boolean named = touchpoint
                .author()
                .flatMap(author -> author.handle().or(author::id))
                .isPresent();
        boolean words = touchpoint
                .text()
                .or(touchpoint::title)
                .filter(text -> !text.isBlank())
                .isPresent();
        double spam = touchpoint.spam().map(Spam::score).orElse(0.0);
        return touchpoint.intents().contains(IDEA) && !ours && named && words && spam < SPAM;
    }

    /** Whether there were wishes, several of them the same, and nothing is wrong. */
    public boolean isGood() {
        return shared > 0 && wrong.isEmpty();
    }
}
