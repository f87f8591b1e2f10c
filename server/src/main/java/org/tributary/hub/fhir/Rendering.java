package org.tributary.hub.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.SummaryEnum;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.XmlText;

/**
 * Between the JSON that the hub keeps and the other forms that FHIR has. XML and the short summary, and only these, go
 * through HAPI's model.
 */
@Component
final class Rendering {

    private final FhirContext r4 = FhirContext.forR4Cached();

    /** A resource as it was asked for. */
    byte[] render(byte[] json, Presentation presentation) {
        if (presentation.isPlain()) {
            return json;
        }
        boolean shortened = presentation.summary().filter(summary -> summary == SummaryEnum.TRUE).isPresent();
        byte[] selected = presentation.subset().map(subset -> subset.of(json)).orElse(json);
        if (presentation.format() == Presentation.Format.JSON && !shortened) {
            return presentation.pretty() ? JsonText.pretty(selected) : selected;
        }
        IParser encoder = presentation.format() == Presentation.Format.XML ? r4.newXmlParser() : r4.newJsonParser();
        XmlText.exact(encoder).setPrettyPrint(presentation.pretty()).setSummaryMode(shortened);
        return encoder.encodeResourceToString(XmlText.model(selected)).getBytes(StandardCharsets.UTF_8);
    }
}
