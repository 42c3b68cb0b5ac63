package io.nificrm.source.feed;

import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
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
        String body = DECLARATION
                .matcher(XmlText.withoutForbiddenCharacters(document))
                .replaceFirst("");
        return knownEntities(outsideCdata(withoutDocumentType(body)));
    }

    private static String withoutDocumentType(String text) throws UnreadableFeedException {
        Optional<XmlText.DocumentType> type = XmlText.DocumentType.in(text);
        if (type.isEmpty()) {
            return text;
        }
        if (type.get().hasSubset() || !type.get().complete()) {
            throw new UnreadableFeedException(
                    "its document type declares entities of its own, which is refused because such a document can be"
                            + " made to grow without end",
                    "ask who runs the feed to leave the document type out");
        }
        return type.get().cutFrom(text);
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
