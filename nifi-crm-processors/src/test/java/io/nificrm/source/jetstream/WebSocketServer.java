package io.nificrm.source.jetstream;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The server's side of RFC 6455, as far as a test needs it: handshake, frames in both directions, and misbehaviour on request. */
final class WebSocketServer implements AutoCloseable {

    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** What happens on a connection once it is open; it ends with the method. */
    @FunctionalInterface
    interface Behaviour {
        void serve(Connection connection) throws IOException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;
    private volatile Optional<Integer> refusal = Optional.empty();

    WebSocketServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/subscribe");
    }

    /** From the next connection on. */
    void behave(Behaviour next) {
        behaviour = next;
    }

    /** Handshakes are refused with this status; accepted again when absent. */
    void refuse(Optional<Integer> status) {
        refusal = status;
    }

    /** All connections so far, in order. */
    List<Connection> connections() {
        return List.copyOf(connections);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Optional<Connection> opened = handshake(socket);
            if (opened.isPresent()) {
                connections.add(opened.get());
                behaviour.serve(opened.get());
            }
        } catch (IOException clientIsGone) {
            // what a server sees when the client aborts
        }
    }

    private Optional<Connection> handshake(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        OutputStream out = socket.getOutputStream();
        String request = "";
        String key = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            request = request.isEmpty() ? line.split(" ")[1] : request;
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        if (refusal.isPresent()) {
            out.write(("HTTP/1.1 " + refusal.get() + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return Optional.empty();
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return Optional.of(new Connection(URI.create(request), in, out));
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client went away during the handshake");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** An open connection, seen from the server. */
    static final class Connection {

        private static final int EMPTY_MASKED_FRAME = 6;

        private final URI request;
        private final DataInputStream in;
        private final OutputStream out;
        private final AtomicInteger received = new AtomicInteger();

        private Connection(URI request, DataInputStream in, OutputStream out) {
            this.request = request;
            this.in = in;
            this.out = out;
        }

        /** The values of a parameter of the request. */
        List<String> parameter(String name) {
            return Stream.of(request.getRawQuery().split("&"))
                    .filter(parameter -> parameter.startsWith(name + "="))
                    .map(parameter -> URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8))
                    .toList();
        }

        void text(String message) throws IOException {
            frame(TEXT, true, message.getBytes(StandardCharsets.UTF_8));
        }

        void binary(byte[] message) throws IOException {
            frame(BINARY, true, message);
        }

        /** In several frames, cut anywhere, also within characters. */
        void fragmented(String message, int frameBytes) throws IOException {
            byte[] all = message.getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < all.length; from += frameBytes) {
                int to = Math.min(all.length, from + frameBytes);
                frame(from == 0 ? TEXT : 0, to == all.length, Arrays.copyOfRange(all, from, to));
            }
        }

        void ping() throws IOException {
            frame(PING, true, new byte[0]);
        }

        void close(int status, String reason) throws IOException {
            byte[] words = reason.getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[words.length + 2];
            body[0] = (byte) (status >> 8);
            body[1] = (byte) status;
            System.arraycopy(words, 0, body, 2, words.length);
            frame(CLOSE, true, body);
        }

        /** Something that is no frame. */
        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        private synchronized void frame(int opcode, boolean last, byte[] body) throws IOException {
            out.write((last ? 0x80 : 0) | opcode);
            if (body.length < 126) {
                out.write(body.length);
            } else if (body.length < 65_536) {
                out.write(126);
                out.write(body.length >> 8);
                out.write(body.length);
            } else {
                out.write(127);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    out.write((int) ((long) body.length >> shift));
                }
            }
            out.write(body);
            out.flush();
        }

        /** Reads whatever the client sends until it goes away. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                received.incrementAndGet();
            }
        }

        /** How many pings the client has answered; it says nothing else, and an answer without words is a masked frame. */
        int pongs() {
            return received.get() / EMPTY_MASKED_FRAME;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
