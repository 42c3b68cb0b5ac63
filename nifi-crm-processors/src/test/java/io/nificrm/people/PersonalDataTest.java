package io.nificrm.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.EmailDetailsBuilder;
import io.nificrm.touchpoint.PersonBuilder;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.triage.TriageStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** To see everything about oneself, and to be forgotten: in every family of indices in which somebody can stand. */
@ExtendWith(SharedElasticsearch.class)
class PersonalDataTest {
    private static final Set<IndexFamily> OF_NOBODY = EnumSet.of(IndexFamily.SOURCE_EVENTS, IndexFamily.MARKERS);
    private static final Identity JO =
            new Identity("c-9", true, Set.of(new Handle("email", "jo@post.example"), new Handle("x", "jo_at_x")));

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TriageStorage storage;
    private PersonalData personalData;

    @BeforeEach
    void whatIsKept(ElasticsearchNode node) throws IOException {
        storage = new TriageStorage(node);
        personalData = new PersonalData(storage.cluster(), Clock.systemUTC());
        storage.put(
                said("x:1", "x", "jo_at_x").build(),
                // matched when it was said, by an account that crm-people does not list yet
                said("m:2", "mastodon", "jo@social.example")
                        .person(PersonBuilder.builder().id("c-9").matched(true).build())
                        .build(),
                said("m:3", "mastodon", "kim@social.example").build(),
                TouchpointBuilder.builder()
                        .id("e:4")
                        .type(Touchpoint.Type.EMAIL_EVENT)
                        .kind(Touchpoint.Kind.CLICKED)
                        .platform("email")
                        .timestamp(now)
                        .email(EmailDetailsBuilder.builder()
                                .recipient("jo@post.example")
                                .build())
                        .build());
        keep(IndexFamily.TRIAGE_EVENTS, "t1", Map.of("touchpoint_id", "x:1", "person_id", "c-9"));
        keep(IndexFamily.TRIAGE_EVENTS, "t2", Map.of("touchpoint_id", "gone", "person_id", "c-9"));
        keep(IndexFamily.TRIAGE_EVENTS, "t3", Map.of("touchpoint_id", "m:3"));
        keep(IndexFamily.DEAD_LETTERS, "d1", Map.of("payload", "{\"user\":\"jo_at_x\", broken"));
        keep(IndexFamily.DEAD_LETTERS, "d2", Map.of("payload", "{\"user\":\"kim\", broken"));
        keep(
                IndexFamily.IDEAS,
                "i1",
                Map.of("title", "A better lid", "voices", List.of(voice("m:2", "jo"), voice("m:3", "kim"))));
        keep(IndexFamily.PEOPLE, "p1", Map.of("id", "c-9", "matched", true));
        storage.put();
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    @Test
    void everyFamilyInWhichSomebodyCanStandIsExportedAndErased() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PersonalData.Report exported = personalData.export(JO, out);

        assertThat(exported.documents())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        IndexFamily.MENTIONS, 2L,
                        IndexFamily.EMAIL_EVENTS, 1L,
                        IndexFamily.TRIAGE_EVENTS, 2L,
                        IndexFamily.DEAD_LETTERS, 1L,
                        IndexFamily.IDEAS, 1L,
                        IndexFamily.PEOPLE, 1L));
        assertThat(EnumSet.complementOf(EnumSet.copyOf(exported.documents().keySet())))
                .as("a new family is to be thought of here")
                .isEqualTo(OF_NOBODY);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(8);

        assertThat(personalData.erase(JO).documents()).isEqualTo(exported.documents());

        assertThat(personalData.export(JO, OutputStream.nullOutputStream()).total())
                .isZero();
    }

    @Test
    void whatOthersSaidStays() throws IOException {
        personalData.erase(JO);

        Identity kim = new Identity(
                "mastodon:kim@social.example", false, Set.of(new Handle("mastodon", "kim@social.example")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(personalData.export(kim, out).documents())
                .containsEntry(IndexFamily.MENTIONS, 1L)
                .containsEntry(IndexFamily.TRIAGE_EVENTS, 1L)
                .containsEntry(IndexFamily.IDEAS, 1L);
        JsonNode idea = storage.cluster()
                .client()
                .get(
                        get -> get.index(storage.cluster().names().all(IndexFamily.IDEAS))
                                .id("i1"),
                        JsonNode.class)
                .source();
        assertThat(idea.path("voices"))
                .as("a voice is known by what was said, too")
                .singleElement()
                .satisfies(voice ->
                        assertThat(voice.path("touchpoint_id").asText()).isEqualTo("m:3"));
        assertThat(idea.toString()).doesNotContain("jo");
    }

    private TouchpointBuilder said(String id, String platform, String handle) {
        return TouchpointBuilder.builder()
                .id(id)
                .type(Touchpoint.Type.MENTION)
                .kind(Touchpoint.Kind.POST)
                .platform(platform)
                .timestamp(now)
                .text("A better lid, please")
                .author(AuthorBuilder.builder().handle(handle).build());
    }

    private static Map<String, Object> voice(String touchpoint, String name) {
        return Map.of(
                "touchpoint_id",
                touchpoint,
                "author",
                "mastodon:" + name + "@social.example",
                "at",
                "2026-11-20T10:00:00Z",
                "platform",
                "mastodon",
                "text",
                "A better lid, says " + name);
    }

    private void keep(IndexFamily family, String id, Map<String, Object> document) throws IOException {
        Map<String, Object> whole = new HashMap<>(document);
        whole.putIfAbsent("id", id);
        storage.cluster()
                .client()
                .index(index -> index.index(storage.cluster().names().at(family, now))
                        .id(id)
                        .document(whole));
        storage.cluster()
                .client()
                .indices()
                .refresh(refresh -> refresh.index(storage.cluster().names().at(family, now)));
    }
}
