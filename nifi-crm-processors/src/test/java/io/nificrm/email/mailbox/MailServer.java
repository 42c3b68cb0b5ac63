package io.nificrm.email.mailbox;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A real mail server within the test: IMAP, and one account whose mailbox the test fills. */
final class MailServer implements AutoCloseable {
    static final String USER = "support@acme.example";
    static final String PASSWORD = "a secret";

    private final GreenMail greenMail;
    private final GreenMailUser account;

    MailServer() throws UserException {
        ServerSetup imap = ServerSetup.IMAP.dynamicPort();
        imap.setServerStartupTimeout(60_000);
        greenMail = new GreenMail(imap);
        greenMail.start();
        account = greenMail.getUserManager().createUser(USER, USER, PASSWORD);
    }

    int port() {
        return greenMail.getImap().getPort();
    }

    MailboxSettings settings() {
        return settings(port(), AfterReading.LEAVE, 100);
    }

    static MailboxSettings settings(int port, AfterReading afterReading, int batch) {
        return new MailboxSettings(
                "127.0.0.1",
                port,
                TransportSecurity.NONE,
                USER,
                false,
                () -> PASSWORD,
                Duration.ofDays(7),
                afterReading,
                Optional.of("Done"),
                batch,
                20_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Optional.empty());
    }

    /** Puts a message into a folder, as if it had arrived then. */
    void arrives(String folder, String messageId, String text, Instant when) throws MessagingException {
        String mail = "Message-ID: <" + messageId + "@acme.example>\r\nFrom: Jo <jo@post.example>\r\nTo: " + USER
                + "\r\nSubject: s\r\nDate: Fri, 20 Nov 2026 08:00:00 +0000\r\n\r\n" + text + "\r\n";
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        folder(folder).appendMessage(message, new Flags(), Date.from(when));
    }

    void arrives(String messageId) throws MessagingException {
        arrives("INBOX", messageId, "text of " + messageId, Instant.now());
    }

    /** The ids of the messages in a folder, in order. */
    List<String> in(String folder) {
        return folder(folder).getMessages().stream()
                .map(stored -> {
                    try {
                        return stored.getMimeMessage().getMessageID().replaceAll("[<>]|@.*", "");
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    boolean anySeen(String folder) {
        return folder(folder).getMessages().stream()
                .anyMatch(stored -> stored.getFlags().contains(Flags.Flag.SEEN));
    }

    /** Makes the folder anew, empty and with another UIDVALIDITY, which this server takes from the clock. */
    void rebuild(String folder) {
        ImapHostManager host = greenMail.getManagers().getImapHostManager();
        long before = folder(folder).getUidValidity();
        await().until(() -> {
            folder(folder).deleteAllMessages();
            host.deleteMailbox(account, folder);
            host.createMailbox(account, folder);
            return folder(folder).getUidValidity() != before;
        });
    }

    void make(String folder) throws Exception {
        greenMail.getManagers().getImapHostManager().createMailbox(account, folder);
    }

    private MailFolder folder(String name) {
        return greenMail.getManagers().getImapHostManager().getFolder(account, name);
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
