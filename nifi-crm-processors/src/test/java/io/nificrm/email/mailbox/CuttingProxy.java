package io.nificrm.email.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes connections on to a server on this machine and cuts each once the server has said so many bytes. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int server;
    private final int bytes;

    CuttingProxy(int server, int bytes) throws IOException {
        this.server = server;
        this.bytes = bytes;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> copy(client, behind, Integer.MAX_VALUE));
                Thread.ofVirtual().start(() -> copy(behind, client, bytes));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void copy(Socket from, Socket to, int most) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[1000];
            int left = most;
            for (int read = in.read(chunk, 0, Math.min(left, chunk.length));
                    read > 0;
                    read = in.read(chunk, 0, Math.min(left, chunk.length))) {
                out.write(chunk, 0, read);
                left -= read;
            }
        } catch (IOException cut) {
            // that is what it is for
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
