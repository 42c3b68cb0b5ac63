package io.nificrm.local.cli;

import io.nificrm.local.Checkout;
import io.nificrm.local.Progress;
import io.nificrm.local.flow.FlowFormat;
import io.nificrm.local.flow.SocialListeningFlow;
import io.nificrm.local.nifi.NifiClient;
import io.nificrm.local.nifi.NifiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code crm flow export}: draws the flow in a real NiFi and writes what that NiFi exports. */
@Command(name = "flow", description = "For maintainers: makes flows/social-listening.json anew.")
final class FlowCommand {

    @Command(
            name = "export",
            description = "Draws the flow in a real NiFi and writes the definition that this NiFi exports.")
    int export() throws Exception {
        return new Export(Checkout.current(), new Progress(System.err)).call();
    }

    /** The work, apart from the command line. */
    record Export(Checkout checkout, Progress progress) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            Path run = checkout.run().resolve("export");
            Folders.delete(run);
            try (NifiServer server =
                            NifiServer.builder(run, checkout.nifiLibrary()).build();
                    NifiClient nifi = progress.step(
                            "NiFi starts", () -> new NifiClient(server.start().url()))) {
                String group = progress.step("The flow is drawn", () -> SocialListeningFlow.draw(nifi));
                Files.createDirectories(checkout.flow().getParent());
                Files.write(checkout.flow(), FlowFormat.readable(nifi.download(group)));
            }
            progress.say("Wrote " + checkout.flow());
            return 0;
        }
    }
}
