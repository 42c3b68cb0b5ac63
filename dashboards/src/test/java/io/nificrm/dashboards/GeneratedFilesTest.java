package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

    private final Map<String, String> generated = new GeneratedFiles().contents();

    @Test
    void whatLiesInTheProjectIsWhatTheGeneratorWrites() throws IOException {
        for (Map.Entry<String, String> file : generated.entrySet()) {
            assertThat(BoardFiles.FOLDER.resolve(file.getKey()))
                    .as("run: mvn -Pwrite-boards -pl dashboards -am process-classes")
                    .hasContent(file.getValue());
        }
    }

    @Test
    void nothingElseLiesThere() throws IOException {
        try (Stream<Path> boards = Files.list(BoardFiles.FOLDER);
                Stream<Path> provisioning = Files.walk(BoardFiles.FOLDER.resolve("provisioning"))) {
            Set<String> found = Stream.concat(boards, provisioning)
                    .filter(Files::isRegularFile)
                    .map(file -> BoardFiles.FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".json") || name.endsWith(".yaml"))
                    .collect(Collectors.toSet());

            assertThat(found).isEqualTo(generated.keySet());
        }
    }

    @Test
    void sourcesHaveNamesOfTheirOwn() {
        List<String> uids = Sources.ALL.stream().map(source -> source.uid()).toList();

        assertThat(uids).doesNotHaveDuplicates();
        assertThat(Sources.ALL.stream().map(source -> source.name())).doesNotHaveDuplicates();
    }
}
