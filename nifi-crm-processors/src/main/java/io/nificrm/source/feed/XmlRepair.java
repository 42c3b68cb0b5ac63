package io.nificrm.source.feed;

import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Mends what is commonly wrong with the XML of feeds: characters that XML does not allow, text before the first tag, bare
 * ampersands, entities of HTML (Rome's fixer knows them), a document type that names no entities of its own, as RSS 0.91
 * prescribes.
 */
final class XmlRepair {

    private static final Pattern BARE_AMPERSAND =
            Pattern.compile("&(?!#\\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)");
    private static final Pattern CDATA = Pattern.compile("<!\\[CDATA\\[.*?]]>", Pattern.DOTALL);
    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s[^>]*\\?>");

    private XmlRepair() {}

    /** Mends; refuses a document that declares entities, with which it could make itself huge. */
    static String mend(String text) throws UnreadableFeedException {
        int markup = text.indexOf('<');
        String document = markup < 0 ? text : text.substring(markup);
        String body = DECLARATION.matcher(withoutForbiddenCharacters(document)).replaceFirst("");
        return knownEntities(outsideCdata(withoutDocumentType(body)));
    }

    /** XML 1.0, production 2. */
    private static String withoutForbiddenCharacters(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static String withoutDocumentType(String text) throws UnreadableFeedException {
        int start = text.indexOf("<!DOCTYPE");
        int firstElement = firstElement(text);
        if (start < 0 || (firstElement >= 0 && firstElement < start)) {
            return text;
        }
        int end = text.indexOf('>', start);
        int subset = text.indexOf('[', start);
        if (end < 0 || (subset >= 0 && subset < end)) {
            throw new UnreadableFeedException(
                    "its document type declares entities of its own, which is refused because such a document can be made "
                            + "to grow without end",
                    "ask who runs the feed to leave the document type out");
        }
        return text.substring(0, start) + text.substring(end + 1);
    }

    private static int firstElement(String text) {
        int at = text.indexOf('<');
        while (at >= 0 && at + 1 < text.length()) {
            if (text.startsWith("<!--", at)) {
                int end = text.indexOf("-->", at);
                at = end < 0 ? -1 : text.indexOf('<', end);
            } else if (Character.isLetter(text.charAt(at + 1))) {
                return at;
            } else {
                at = text.indexOf('<', at + 1);
            }
        }
        return -1;
    }

    private static String outsideCdata(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        int[] done = {0};
        CDATA.matcher(text).results().forEach(section -> {
            mended.append(withoutBareAmpersands(text.substring(done[0], section.start())))
                    .append(section.group());
            done[0] = section.end();
        });
        return mended.append(withoutBareAmpersands(text.substring(done[0]))).toString();
    }

    private static String withoutBareAmpersands(String text) {
        return BARE_AMPERSAND.matcher(text).replaceAll("&amp;");
    }

    private static String knownEntities(String text) {
        StringWriter mended = new StringWriter(text.length());
        try (XmlFixerReader fixer = new XmlFixerReader(new StringReader(text))) {
            fixer.transferTo(mended);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a text in memory failed", e);
        }
        return mended.toString();
    }
}
