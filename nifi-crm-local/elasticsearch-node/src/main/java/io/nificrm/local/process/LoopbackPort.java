package io.nificrm.local.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
public final class LoopbackPort {

    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_768;
    private static final int TRIES = 100;

    private LoopbackPort() {}

    /**
     * Makes sure that nothing listens on a port, before a process is started that would fail on it less clearly.
     *
     * @param service who wants the port, for the message
     * @throws ChildProcessException when the port is taken
     */
    public static void requireFree(String service, int port) throws ChildProcessException {
        try (ServerSocket probe = new ServerSocket()) {
            // a port whose last connections still linger is free for servers, which all set this
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new ChildProcessException("Port " + port + " of " + service + " is taken (" + taken.getMessage()
                    + "). Stop what listens there, or choose another port.");
        }
    }

    /**
     * A port that is free now, for servers that can't choose one themselves.
     *
     * <p>It is none of those that systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere): a NiFi
     * takes its port a minute after it was told which, and until then any connection of anybody could have it.
     */
    public static int anyFree() throws IOException {
        IOException taken = new IOException("no port was tried");
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException other) {
                taken = other;
            }
        }
        throw taken;
    }
}
