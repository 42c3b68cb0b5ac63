package io.nificrm.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class IndexSetupTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String prefix = TestCluster.prefix();
    private final ElasticsearchNode node;

    IndexSetupTest(ElasticsearchNode node) {
        this.node = node;
    }

    private ElasticsearchCluster cluster(IndexOptions options) {
        return new ElasticsearchCluster(ConnectionSettings.of(node.url()), new IndexNames(prefix), options);
    }

    @Test
    void theFirstInstallationPutsEverythingInPlaceAndTheSecondNothing() throws IOException {
        try (ElasticsearchCluster cluster =
                cluster(new IndexOptions(2, OptionalInt.of(0), RetentionMonths.ofAll(13)))) {
            List<String> first = cluster.setup().install();

            assertThat(first)
                    .anyMatch(news -> news.contains("no index lifecycle management"))
                    .anyMatch(news -> news.contains("Template " + prefix + "-mentions written in version"))
                    .anyMatch(news -> news.contains("Index " + prefix + "-people made"));
            assertThat(cluster.setup().missing()).isEmpty();
            assertThat(cluster.setup().install()).allMatch(news -> news.contains("no index lifecycle management"));

            JsonNode indices = cluster.requests().send("GET", '/' + prefix + "-*");
            assertThat(indices).hasSize(IndexFamily.values().length);
            JsonNode mentions = indices.path(cluster.names().at(IndexFamily.MENTIONS, java.time.Instant.now()));
            assertThat(mentions.at("/settings/index/number_of_shards").asText()).isEqualTo("2");
            assertThat(mentions.at("/settings/index/number_of_replicas").asText())
                    .isEqualTo("0");
            assertThat(mentions.path("aliases").properties())
                    .extracting(alias -> alias.getKey())
                    .containsExactlyInAnyOrder(prefix + "-mentions", prefix + "-touchpoints");
        }
    }

    @Test
    void aNewVersionTeachesExistingIndicesItsNewFieldsAndALaterOneIsLeftAlone() throws IOException {
        try (ElasticsearchCluster cluster = cluster(IndexOptions.DEFAULT)) {
            cluster.setup().install();
            String template = "/_component_template/" + prefix + "-dead-letter";
            String index = cluster.names().at(IndexFamily.DEAD_LETTERS, java.time.Instant.now());
            // as if an older version without the field stage had made them
            ObjectNode older = template(cluster, template);
            ((ObjectNode) older.at("/template/mappings/properties")).remove("stage");
            ((ObjectNode) older.path("_meta")).put("version", 0).put("fingerprint", "older");
            cluster.requests().send("PUT", template, older);
            cluster.requests().send("DELETE", '/' + index);
            cluster.requests().send("PUT", '/' + index);
            assertThat(mapping(cluster, index).has("stage")).isFalse();

            assertThat(cluster.setup().install()).anyMatch(news -> news.contains("-dead-letter written"));
            assertThat(mapping(cluster, index).has("stage")).isTrue();

            ObjectNode later = template(cluster, template);
            ((ObjectNode) later.path("_meta")).put("version", 99);
            cluster.requests().send("PUT", template, later);
            assertThat(cluster.setup().install()).anyMatch(news -> news.contains("has version 99"));
            assertThat(template(cluster, template).at("/_meta/version").asInt()).isEqualTo(99);
        }
    }

    @Test
    void aMissingAliasIsAdded() throws IOException {
        try (ElasticsearchCluster cluster = cluster(IndexOptions.DEFAULT)) {
            cluster.setup().install();
            String index = cluster.names().at(IndexFamily.EMAIL_EVENTS, java.time.Instant.now());
            cluster.requests()
                    .send("DELETE", '/' + index + "/_alias/" + cluster.names().touchpoints());

            assertThat(cluster.setup().install()).anyMatch(news -> news.contains("1 missing aliases added"));
        }
    }

    @Test
    void anOperatorsOwnComponentTemplateHasTheLastWord() throws IOException {
        try (ElasticsearchCluster cluster = cluster(IndexOptions.DEFAULT)) {
            cluster.requests()
                    .send(
                            "PUT",
                            "/_component_template/" + prefix + "-custom",
                            MAPPER.readTree("{\"template\":{\"settings\":{\"index.refresh_interval\":\"30s\"}}}"));
            cluster.setup().install();

            JsonNode people = cluster.requests().send("GET", '/' + prefix + "-people/_settings");
            assertThat(people.at('/' + prefix + "-people/settings/index/refresh_interval")
                            .asText())
                    .isEqualTo("30s");
        }
    }

    private static ObjectNode template(ElasticsearchCluster cluster, String path) throws IOException {
        ObjectNode template =
                (ObjectNode) cluster.requests().send("GET", path).at("/component_templates/0/component_template");
        // set by Elasticsearch itself
        template.remove(List.of("created_date_millis", "modified_date_millis"));
        return template;
    }

    private static JsonNode mapping(ElasticsearchCluster cluster, String index) throws IOException {
        return cluster.requests()
                .send("GET", '/' + index + "/_mapping")
                .path(index)
                .at("/mappings/properties");
    }
}
