package io.nificrm.local.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the crm command as people do: in a process of its own, with its exit code and both its outputs. */
final class CrmProcess {

    private final Path folder;

    /** @param folder where outputs are caught */
    CrmProcess(Path folder) {
        this.folder = folder;
    }

    /** What came of a run. */
    record Result(int exitCode, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    Result run(String input, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dnificrm.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Crm.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
            // a command that refuses its options ends without reading
        }
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("crm did not end: " + String.join(" ", arguments));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
