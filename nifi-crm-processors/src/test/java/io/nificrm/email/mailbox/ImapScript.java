package io.nificrm.email.mailbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers IMAP commands as a test says, for what a real server does not do on demand. */
final class ImapScript implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final String capabilities;
    private final Map<String, String> answers;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    /** @param answers by command, e.g. LOGIN; lines that end with the status, which gets the command's tag */
    ImapScript(String capabilities, Map<String, String> answers) throws IOException {
        this.capabilities = capabilities;
        this.answers = answers;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What the clients sent, without tags. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = client.getOutputStream();
            say(out, "* OK [CAPABILITY IMAP4rev1 " + capabilities + "] ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 3);
                String command = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
                commands.add(line.substring(Math.min(line.length(), words[0].length() + 1)));
                String answer = answers.getOrDefault(command, "OK done");
                int status = answer.lastIndexOf('\n') + 1;
                say(out, answer.substring(0, status).replace("\n", "\r\n") + words[0] + ' ' + answer.substring(status));
            }
        } catch (IOException closed) {
            // the client has gone
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
