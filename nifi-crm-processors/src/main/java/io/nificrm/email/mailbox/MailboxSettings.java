package io.nificrm.email.mailbox;

import io.nificrm.source.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a mailbox is and how it is read.
 *
 * @param oauth whether {@code secret} lends OAuth 2.0 tokens (XOAUTH2), and no password
 * @param secret gives the password or a token; asked at each sign-in
 * @param initialBacklog how far back the first reading of a folder goes
 * @param afterReading what becomes of a message afterwards
 * @param moveTo the folder for {@link AfterReading#MOVE}
 * @param batch how many messages to hand over at once
 * @param maxMessageBytes of a larger message only its header is read
 * @param ssl trust and keys; the JDK's own when absent
 */
record MailboxSettings(
        String host,
        int port,
        TransportSecurity security,
        String user,
        boolean oauth,
        Secret secret,
        Duration initialBacklog,
        AfterReading afterReading,
        Optional<String> moveTo,
        int batch,
        int maxMessageBytes,
        Duration connectTimeout,
        Duration responseTimeout,
        Optional<SSLContext> ssl) {

    /** What is never written anywhere. */
    @FunctionalInterface
    interface Secret {
        String get() throws PlatformException;
    }

    /** The server, for messages to people. */
    String server() {
        return host + ':' + port;
    }

    /** The address of a folder (RFC 5092), without user and password. */
    URI address(MailFolder folder, long validity) {
        String path = io.nificrm.source.http.HttpCall.encode(folder.path()).replace("%2F", "/");
        String name = host.contains(":") ? '[' + host + ']' : host;
        return URI.create(security.protocol() + "://" + name + ':' + port + '/' + path + ";UIDVALIDITY=" + validity);
    }

    @Override
    public String toString() {
        return "MailboxSettings[" + security.protocol() + "://" + server() + "]";
    }
}
