package org.tributary.hub.fhir.exchange;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.mapping.support.JsonGuard;

/**
 * Refuses XML that no parser behind it should see: what is not well-formed, not FHIR's, has a DTD, or is nested too
 * deep.
 */
public final class XmlGuard {

    static final String FHIR = "http://hl7.org/fhir";
    private static final XMLInputFactory FACTORY = factory();

    private XmlGuard() {
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Reads XML without following where it points. */
    static XMLStreamReader reader(InputStream xml) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(xml, "UTF-8");
    }

    /** Checks a resource. */
    public static void check(byte[] xml) {
        check(xml, true);
    }

    /** Checks XML that need not be FHIR's. */
    public static void checkShape(byte[] xml) {
        check(xml, false);
    }

    private static void check(byte[] xml, boolean fhir) {
        try {
            XMLStreamReader reader = reader(new ByteArrayInputStream(xml));
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (fhir && depth == 1 && !FHIR.equals(reader.getNamespaceURI())) {
                            throw refused("does not have the namespace " + FHIR);
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.DTD -> throw refused("has a document type declaration");
                    default -> {
                        // Text, comments and the like hold nothing that a parser dies of.
                    }
                }
                if (depth > JsonGuard.MAX_DEPTH) {
                    throw refused("is nested deeper than " + JsonGuard.MAX_DEPTH);
                }
            }
        } catch (XMLStreamException e) {
            throw refused("is not well-formed at line %d, column %d".formatted(e.getLocation().getLineNumber(),
                    e.getLocation().getColumnNumber()));
        }
    }

    private static FhirRefusal refused(String why) {
        return FhirRefusal.of(400, IssueType.STRUCTURE, "The XML " + why);
    }
}
