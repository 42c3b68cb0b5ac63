package io.nificrm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapReaderTest {
    @Test
    void aCapSaysForWhomHowManyAndHowLong() throws InvalidProfileException {
        ListeningProfile profile = ProfileReader.read("""
            topics: [{id: coffee, query: coffee}]
            caps:
              - {id: mails, description: Newsletters, query: 'kind:sent', per: person, most: 3, within: 7d}
            """, "profile.yaml");

        assertThat(profile.caps()).singleElement().satisfies(cap -> {
            assertThat(cap.reference()).isEqualTo("caps/mails");
            assertThat(cap.per()).isEqualTo(Cap.Per.PERSON);
            assertThat(cap.most()).isEqualTo(3);
            assertThat(cap.within()).isEqualTo(Duration.ofDays(7));
            assertThat(cap.queue()).isEqualTo(TriageRule.Queue.FEEDBACK);
            assertThat(cap.priority()).isEqualTo(TriageRule.Priority.P4);
        });
    }

    @Test
    void everyMistakeIsSaidWithItsPlace() {
        assertThatThrownBy(() -> ProfileReader.read("""
            topics: [{id: coffee, query: coffee}]
            caps:
              - {id: mails, query: 'kind:sent', per: city, most: many, within: a week}
              - {id: mails, query: 'topics:tea', per: person, most: 3, within: 7d, limit: 3}
            """, "profile.yaml"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("profile.yaml:3:")
                .hasMessageContaining("'per' is one of person, account, not 'city'")
                .hasMessageContaining("'most' is a number from 0 to 999, not 'many'")
                .hasMessageContaining("'a week' is no duration such as 12h, 1d or 7d")
                .hasMessageContaining("there is another entry of this id in the list")
                .hasMessageContaining("'limit' is not known here");
    }
}
