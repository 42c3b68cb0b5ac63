package io.nificrm.source.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One request. Header values may be secret, so {@link #toString} shows neither them nor the secrets of the address. */
public record HttpCall(String method, URI uri, Map<String, String> headers, Optional<String> body) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Map.of(), Optional.empty());
    }

    public static HttpCall postForm(URI uri, Map<String, String> form) {
        String body = encode(form);
        return new HttpCall(
                "POST", uri, Map.of("Content-Type", "application/x-www-form-urlencoded"), Optional.of(body));
    }

    public static HttpCall postJson(URI uri, String json) {
        return new HttpCall("POST", uri, Map.of("Content-Type", "application/json"), Optional.of(json));
    }

    /** {@code base}, with its query replaced by the given parameters, in their order. */
    public static URI withQuery(URI base, Map<String, String> parameters) {
        String address = base.toString();
        int end = address.indexOf('?') < 0 ? address.length() : address.indexOf('?');
        String query = encode(parameters);
        return URI.create(address.substring(0, end) + (query.isEmpty() ? "" : "?" + query));
    }

    /** One path segment or parameter, percent-encoded. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public HttpCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, uri, more, body);
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return method + " " + SecretFreeUri.of(uri);
    }
}
