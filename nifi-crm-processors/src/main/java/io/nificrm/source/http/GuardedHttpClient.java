package io.nificrm.source.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches from servers that are not ours: every answer is bounded in size and time, redirects are followed one by one with
 * each address checked ({@link AddressGuard}), and compressed bodies are unpacked within the same bound. Thread-safe.
 */
public final class GuardedHttpClient implements AutoCloseable {

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_ERROR_BODY_BYTES = 16 * 1024;

    private final HttpSettings settings;
    private final AddressGuard guard;
    private final HttpClient client;

    public GuardedHttpClient(HttpSettings settings) {
        this.settings = settings;
        this.guard = new AddressGuard(
                settings.privateAddressesAllowed(), settings.proxy().isPresent());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        settings.sslContext().ifPresent(builder::sslContext);
        settings.proxy()
                .ifPresentOrElse(proxy -> useProxy(builder, proxy), () -> builder.proxy(HttpClient.Builder.NO_PROXY));
        this.client = builder.build();
    }

    /**
     * Sends a request and, if it is a GET, follows up to five redirects.
     *
     * @throws RefusedAddressException if the address or one it redirects to must not be fetched
     * @throws BodyTooLargeException if the answer exceeds the limit
     * @throws HttpTimeoutException if connecting or answering takes too long
     * @throws IOException if the connection fails or the answer is cut off
     */
    public HttpReply send(HttpCall call) throws IOException, InterruptedException {
        HttpCall current = call;
        Optional<URI> movedTo = Optional.empty();
        boolean permanentSoFar = true;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpReply reply = sendOnce(current, movedTo);
            Optional<HttpCall> next = Redirect.following(current, reply);
            if (next.isEmpty()) {
                return reply;
            }
            permanentSoFar = permanentSoFar && Redirect.isPermanent(reply.status());
            movedTo = permanentSoFar ? Optional.of(next.get().uri()) : movedTo;
            current = next.get();
        }
        throw new IOException(
                "more than " + MAX_REDIRECTS + " redirects, the last to " + SecretFreeUri.of(current.uri()));
    }

    /**
     * Opens a WebSocket. There are no redirects, and what comes is bounded by the listener.
     *
     * @param address one that begins with {@code ws} or {@code wss}
     * @throws RefusedAddressException if the address must not be reached
     */
    public CompletableFuture<WebSocket> webSocket(URI address, WebSocket.Listener listener) throws IOException {
        guard.check(URI.create(address.toString().replaceFirst("^ws", "http")));
        return client.newWebSocketBuilder()
                .connectTimeout(settings.connectTimeout())
                .header("User-Agent", settings.userAgent())
                .buildAsync(address, listener);
    }

    private HttpReply sendOnce(HttpCall call, Optional<URI> movedTo) throws IOException, InterruptedException {
        guard.check(call.uri());
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request(call), info -> body(info.statusCode()));
        HttpResponse<byte[]> response = await(pending);
        String coding = response.headers().firstValue("Content-Encoding").orElse("");
        byte[] body = isSuccess(response.statusCode())
                ? ContentCoding.decode(response.body(), coding, settings.maxBodyBytes())
                : ContentCoding.decodeBeginning(response.body(), coding, MAX_ERROR_BODY_BYTES);
        return new HttpReply(response.statusCode(), response.headers(), body, call.uri(), movedTo);
    }

    private HttpRequest request(HttpCall call) {
        HttpRequest.BodyPublisher body =
                call.body().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody);
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutFragment(call.uri()))
                .method(call.method(), body)
                .header("User-Agent", settings.userAgent())
                .header("Accept-Encoding", ContentCoding.ACCEPTED);
        if ("http".equalsIgnoreCase(call.uri().getScheme())) {
            // an upgrade offer on a cleartext connection confuses old servers; TLS negotiates HTTP/2 by itself
            request.version(HttpClient.Version.HTTP_1_1);
        }
        call.headers().forEach(request::setHeader);
        return request.build();
    }

    private HttpResponse.BodySubscriber<byte[]> body(int status) {
        return isSuccess(status)
                ? new LimitedBody(settings.maxBodyBytes(), LimitedBody.Overflow.FAIL)
                : new LimitedBody(MAX_ERROR_BODY_BYTES, LimitedBody.Overflow.KEEP_BEGINNING);
    }

    /** The client's own timeout ends with the headers; this one covers the body too. */
    private <T> T await(CompletableFuture<T> pending) throws IOException, InterruptedException {
        try {
            return pending.get(settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            HttpTimeoutException timeout = new HttpTimeoutException(
                    "no complete answer within " + settings.responseTimeout().toMillis() + " ms");
            timeout.initCause(e);
            throw timeout;
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("the request failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static URI withoutFragment(URI uri) {
        String address = uri.toString();
        int fragment = address.indexOf('#');
        return fragment < 0 ? uri : URI.create(address.substring(0, fragment));
    }

    private static void useProxy(HttpClient.Builder builder, HttpProxy proxy) {
        builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        proxy.user()
                .ifPresent(user -> builder.authenticator(
                        new ProxyLogin(user, proxy.password().orElse(""))));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static final class ProxyLogin extends Authenticator {

        private final String user;
        private final String password;

        private ProxyLogin(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return super.getPasswordAuthentication();
            }
            return new PasswordAuthentication(user, password.toCharArray());
        }
    }
}
