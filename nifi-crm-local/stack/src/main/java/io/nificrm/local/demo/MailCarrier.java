package io.nificrm.local.demo;

import io.nificrm.local.community.CommunityServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the mails of the community into the flow's inbox, each once, as soon as it is written. */
final class MailCarrier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailCarrier.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final CommunityServer community;
    private final Path inbox;
    private final Path bag;
    private final Thread thread;

    private MailCarrier(CommunityServer community, Path inbox, Path bag) {
        this.community = community;
        this.inbox = inbox;
        this.bag = bag;
        this.thread = Thread.ofVirtual().name("mail-carrier").unstarted(this::run);
    }

    /**
     * Starts to carry.
     *
     * @param inbox the folder of mails
     * @param bag a folder of the same file system beside it, in which a mail is written before it is put into the inbox
     */
    static MailCarrier start(CommunityServer community, Path inbox, Path bag) throws IOException {
        Files.createDirectories(inbox);
        Files.createDirectories(bag);
        MailCarrier carrier = new MailCarrier(community, inbox, bag);
        carrier.deliver();
        carrier.thread.start();
        return carrier;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(ROUND);
                deliver();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            LOG.error("The mails of the community cannot be put into {}", inbox, failed);
        }
    }

    private void deliver() throws IOException {
        for (Map.Entry<String, String> mail : community.messages().entrySet()) {
            Path delivered = inbox.resolve(mail.getKey());
            if (!Files.exists(delivered)) {
                Path written = Files.writeString(bag.resolve(mail.getKey()), mail.getValue());
                Files.move(written, delivered, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
