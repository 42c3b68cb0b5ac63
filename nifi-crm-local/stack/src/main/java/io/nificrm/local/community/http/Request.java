package io.nificrm.local.community.http;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A request.
 *
 * @param path decoded, starts with a slash
 * @param query decoded parameters in order, each with all its values
 * @param headers names in lower case, first value only
 */
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, Content body) {

    /** A request for a URI. */
    public static Request of(String method, URI uri, Map<String, String> headers, Content body) {
        Map<String, String> lowerCase = new LinkedHashMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(method, uri.getPath(), parameters(uri.getRawQuery()), lowerCase, body);
    }

    /** A parameter of the query. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getFirst);
    }

    /** A numeric parameter; anything else counts as not given, as Rails' {@code to_i} users expect. */
    public OptionalLong number(String name) {
        return parameter(name)
                .filter(value -> value.matches("\\d{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    public boolean flag(String name) {
        return parameter(name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The bearer token, if one came along. */
    public Optional<String> token() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** The parameters of a form in the body. */
    public Map<String, List<String>> form() {
        return parameters(body.text());
    }

    /** The same request for another path. */
    public Request at(String otherPath) {
        return new Request(method, otherPath, query, headers, body);
    }

    /** The query of this request with some parameters replaced or, where the value is empty, removed. */
    public String queryWith(Map<String, String> changes) {
        Map<String, List<String>> changed = new LinkedHashMap<>(query);
        changes.forEach((name, value) -> {
            changed.remove(name);
            if (!value.isEmpty()) {
                changed.put(name, List.of(value));
            }
        });
        return changed.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return parameters;
        }
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), unused -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
