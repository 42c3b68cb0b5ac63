package io.nificrm.triage.desk;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Touchpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a playbook's reply: {@code {{author.name}}}, {@code {{author.handle}}}, {@code {{platform}}}, {@code {{brand}}}.
 * What is not known leaves nothing behind; a placeholder that does not exist stays, so that its author sees it.
 */
final class ReplyText {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-z_.]+)\\s*}}");

    private ReplyText() {}

    static String fill(String reply, Touchpoint touchpoint) {
        return PLACEHOLDER
                .matcher(reply)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(), touchpoint)));
    }

    private static String value(String name, String asWritten, Touchpoint touchpoint) {
        return switch (name) {
            case "author.name" ->
                touchpoint
                        .author()
                        .flatMap(author -> author.name().or(author::handle))
                        .orElse("");
            case "author.handle" ->
                touchpoint
                        .author()
                        .flatMap(Author::handle)
                        .map(handle -> "@" + handle)
                        .orElse("");
            case "platform" -> touchpoint.platform();
            case "brand" -> touchpoint.brands().stream().findFirst().orElse("");
            default -> asWritten;
        };
    }
}
