package io.nificrm.source.reddit;

import io.nificrm.format.Fields;
import io.nificrm.format.Links;
import io.nificrm.html.HtmlText;
import io.nificrm.touchpoint.Link;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody wrote on Reddit. The API gives it as Markdown and as HTML that Reddit made of it, both with {@code <},
 * {@code >} and {@code &} escaped once more unless {@code raw_json=1} was asked for.
 *
 * @param text plain text, absent where there is none or where it is a tombstone
 * @param links targets of its links
 * @param users the users it names as {@code u/name}, lower case
 * @param tombstone deleted or removed, where that is all that is left
 */
record RedditText(Optional<String> text, List<String> links, List<String> users, Optional<String> tombstone) {
    private static final Pattern USER = Pattern.compile("(?<![\\w/])/?u/([\\w-]{3,20})\\b");

    static RedditText of(Fields thing, String markdownField, String htmlField) {
        String markdown = thing.text(markdownField).orElse("");
        Optional<String> tombstone = tombstone(markdown);
        if (tombstone.isPresent() || (markdown.isEmpty() && !thing.has(htmlField))) {
            return new RedditText(Optional.empty(), List.of(), List.of(), tombstone);
        }
        Optional<String> html =
                thing.text(htmlField).map(written -> written.startsWith("<") ? written : decoded(written));
        String text;
        Links links = new Links();
        if (html.isPresent()) {
            HtmlText rendered = HtmlText.of(html.get());
            text = rendered.text();
            rendered.links().forEach(link -> links.add(Optional.of(link.href())));
        } else {
            text = decoded(markdown);
            links.addFromText(Optional.of(text));
        }
        List<String> users = text.contains("u/")
                ? USER.matcher(text)
                        .results()
                        .map(user -> user.group(1).toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList()
                : List.of();
        return new RedditText(
                text.isBlank() ? Optional.empty() : Optional.of(text),
                links.list().stream().map(Link::url).toList(),
                users,
                Optional.empty());
    }

    static String decoded(String escaped) {
        return HtmlText.unescaped(escaped);
    }

    private static Optional<String> tombstone(String markdown) {
        if (markdown.equals("[deleted]")) {
            return Optional.of("deleted");
        }
        return markdown.startsWith("[removed]") || markdown.startsWith("[ Removed by ")
                ? Optional.of("removed")
                : Optional.empty();
    }
}
