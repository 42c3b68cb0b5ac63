package io.nificrm.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.elasticsearch.ClusterService;
import io.nificrm.idea.Idea;
import io.nificrm.idea.IdeaClustering;
import io.nificrm.idea.IdeaStore;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.marker.Marker;
import io.nificrm.marker.MarkerStore;
import io.nificrm.triage.access.Account;
import io.nificrm.triage.access.Role;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class IdeasRoomTest {
    private static final Account MIA = new Account("mia", Role.AGENT);

    private ClusterService connection;
    private IdeaStore ideas;
    private IdeasRoom room;

    @BeforeEach
    void connect(ElasticsearchNode node) throws IOException {
        connection = ClusterService.of(node, "ideas-room");
        ideas = new IdeaStore(connection.cluster(), Clock.systemUTC());
        room = new IdeasRoom(ideas, Clock.systemUTC());
        connection.put(
                wish("a", "I wish the <script>alert(1)</script> lid was green") + wish("b", "A brew timer, please"));
        new IdeaClustering(connection.cluster(), Clock.systemUTC()).run(IdeaClustering.Cursor.START, () -> false);
    }

    @AfterEach
    void close() throws IOException {
        connection.cluster().close();
    }

    @Test
    void theListShowsIdeasByRankAndTheirWordsAreHarmless() throws IOException {
        String page = html(room.get(request(Map.of())));

        assertThat(page)
                .contains("A brew timer, please", "&lt;script&gt;", "1 person")
                .doesNotContain("<script>alert");
        assertThat(html(room.get(request(Map.of("words", "timer"))))).doesNotContain("green");
        assertThat(html(room.get(request(Map.of("status", "shipped"))))).contains("No ideas.");
        assertThat(html(room.get(request(Map.of("words", "title:("))))).contains("is no Lucene query");
    }

    @Test
    void anAgentDecidesAndWhoComesSecondIsToldAndWhenItIsThereThoseToTellAreListed() throws IOException {
        Idea lid = ideas.ranked(Optional.empty(), Optional.of("lid"), 1).getFirst();

        assertThat(room.post(form(lid.id(), "planned", "0"), MIA))
                .isEqualTo(new DeskRoom.Answer.SeeOther("/ideas?id=idea%3Am%3Aa"));
        DeskRoom.Answer second = room.post(form(lid.id(), "declined", "0"), MIA);
        assertThat(((DeskRoom.Answer.Page) second).status()).isEqualTo(409);
        assertThat(html(second)).contains("mia was first and made it planned");
        room.post(form(lid.id(), "shipped", "1"), MIA);

        String page = html(room.get(request(Map.of("id", lid.id()))));
        assertThat(page)
                .contains(
                        "Whom to tell",
                        "href=\"https://social.example/a\"",
                        "href=\"mention?id&#x3D;m%3Aa\"",
                        "in spring")
                .doesNotContain("javascript:");
        assertThat(((DeskRoom.Answer.Page) room.post(form(lid.id(), "nonsense", "2"), MIA)).status())
                .isEqualTo(400);
        assertThat(((DeskRoom.Answer.Page) room.get(request(Map.of("id", "none")))).status())
                .isEqualTo(404);
    }

    @Test
    void markersAreSetAndTakenBackFromTheDesk() throws IOException {
        MarkerStore store = new MarkerStore(connection.cluster());
        MarkersRoom markers = new MarkersRoom(store, Clock.systemUTC());
        DeskRequest form = new DeskRequest(
                "POST",
                "/markers",
                Map.of(),
                Map.of(),
                Map.of("title", "new cap <b>", "kind", "release", "topic", "lid, delivery", "at", "2026-11-20T09:00"),
                "");

        assertThat(markers.post(form, MIA)).isEqualTo(new DeskRoom.Answer.SeeOther("/markers"));
        Marker marker = store.newest(1).getFirst();
        assertThat(marker.topic()).containsExactly("lid", "delivery");
        assertThat(marker.timestamp()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(marker.who()).isEqualTo("mia");
        assertThat(html(markers.get(request(Map.of())))).contains("new cap &lt;b&gt;", "lid, delivery");
        assertThat(html(markers.post(request(Map.of()), MIA))).contains("a marker needs a title");

        markers.post(new DeskRequest("POST", "/markers", Map.of(), Map.of(), Map.of("remove", marker.id()), ""), MIA);
        assertThat(store.newest(1)).isEmpty();
    }

    private static String html(DeskRoom.Answer answer) {
        DeskRoom.Answer.Page page = (DeskRoom.Answer.Page) answer;
        Map<String, Object> values = new HashMap<>(page.values());
        values.put("pageTitle", page.title());
        values.put("decides", true);
        values.put("csrf", "token");
        return new Templates().render(page.template(), values);
    }

    private static DeskRequest request(Map<String, String> query) {
        return new DeskRequest("GET", "/ideas", query, Map.of(), Map.of(), "");
    }

    private static DeskRequest form(String id, String status, String revision) {
        return new DeskRequest(
                "POST",
                "/ideas",
                Map.of(),
                Map.of(),
                Map.of("id", id, "status", status, "revision", revision, "note", "in spring"),
                "");
    }

    private static String wish(String id, String text) {
        return """
            {"id":"m:%s","type":"mention","@timestamp":"%s","platform":"mastodon","kind":"post","url":"https://social.example/%s","text":"%s","lang":"en","author":{"handle":"%s@x.example"},"intents":["idea"]}
            """.formatted(id, Instant.now().minusSeconds(60), id, text, id);
    }
}
