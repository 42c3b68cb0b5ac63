package io.nificrm.source.feed;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jdom2.JDOMException;
import org.jdom2.input.sax.XMLReaderJDOMFactory;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * The JDK's parser, whatever other one a class path brings, for documents written by strangers: no document type, no
 * entities from elsewhere, elements nested no deeper than any feed is.
 */
final class BoundedXmlReader implements XMLReaderJDOMFactory {

    private static final String MAX_ELEMENT_DEPTH = "jdk.xml.maxElementDepth";
    private static final String DEEPEST = "200";

    @Override
    public XMLReader createXMLReader() throws JDOMException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty(MAX_ELEMENT_DEPTH, DEEPEST);
            return parser.getXMLReader();
        } catch (ParserConfigurationException | SAXException e) {
            throw new JDOMException("the JDK's XML parser can't be set up", e);
        }
    }

    @Override
    public boolean isValidating() {
        return false;
    }
}
