package org.tributary.hub.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.SummaryEnum;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.mapping.support.JsonGuard;

/**
 * Between the JSON that the hub keeps and the other forms that FHIR has: XML, summaries, selections of elements. These,
 * and only these, go through HAPI's model.
 */
@Component
final class Rendering {

    private final FhirContext r4 = FhirContext.forR4Cached();

    /** A resource as it was asked for. */
    byte[] render(byte[] json, Presentation presentation) {
        if (presentation.isPlain()) {
            return json;
        }
        boolean selects = presentation.summary().isPresent() || !presentation.elements().isEmpty();
        if (presentation.format() == Presentation.Format.JSON && !selects) {
            return JsonText.pretty(json);
        }
        // What is stored has passed the structural check; the handler would log what it finds unusual, values included.
        IBaseResource resource = r4.newJsonParser()
                .setParserErrorHandler(new LenientErrorHandler(false))
                .parseResource(new String(json, StandardCharsets.UTF_8));
        IParser encoder = presentation.format() == Presentation.Format.XML ? r4.newXmlParser() : r4.newJsonParser();
        encoder.setPrettyPrint(presentation.pretty());
        select(encoder, presentation, resource.fhirType().equals("Bundle"));
        return encoder.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    /** Leaves out what is not asked for; of a Bundle, from the resources in it. */
    private static void select(IParser encoder, Presentation presentation, boolean bundle) {
        Set<String> kept = new HashSet<>();
        presentation.elements().forEach(element -> kept.add("*." + element));
        switch (presentation.summary().orElse(SummaryEnum.FALSE)) {
            case TRUE -> encoder.setSummaryMode(true);
            case DATA -> encoder.setSuppressNarratives(true);
            case TEXT -> kept.add("*.text");
            case COUNT, FALSE -> {
                // Nothing is left out of a resource.
            }
        }
        if (!kept.isEmpty()) {
            // An outcome among a Bundle's entries tells of the Bundle: nothing of it may be left out.
            kept.addAll(Set.of("*.id", "*.meta", "*.(mandatory)", "OperationOutcome"));
            encoder.setEncodeElements(kept);
            encoder.setEncodeElementsAppliesToChildResourcesOnly(bundle);
        }
    }

    /** XML that was sent, as JSON. */
    byte[] fromXml(byte[] xml) {
        XmlGuard.check(xml);
        try {
            IBaseResource resource = r4.newXmlParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(new String(xml, StandardCharsets.UTF_8));
            r4.newTerser().getAllPopulatedChildElementsOfType(resource, DecimalType.class).forEach(Rendering::guard);
            return r4.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw FhirRefusal.of(400, IssueType.STRUCTURE, "The XML is not a resource of FHIR R4: " + e.getMessage());
        }
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
