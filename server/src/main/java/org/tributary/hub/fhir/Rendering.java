package org.tributary.hub.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.SummaryEnum;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.XmlText;

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
        IBaseResource resource = XmlText.model(json);
        IParser encoder = presentation.format() == Presentation.Format.XML ? r4.newXmlParser() : r4.newJsonParser();
        XmlText.exact(encoder);
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
}
