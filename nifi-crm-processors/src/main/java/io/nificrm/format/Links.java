package io.nificrm.format;

import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.CampaignBuilder;
import io.nificrm.touchpoint.Link;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of a touchpoint, as given: nothing is resolved, a short link stays short. */
public final class Links {
    private static final Pattern IN_TEXT =
            Pattern.compile("https?://[^\\s<>\"\\u0000-\\u001f]+", Pattern.CASE_INSENSITIVE);
    private static final String TRAILING = ".,;:!?'*_~…»“”’";
    private static final int LONGEST = 8192;

    private final Set<String> urls = new LinkedHashSet<>();

    /** Adds a link; what is no absolute http or https URL is left out. */
    public Links add(Optional<String> url) {
        url.filter(Links::isWeb).ifPresent(urls::add);
        return this;
    }

    /** Adds links; what is no absolute http or https URL is left out. */
    public Links addAll(Collection<String> some) {
        some.stream().filter(Links::isWeb).forEach(urls::add);
        return this;
    }

    /** Adds the URLs that stand in a plain text, without the punctuation after them. */
    public Links addFromText(Optional<String> text) {
        if (text.isEmpty() || !text.get().contains("://")) {
            return this;
        }
        Matcher matcher = IN_TEXT.matcher(text.get());
        while (matcher.find()) {
            add(Optional.of(withoutPunctuation(matcher.group())));
        }
        return this;
    }

    /** All links, in the order in which they were added, each once. */
    public List<Link> list() {
        List<Link> links = new ArrayList<>(urls.size());
        urls.forEach(url -> links.add(new Link(url, domain(url))));
        return links;
    }

    /**
     * The referral tags of the first link that has some: {@code utm_source}, {@code utm_medium}, {@code utm_campaign},
     * {@code utm_content}, {@code utm_term}, and Matomo's {@code mtm_} and {@code pk_} of the same.
     */
    public Optional<Campaign> campaign() {
        return urls.stream().flatMap(url -> campaign(url).stream()).findFirst();
    }

    /** Host in lower case, without user, port and {@code www.}; empty where there is none. */
    public static Optional<String> domain(String url) {
        return authority(url).map(authority -> {
            String host = authority.substring(authority.lastIndexOf('@') + 1);
            int port = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
            String bare = port > 0 ? host.substring(0, port) : host;
            return bare.startsWith("www.") ? bare.substring(4) : bare;
        });
    }

    /** Host and port in lower case, as written; empty where there is none. */
    public static Optional<String> authority(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return Optional.empty();
        }
        int end = start + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start + 3, end).toLowerCase(Locale.ROOT);
        return authority.isBlank() ? Optional.empty() : Optional.of(authority);
    }

    /** The referral tags of one URL. */
    public static Optional<Campaign> campaign(String url) {
        int query = url.indexOf('?');
        if (query < 0 || !(url.contains("utm_") || url.contains("mtm_") || url.contains("pk_"))) {
            return Optional.empty();
        }
        int fragment = url.indexOf('#', query);
        String[] parameters =
                url.substring(query + 1, fragment < 0 ? url.length() : fragment).split("[&;]", -1);
        Campaign campaign = CampaignBuilder.builder()
                .source(tag(parameters, "source"))
                .medium(tag(parameters, "medium"))
                .name(tag(parameters, "campaign"))
                .content(tag(parameters, "content"))
                .term(tag(parameters, "term"))
                .build();
        return campaign.equals(CampaignBuilder.builder().build()) ? Optional.empty() : Optional.of(campaign);
    }

    private static Optional<String> tag(String[] parameters, String name) {
        for (String parameter : parameters) {
            String tag = parameter.startsWith("amp") && parameter.length() > 4 ? parameter.substring(4) : parameter;
            int equals = tag.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = tag.substring(0, equals).toLowerCase(Locale.ROOT);
            if (key.equals("utm_" + name) || key.equals("mtm_" + name) || key.equals("pk_" + name)) {
                return Optional.of(decoded(tag.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            return value;
        }
    }

    private static boolean isWeb(String url) {
        return url.length() <= LONGEST
                && (url.regionMatches(true, 0, "https://", 0, 8) || url.regionMatches(true, 0, "http://", 0, 7))
                && authority(url).isPresent();
    }

    private static String withoutPunctuation(String url) {
        int end = url.length();
        while (end > 0) {
            char last = url.charAt(end - 1);
            boolean unopened = (last == ')' && url.lastIndexOf('(', end - 1) < 0)
                    || (last == ']' && url.lastIndexOf('[', end - 1) < 0);
            if (TRAILING.indexOf(last) < 0 && !unopened) {
                break;
            }
            end--;
        }
        return url.substring(0, end);
    }
}
