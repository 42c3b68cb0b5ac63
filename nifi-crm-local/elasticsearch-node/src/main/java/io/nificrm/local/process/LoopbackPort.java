package io.nificrm.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
public final class LoopbackPort {

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

    /** A port that is free now, for servers that can't choose one themselves. */
    public static int anyFree() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
