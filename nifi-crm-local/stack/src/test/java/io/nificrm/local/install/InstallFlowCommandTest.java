package io.nificrm.local.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.local.flow.FlowParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallFlowCommandTest {

    @Test
    void parametersAreTakenFromVariablesOfTheirName() {
        Map<String, String> environment =
                Map.of("REDDIT_CLIENT_ID", "abc", "PATH", "/bin", "FEED_URLS", "https://a.example/feed");

        assertThat(InstallFlowCommand.named(
                        List.of("reddit.client.id", "reddit.client.secret", "feed.urls"),
                        name -> Optional.ofNullable(environment.get(name))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("reddit.client.id", "abc", "feed.urls", "https://a.example/feed"));
    }

    @Test
    void noTwoParametersShareAVariable() {
        assertThat(FlowParameters.names().stream().map(name -> name.replace('-', '.')))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(\\.[a-z]+)+"));
    }
}
