package io.nificrm.email.mailbox;

import io.nificrm.source.PlatformException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.StoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** A signed-in connection, made when it is needed and again when it was lost. Used by one thread at a time. */
final class MailboxConnection implements AutoCloseable {
    private final MailboxSettings settings;
    private final Session session;
    private final Queue<String> alerts = new ConcurrentLinkedQueue<>();
    private Optional<IMAPStore> store = Optional.empty();

    MailboxConnection(MailboxSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(MailboxSettings settings) {
        String prefix = "mail." + settings.security().protocol() + '.';
        Properties properties = new Properties();
        properties.put(
                prefix + "connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        properties.put(
                prefix + "timeout", Long.toString(settings.responseTimeout().toMillis()));
        properties.put(
                prefix + "writetimeout",
                Long.toString(settings.responseTimeout().toMillis()));
        properties.put(prefix + "starttls.enable", Boolean.toString(settings.security() == TransportSecurity.STARTTLS));
        properties.put(
                prefix + "starttls.required", Boolean.toString(settings.security() == TransportSecurity.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        settings.ssl().ifPresent(context -> properties.put(prefix + "ssl.socketFactory", context.getSocketFactory()));
        // or what the operator's truststore refuses is tried once more with the one of the JDK
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "connectionpoolsize", "1");
        if (settings.oauth()) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    /** Opens a folder; to be closed by the caller. */
    IMAPFolder open(String path, boolean writable) throws PlatformException {
        try {
            IMAPFolder folder = (IMAPFolder) store().getFolder(path);
            folder.open(writable ? Folder.READ_WRITE : Folder.READ_ONLY);
            return folder;
        } catch (MessagingException e) {
            throw failed(e, path + " on " + settings.server());
        }
    }

    IMAPStore store() throws PlatformException {
        if (store.isPresent() && store.get().isConnected()) {
            return store.get();
        }
        close();
        String secret = settings.secret().get();
        try {
            IMAPStore fresh = (IMAPStore) session.getStore(settings.security().protocol());
            fresh.addStoreListener(event -> {
                if (event.getMessageType() == StoreEvent.ALERT) {
                    alerts.add(event.getMessage());
                }
            });
            fresh.connect(settings.host(), settings.port(), settings.user(), secret);
            store = Optional.of(fresh);
            return fresh;
        } catch (MessagingException e) {
            throw failed(e, "signing in to " + settings.server());
        }
    }

    /** The fault behind an exception; the next call begins with a new connection. */
    PlatformException failed(MessagingException failure, String what) {
        PlatformException fault = MailServerWords.fault(failure, what);
        if (fault.fault().passing()) {
            close();
        }
        return fault;
    }

    /** What the server wants people to be shown (RFC 3501, ALERT), since the last time. */
    List<String> alerts() {
        List<String> shown = new ArrayList<>();
        for (String alert = alerts.poll(); alert != null; alert = alerts.poll()) {
            shown.add("the mail server says: " + alert);
        }
        return shown;
    }

    @Override
    public void close() {
        Optional<IMAPStore> old = store;
        store = Optional.empty();
        old.ifPresent(MailboxConnection::close);
    }

    private static void close(IMAPStore store) {
        try {
            store.close();
        } catch (MessagingException alreadyLost) {
            // what matters is that it is closed
        }
    }
}
