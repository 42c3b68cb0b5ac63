package io.nificrm.email.mailbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks TLS for a mail server that does not, as stunnel does: from the first byte, or after STARTTLS (RFC 3501). */
final class TlsFront implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> readable = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final int server;
    private final boolean startTls;

    TlsFront(SSLContext tls, int server, boolean startTls) throws IOException {
        this.tls = tls;
        this.server = server;
        this.startTls = startTls;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The commands that could be read on the way. */
    List<String> readable() {
        return readable;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            if (startTls) {
                untilStartTls(client);
            }
            SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            InputStream answers = behind.getInputStream();
            if (startTls) {
                // the greeting was ours
                line(answers);
            }
            Thread.ofVirtual().start(() -> copy(encrypted, behind));
            answers.transferTo(encrypted.getOutputStream());
        } catch (IOException refusedOrGone) {
            // the client tells why
        }
    }

    /** Plays the beginning of a server that wants TLS. */
    private void untilStartTls(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        say(out, "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready");
        InputStream in = client.getInputStream();
        while (true) {
            String command = line(in);
            readable.add(command);
            String tag = command.split(" ", 2)[0];
            String upper = command.toUpperCase(Locale.ROOT);
            if (upper.endsWith(" STARTTLS")) {
                say(out, tag + " OK begin");
                return;
            }
            if (upper.endsWith(" CAPABILITY")) {
                say(out, "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED");
                say(out, tag + " OK done");
            } else {
                say(out, tag + " BAD only after STARTTLS");
            }
        }
    }

    /** Not a byte further: what follows is encrypted. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("no further command");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // so is the other side
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
