package org.tributary.hub.fhir.exchange;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.mapping.support.JsonGuard;

/** Between a resource's JSON, HAPI's model of it and its XML. */
public final class XmlText {

    private static final FhirContext R4 = FhirContext.forR4Cached();

    private XmlText() {
    }

    /** HAPI's model of stored JSON. */
    public static IBaseResource model(byte[] json) {
        // What is stored has passed the structural check; the handler would log what it finds unusual, values included.
        IParser parser = exact(R4.newJsonParser()).setParserErrorHandler(new LenientErrorHandler(false));
        return parser.parseResource(new String(json, StandardCharsets.UTF_8));
    }

    /** The JSON of a model. */
    public static byte[] json(IBaseResource resource) {
        return exact(R4.newJsonParser()).encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    /** The XML of stored JSON. */
    public static byte[] toXml(byte[] json) {
        return exact(R4.newXmlParser()).encodeResourceToString(model(json)).getBytes(StandardCharsets.UTF_8);
    }

    /** XML that was sent, as JSON. */
    public static byte[] fromXml(byte[] xml) {
        XmlGuard.check(xml);
        try {
            IBaseResource resource = exact(R4.newXmlParser()).setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(new String(xml, StandardCharsets.UTF_8));
            R4.newTerser().getAllPopulatedChildElementsOfType(resource, DecimalType.class).forEach(XmlText::guard);
            return json(resource);
        } catch (DataFormatException e) {
            throw FhirRefusal.of(400, IssueType.STRUCTURE, "The XML is not a resource of FHIR R4: " + e.getMessage());
        }
    }

    /** Leaves references and ids as they are, where HAPI would drop versions and take ids from fullUrls. */
    public static IParser exact(IParser parser) {
        return parser.setStripVersionsFromReferences(false).setOverrideResourceIdWithBundleEntryFullUrl(false);
    }

    /** The limits that {@link JsonGuard} sets to JSON's numbers, before HAPI writes the number out. */
    private static void guard(DecimalType decimal) {
        BigDecimal value = decimal.getValue();
        if (value != null && (Math.abs((long) value.scale()) > JsonGuard.MAX_EXPONENT
                || value.precision() > JsonGuard.MAX_DIGITS)) {
            throw FhirRefusal.of(400, IssueType.STRUCTURE,
                    "A decimal has an exponent beyond " + JsonGuard.MAX_EXPONENT + " or too many digits");
        }
    }
}
