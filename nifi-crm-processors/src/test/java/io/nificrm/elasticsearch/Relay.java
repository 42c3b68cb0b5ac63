package io.nificrm.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Passes connections on to a server on this machine, and does something once so many bytes have gone there. */
final class Relay implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final int server;
    private volatile Runnable action = () -> {};

    Relay(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on; what goes beyond waits until it is done. */
    void after(long bytes, Runnable once) {
        action = once;
        left.set(bytes);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Thread.ofVirtual().start(() -> answers(behind, client));
            InputStream in = client.getInputStream();
            byte[] chunk = new byte[1_000];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                long before = left.getAndAdd(-read);
                if (before > 0 && before <= read) {
                    action.run();
                }
                behind.getOutputStream().write(chunk, 0, read);
            }
        } catch (IOException gone) {
            // one side has gone, so does the other
        }
    }

    private static void answers(Socket from, Socket to) {
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
