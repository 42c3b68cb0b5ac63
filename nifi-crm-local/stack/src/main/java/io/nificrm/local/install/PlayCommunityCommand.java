package io.nificrm.local.install;

import io.nificrm.local.community.CommunityServer;
import io.nificrm.local.community.story.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The demo community alone, for the Compose file's profile {@code demo}. It listens on the loopback address: its container
 * shares NiFi's network, so nobody but NiFi hears it.
 */
@Command(name = "play-community", description = "Lets the invented community talk until the process is ended.")
public final class PlayCommunityCommand implements Callable<Integer> {

    @Option(names = "--port", required = true, description = "The port on the loopback address.")
    private int port;

    @Option(
            names = "--remember",
            required = true,
            description = "A file that keeps when it all began, so that a restart goes on with the same story.")
    private Path remember;

    @Option(names = "--rate", defaultValue = "20", description = "About how many posts are added each minute (20).")
    private double rate;

    /** Runs this command; the tools image of the Compose file does. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PlayCommunityCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommunityServer community = CommunityServer.builder()
                .port(port)
                .start(beginning())
                .livePerMinute(rate)
                .platforms(EnumSet.of(Platform.MASTODON, Platform.REDDIT, Platform.FEED))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(community::close, "close-community"));
        System.err.println("The community talks at " + community.url() + "; its feeds are " + community.feeds());
        // ends with the process, which Docker ends by SIGTERM
        new CountDownLatch(1).await();
        return 0;
    }

    private Instant beginning() throws IOException {
        if (!Files.exists(remember)) {
            Files.writeString(remember, Instant.now().toString());
        }
        return Instant.parse(Files.readString(remember).strip());
    }
}
