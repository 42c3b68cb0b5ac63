package io.nificrm.profile;

import io.nificrm.touchpoint.Author;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our own accounts. An account is written {@code platform:handle} ({@code mastodon:@acme@example.social},
 * {@code x:@acmecoffee}, {@code bluesky:acme.example}, {@code reddit:u/acme}), {@code platform:id} with the platform's own id, as the address of
 * its page ({@code https://example.social/@acme}), or for mail as {@code email:*@acme.example}.
 */
final class AccountRoster {
    /** Pages whose address is not the one that the platform's interface gives for the author. */
    private static final Map<String, Pattern> PAGES = Map.of(
            "bluesky", Pattern.compile("bsky\\.app/profile/([^/?]+)"),
            "x", Pattern.compile("(?:x|twitter)\\.com/(\\w+)"),
            "reddit", Pattern.compile("(?:old\\.|new\\.)?reddit\\.com/u(?:ser)?/([\\w-]+)"),
            "youtube", Pattern.compile("(?:m\\.)?youtube\\.com/(@[^/?]+|channel/[^/?]+)"));

    private static final List<String> HANDLE_MARKS = List.of("@", "u/", "/u/", "channel/");

    private final Map<String, Set<String>> byPlatform = new HashMap<>();
    private final Set<String> addresses = new HashSet<>();

    /** Why an account cannot be used; empty where it can. */
    static Optional<String> refusal(String account) {
        if (isAddress(account) || account.matches("[a-z0-9_]+:\\S+")) {
            return Optional.empty();
        }
        return Optional.of(
                "'" + account + "' is no account: write platform:handle, such as mastodon:@acme@example.social");
    }

    AccountRoster(List<String> accounts) {
        for (String account : accounts) {
            if (isAddress(account)) {
                String page = address(account);
                addresses.add(page);
                PAGES.forEach((platform, form) -> Optional.of(form.matcher(page))
                        .filter(Matcher::matches)
                        .ifPresent(named -> add(platform, named.group(1))));
            } else {
                int colon = account.indexOf(':');
                add(account.substring(0, colon), account.substring(colon + 1));
            }
        }
    }

    private void add(String platform, String handle) {
        byPlatform.computeIfAbsent(platform, unknown -> new HashSet<>()).add(handle(handle));
    }

    /** Whether an author is one of ours; empty where nothing is known of the author. */
    Optional<Boolean> isOurs(String platform, Author author) {
        if (author.handle().isEmpty() && author.id().isEmpty() && author.url().isEmpty()) {
            return Optional.empty();
        }
        Set<String> ours = byPlatform.getOrDefault(platform, Set.of());
        if (ours.isEmpty() && addresses.isEmpty()) {
            return Optional.of(false);
        }
        boolean known = author.url()
                        .map(AccountRoster::address)
                        .filter(addresses::contains)
                        .isPresent()
                || author.id().map(AccountRoster::handle).filter(ours::contains).isPresent()
                || author.handle()
                        .filter(name -> isListed(ours, handle(name), author))
                        .isPresent();
        return Optional.of(known);
    }

    private static boolean isListed(Set<String> ours, String handle, Author author) {
        if (ours.contains(handle)) {
            return true;
        }
        int at = handle.lastIndexOf('@');
        if (at > 0) {
            return ours.contains("*" + handle.substring(at));
        }
        return author.url()
                .flatMap(AccountRoster::host)
                .filter(host -> ours.contains(handle + "@" + host))
                .isPresent();
    }

    private static boolean isAddress(String account) {
        return account.startsWith("https://") || account.startsWith("http://");
    }

    private static String handle(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        // @acme, u/acme and /u/acme as people write them, channel/UC… as YouTube does
        for (String mark : HANDLE_MARKS) {
            if (lower.startsWith(mark)) {
                return lower.substring(mark.length());
            }
        }
        return lower;
    }

    private static String address(String url) {
        String lower = url.strip().toLowerCase(Locale.ROOT);
        int start = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : 0;
        start += lower.startsWith("www.", start) ? 4 : 0;
        return lower.substring(start, lower.length() - (lower.endsWith("/") && lower.length() > start ? 1 : 0));
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException notAnAddress) { // then it has no host to compare
            return Optional.empty();
        }
    }
}
