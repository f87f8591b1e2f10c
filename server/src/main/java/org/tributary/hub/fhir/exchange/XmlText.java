package org.tributary.hub.fhir.exchange;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.mapping.support.JsonGuard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Between a resource's JSON, HAPI's model of it and its XML. */
public final class XmlText {

    private static final FhirContext R4 = FhirContext.forR4Cached();

    private XmlText() {
    }

    /** HAPI's model of stored JSON. */
    public static IBaseResource model(byte[] json) {
        // What is stored has passed the structural check; the handler would log what it finds unusual, values included.
        IParser parser = exact(R4.newJsonParser()).setParserErrorHandler(new LenientErrorHandler(false));
        return parser.parseResource(withPlaces(new String(json, StandardCharsets.UTF_8)));
    }

    /**
     * Gives an array of primitives that has only extensions ({@code _given} without {@code given}) the values that it
     * does not have, since HAPI passes over it otherwise.
     */
    private static String withPlaces(String json) {
        if (!json.contains("\"_")) {
            return json;
        }
        JsonNode tree = JsonText.EXACT.readTree(json);
        return addPlaces(tree) ? tree.toString() : json;
    }

    private static boolean addPlaces(JsonNode node) {
        boolean added = false;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                String name = member.getKey();
                if (name.startsWith("_") && member.getValue().isArray() && !object.has(name.substring(1))) {
                    ArrayNode places = object.putArray(name.substring(1));
                    member.getValue().forEach(extended -> places.addNull());
                    added = true;
                }
            }
        }
        for (JsonNode child : node) {
            added |= addPlaces(child);
        }
        return added;
    }

    /** The other way: HAPI writes the values that are not there, too. */
    private static String withoutPlaces(String json) {
        if (!json.contains("[null")) {
            return json;
        }
        JsonNode tree = JsonText.EXACT.readTree(json);
        dropPlaces(tree);
        return tree.toString();
    }

    private static void dropPlaces(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyNames()
                    .stream()
                    .filter(name -> object.has('_' + name) && object.path(name).isArray()
                            && object.path(name).valueStream().allMatch(JsonNode::isNull))
                    .toList());
        }
        node.forEach(XmlText::dropPlaces);
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
        HiddenMarks marks = HiddenMarks.of(new String(xml, StandardCharsets.UTF_8));
        try {
            IBaseResource resource = exact(R4.newXmlParser()).setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(marks.hidden());
            R4.newTerser().getAllPopulatedChildElementsOfType(resource, DecimalType.class).forEach(XmlText::guard);
            return withoutPlaces(marks.shown(exact(R4.newJsonParser()).encodeResourceToString(resource)))
                    .getBytes(StandardCharsets.UTF_8);
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
