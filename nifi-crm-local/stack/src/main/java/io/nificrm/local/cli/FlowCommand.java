package io.nificrm.local.cli;

import io.nificrm.local.Checkout;
import io.nificrm.local.LocalStack;
import io.nificrm.local.Progress;
import io.nificrm.local.StackSettings;
import io.nificrm.local.flow.FlowFormat;
import io.nificrm.local.flow.SocialListeningFlow;
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
            try (LocalStack stack = LocalStack.start(checkout, StackSettings.of(run), progress)) {
                String group = progress.step("The flow is drawn", () -> SocialListeningFlow.draw(stack.client()));
                Files.createDirectories(checkout.flow().getParent());
                Files.write(checkout.flow(), FlowFormat.readable(stack.client().download(group)));
            }
            progress.say("Wrote " + checkout.flow());
            return 0;
        }
    }
}
