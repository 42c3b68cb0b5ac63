package io.nificrm.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void urlsInTextEndBeforePunctuation() {
        Links links = new Links()
                .addFromText(Optional.of("See https://acme.example/a, (https://acme.example/b) and "
                        + "https://en.example/wiki/Bolt_(coffee)! ftp://no.example http:// https://acme.example/a."));

        assertThat(links.list().stream().map(Link::url))
                .containsExactly(
                        "https://acme.example/a", "https://acme.example/b", "https://en.example/wiki/Bolt_(coffee)");
    }

    @Test
    void theDomainIsLowerCaseWithoutWwwUserAndPort() {
        assertThat(Links.domain("https://user:secret@WWW.Acme.example:8443/x?y"))
                .contains("acme.example");
        assertThat(Links.domain("https://[2001:db8::1]:80/")).contains("[2001:db8::1]");
        assertThat(Links.domain("mailto:jo@acme.example")).isEmpty();
    }

    @Test
    void referralTagsBecomeTheCampaign() {
        Links links = new Links()
                .addAll(List.of(
                        "https://acme.example/",
                        "https://acme.example/s?utm_source=news&amp;utm_medium=email&utm_campaign=winter%20roast#top"));

        assertThat(links.campaign())
                .contains(new Campaign(
                        Optional.of("news"),
                        Optional.of("email"),
                        Optional.of("winter roast"),
                        Optional.empty(),
                        Optional.empty()));
    }
}
