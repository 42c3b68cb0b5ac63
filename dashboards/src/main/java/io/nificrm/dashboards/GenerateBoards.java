package io.nificrm.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the boards and Grafana's provisioning files into a folder, by default the current one. */
public final class GenerateBoards {

    private GenerateBoards() {}

    /** Takes the folder {@code dashboards} of the project as its one argument. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? "." : arguments[0]);
        for (Map.Entry<String, String> file : new GeneratedFiles().contents().entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
            System.out.println(target);
        }
    }
}
