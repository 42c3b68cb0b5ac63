package io.nificrm.source.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The answer to an {@link HttpCall}, its body decompressed and within the limits of {@link HttpSettings}. */
public final class HttpReply {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final URI uri;
    private final Optional<URI> movedTo;

    HttpReply(int status, HttpHeaders headers, byte[] body, URI uri, Optional<URI> movedTo) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.uri = uri;
        this.movedTo = movedTo;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body, not copied: not to be changed. */
    public byte[] body() {
        return body;
    }

    /** The body read as UTF-8, for messages to people. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The address that answered, after redirects. */
    public URI uri() {
        return uri;
    }

    /** Where the server says the resource lives from now on (301, 308), if every redirect on the way was of that kind. */
    public Optional<URI> movedTo() {
        return movedTo;
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }
}
