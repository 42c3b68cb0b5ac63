package io.nificrm.local.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class SharedElasticsearchTest {

    private final ElasticsearchNode shared;

    SharedElasticsearchTest(ElasticsearchNode shared) {
        this.shared = shared;
    }

    @Test
    void givesARunningNodeToAnyTestThatAsks(ElasticsearchNode elasticsearch) {
        assertThat(elasticsearch.isRunning()).isTrue();
        assertThat(elasticsearch).isSameAs(shared);
    }
}
