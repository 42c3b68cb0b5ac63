package io.nificrm.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.profile.ProfileReader;
import org.junit.jupiter.api.Test;

class LiveSourcesTest {
    @Test
    void brandsAndCompetitorsAreHashtagsAndSearches() throws Exception {
        LiveSources sources = LiveSources.of(ProfileReader.read("""
            brands: [{id: acme, name: Acme Café & Co., query: acme}]
            competitors: [{id: x, name: "7", query: bolt}]
            """, "test.yaml"));

        assertThat(sources.timelines()).containsExactly("#acmecaféco", "#acme");
        assertThat(sources.feeds())
                .containsExactly(
                        "https://www.reddit.com/search.rss?sort=new&q=%22Acme+Caf%C3%A9+%26+Co.%22",
                        "https://www.reddit.com/search.rss?sort=new&q=%227%22");
        assertThat(sources.searches()).containsExactly("\"Acme Café & Co.\"", "\"7\"");
        assertThat(sources.keywords()).containsExactly("Acme Café & Co.", "7");
    }
}
