package io.nificrm.local.community.mastodon;

import io.nificrm.local.community.story.Cast;
import io.nificrm.local.community.story.Person;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text as the HTML that Mastodon makes of it: paragraphs, mentions, hashtags, shortened links. */
final class StatusHtml {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<link>https?://\\S+)|(?<![\\w@/])@(?<handle>\\w+)|(?<![\\w&#/])#(?<tag>(?=\\w*\\p{L})\\w+)",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final int VISIBLE = 30;

    private final Map<String, Person> people = new TreeMap<>();

    StatusHtml(Cast cast) {
        cast.everybody().forEach(person -> people.put(person.handle().toLowerCase(Locale.ROOT), person));
    }

    /** People mentioned in a text, in order. */
    List<Person> mentions(String text) {
        Set<Person> mentioned = new LinkedHashSet<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            person(token.group("handle")).ifPresent(mentioned::add);
        }
        return List.copyOf(mentioned);
    }

    /** Hashtags of a text as written, without the mark, in order. */
    static List<String> hashtags(String text) {
        Set<String> tags = new LinkedHashSet<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group("tag") != null) {
                tags.add(token.group("tag"));
            }
        }
        return List.copyOf(tags);
    }

    String of(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.split("\\n{2,}", -1)) {
            html.append("<p>").append(inline(paragraph).replace("\n", "<br />")).append("</p>");
        }
        return html.toString();
    }

    private String inline(String text) {
        StringBuilder html = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            html.append(escape(text.substring(end, token.start()))).append(token(token));
            end = token.end();
        }
        return html.append(escape(text.substring(end))).toString();
    }

    private String token(Matcher token) {
        if (token.group("link") != null) {
            return link(token.group("link"));
        }
        if (token.group("tag") != null) {
            String tag = escape(token.group("tag"));
            return "<a href=\"https://" + Cast.HOME + "/tags/" + tag.toLowerCase(Locale.ROOT)
                    + "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + tag + "</span></a>";
        }
        return person(token.group("handle"))
                .map(person -> "<span class=\"h-card\" translate=\"no\"><a href=\"" + MastodonIds.profile(person)
                        + "\" class=\"u-url mention\">@<span>" + person.handle() + "</span></a></span>")
                .orElse(escape(token.group()));
    }

    private static String link(String url) {
        String bare = url.replaceFirst("^https?://(www\\.)?", "");
        String scheme = url.substring(0, url.length() - bare.length());
        String visible = bare.length() > VISIBLE ? bare.substring(0, VISIBLE) : bare;
        return "<a href=\"" + escape(url)
                + "\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\">"
                + "<span class=\"invisible\">" + scheme + "</span><span class=\""
                + (bare.length() > VISIBLE ? "ellipsis" : "") + "\">" + escape(visible)
                + "</span><span class=\"invisible\">" + escape(bare.substring(visible.length())) + "</span></a>";
    }

    private Optional<Person> person(String handle) {
        return handle == null ? Optional.empty() : Optional.ofNullable(people.get(handle.toLowerCase(Locale.ROOT)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
