package io.nificrm.source.feed;

import io.nificrm.format.UnreadableItemException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an XML feed, made safe for a parser that builds a tree: without document type, without characters that no
 * XML may have, and not deeper than a limit.
 *
 * @param lost the text after the last complete entry, where that was cut off
 */
record FeedXml(String text, String lost) {
    private static final Pattern ENTRY_START = Pattern.compile("<((?:\\w+:)?(?:item|entry))(?=[\\s>])");
    private static final Pattern ENTRY_END = Pattern.compile("</(?:\\w+:)?(?:item|entry)\\s*>");
    private static final Pattern ROOT =
            Pattern.compile("<((?:\\w+:)?(?:rss|feed|rdf))(?=[\\s>])", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANNEL_END = Pattern.compile("</(?:\\w+:)?channel\\s*>");

    /** @throws UnreadableItemException when it is no XML or nested too deeply */
    static FeedXml of(String source, int nesting) throws UnreadableItemException {
        String stripped = source.strip();
        String text = XmlText.withoutForbiddenCharacters(XmlText.DocumentType.in(stripped)
                .map(type -> type.cutFrom(stripped))
                .orElse(stripped));
        if (!text.startsWith("<")) {
            throw new UnreadableItemException("not a feed: it is neither XML nor JSON");
        }
        int depth = depth(text, nesting);
        if (depth > nesting) {
            throw new UnreadableItemException("the feed is nested deeper than " + nesting + " elements");
        }
        return new FeedXml(text, "");
    }

    /** The same feed closed after its last complete entry. */
    Optional<FeedXml> upToLastEntry() {
        Matcher root = ROOT.matcher(text);
        if (!root.find()) {
            return Optional.empty();
        }
        int end = -1;
        for (Matcher entry = ENTRY_END.matcher(text); entry.find(); ) {
            end = entry.end();
        }
        if (end < 0) {
            return Optional.empty();
        }
        String complete = text.substring(0, end);
        boolean channelOpen = root.group(1).equalsIgnoreCase("rss")
                && !CHANNEL_END.matcher(complete).find();
        String closed = complete + (channelOpen ? "</channel>" : "") + "</" + root.group(1) + ">";
        return Optional.of(new FeedXml(closed, text.substring(end)));
    }

    /** The source of an entry, by its place; empty where it cannot be told. */
    String entry(int index) {
        Matcher start = ENTRY_START.matcher(text);
        for (int i = 0; i <= index; i++) {
            if (!start.find()) {
                return "";
            }
        }
        int end = text.indexOf("</" + start.group(1), start.end());
        return end < 0 ? text.substring(start.start()) : text.substring(start.start(), text.indexOf('>', end) + 1);
    }

    private static int depth(String text, int enough) {
        int depth = 0;
        int deepest = 0;
        int at = text.indexOf('<');
        while (at >= 0 && deepest <= enough) {
            int next = at + 1;
            if (text.startsWith("<![CDATA[", at)) {
                next = text.indexOf("]]>", at);
            } else if (text.startsWith("<!--", at)) {
                next = text.indexOf("-->", at);
            } else if (text.startsWith("</", at)) {
                depth--;
            } else if (next < text.length() && isNameStart(text.charAt(next))) {
                int end = text.indexOf('>', at);
                if (end < 0 || text.charAt(end - 1) != '/') {
                    deepest = Math.max(deepest, ++depth);
                }
            }
            at = next < 0 ? -1 : text.indexOf('<', next);
        }
        return deepest;
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == ':';
    }
}
