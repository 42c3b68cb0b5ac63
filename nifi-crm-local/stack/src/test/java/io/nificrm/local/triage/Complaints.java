package io.nificrm.local.triage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pages of a Mastodon server on which people complain, dropped into the flow's inbox as they come. */
final class Complaints {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVER = "https://shouting.example";
    private static final List<String> SHARDS = List.of(
            "Found a shard of plastic in my Acme Ember bag, nearly swallowed it.",
            "A shard of plastic was in my Acme coffee this morning. How does that get there?",
            "There was a shard of plastic in the Acme bag my mother opened today",
            "Plastic shard between the beans of my Acme Ember. I bit on it.",
            "@acmecoffee look what I found in your bag: a shard of plastic as long as my nail",
            "Careful with the new Acme bags, mine had a sharp shard of plastic in it",
            "My grinder caught a shard of plastic out of an Acme bag. What if it had not?",
            "Another one with a plastic shard in an Acme bag here. Same batch?");
    private static final String PARCEL = "@acmecoffee where is my parcel? Five days late and nobody answers.";
    private static final String QUIET = "https://quiet.example";
    private static final String LEAVING = "I'm done with Acme. Third box lost, cancelling my subscription.";

    private final Path inbox;
    private final Path bag;
    private static final int QUIETLY = 90;

    private int pages;

    /**
     * @param inbox the folder of Mastodon's pages
     * @param bag one beside it, in which a page is written before it is put there
     */
    Complaints(Path inbox, Path bag) throws IOException {
        this.inbox = Files.createDirectories(inbox);
        this.bag = Files.createDirectories(bag);
    }

    /** How many complain of the same thing at once. */
    static int voices() {
        return SHARDS.size();
    }

    static String id(int number) {
        return "mastodon:" + uri(number);
    }

    static int parcel() {
        return SHARDS.size();
    }

    static int leaving() {
        return SHARDS.size() + 1;
    }

    /** The incident, and somebody whom nobody has answered for most of a day. */
    void incident(Instant now, int favourites) throws IOException {
        List<ObjectNode> statuses = new ArrayList<>();
        for (int voice = 0; voice < SHARDS.size(); voice++) {
            statuses.add(status(voice, SHARDS.get(voice), now.minusSeconds(30), favourites));
        }
        statuses.add(status(parcel(), PARCEL, now.minus(Duration.ofHours(20)), favourites));
        drop(statuses);
    }

    /** One more, of something else. */
    void anotherOne(Instant now) throws IOException {
        drop(List.of(status(leaving(), LEAVING, now.minusSeconds(30), 0)));
    }

    /** One of whom the people on duty need not hear: for the desk alone. */
    String aloneAt(Instant now) throws IOException {
        ObjectNode status = status(QUIETLY, SHARDS.getFirst(), now.minusSeconds(30), 0);
        status.put("uri", QUIET + "/statuses/1").put("url", QUIET + "/@shouter/1");
        drop(List.of(status));
        return "mastodon:" + QUIET + "/statuses/1";
    }

    private static ObjectNode status(int number, String text, Instant at, int favourites) {
        String name = "shouter" + number;
        ObjectNode status = JSON.createObjectNode();
        status.put("id", Integer.toString(number))
                .put("created_at", at.toString())
                .put("visibility", "public")
                .put("language", "en")
                .put("uri", uri(number))
                .put("url", SERVER + "/@" + name + "/" + number)
                .put("content", "<p>" + text + "</p>")
                .put("replies_count", 0)
                .put("reblogs_count", 0)
                .put("favourites_count", favourites);
        status.putObject("account")
                .put("id", Integer.toString(number))
                .put("username", name)
                .put("acct", name)
                .put("display_name", "Shouter " + number)
                .put("url", SERVER + "/@" + name)
                .put("followers_count", 100 * (number + 1));
        return status;
    }

    private static String uri(int number) {
        return SERVER + "/users/shouter" + number + "/statuses/" + number;
    }

    private void drop(List<ObjectNode> statuses) throws IOException {
        ArrayNode page = JSON.createArrayNode().addAll(statuses);
        String name = "shouting-" + pages++ + ".json";
        Path written = Files.writeString(bag.resolve(name), page.toString());
        Files.move(written, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
