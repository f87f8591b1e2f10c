package org.tributary.hub.fhir;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.spells.ProviderSpell;
import org.tributary.hub.pathway.stays.ContinuousStay;
import tools.jackson.core.JsonGenerator;

/**
 * A continuous inpatient stay as an EpisodeOfCare that nobody published: tagged as derived, with the algorithm and its
 * version; the Encounters that it joins are extensions.
 */
final class DerivedStay {

    private static final String HUB = "https://tributary.example/fhir/";
    private static final String DERIVED = HUB + "CodeSystem/stay-algorithm";

    private DerivedStay() {
    }

    /** It is not kept, so it has no URL; asked again it has the same name. */
    static String fullUrl(ContinuousStay stay) {
        byte[] name = (stay.algorithm().code() + '/' + first(stay).source().reference())
                .getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
    }

    static byte[] write(ContinuousStay stay) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "EpisodeOfCare");
            json.writeObjectPropertyStart("meta");
            json.writeArrayPropertyStart("tag");
            json.writeStartObject();
            json.writeStringProperty("system", DERIVED);
            json.writeStringProperty("version", Integer.toString(stay.algorithm().version()));
            json.writeStringProperty("code", stay.algorithm().code());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            extensions(json, stay);
            json.writeStringProperty("status", stay.end().isPresent() ? "finished" : "active");
            json.writeArrayPropertyStart("type");
            CareEventKind kind = kind(stay);
            json.writeStartObject();
            json.writeArrayPropertyStart("coding");
            json.writeStartObject();
            json.writeStringProperty("system", CareEventKind.SYSTEM);
            json.writeStringProperty("code", kind.code());
            json.writeStringProperty("display", kind.display());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            reference(json, "patient", "Patient/" + first(stay).patient());
            json.writeObjectPropertyStart("period");
            json.writeStringProperty("start", stay.start().toFhir());
            stay.end().map(EventTime::toFhir).ifPresent(end -> json.writeStringProperty("end", end));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void extensions(JsonGenerator json, ContinuousStay stay) {
        json.writeArrayPropertyStart("extension");
        json.writeStartObject();
        json.writeStringProperty("url", HUB + "StructureDefinition/stay-days");
        json.writeNumberProperty("valueUnsignedInt", stay.days());
        json.writeEndObject();
        for (ContinuousStay.Member member : stay.members()) {
            json.writeStartObject();
            json.writeStringProperty("url", HUB + "StructureDefinition/stay-member");
            reference(json, "valueReference", member.spell().source().reference());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void reference(JsonGenerator json, String element, String reference) {
        json.writeObjectPropertyStart(element);
        json.writeStringProperty("reference", reference);
        json.writeEndObject();
    }

    private static CareEventKind kind(ContinuousStay stay) {
        return stay.kind() == ProviderSpell.Kind.BED ? CareEventKind.INPATIENT_STAY : CareEventKind.VIRTUAL_WARD_STAY;
    }

    private static ProviderSpell first(ContinuousStay stay) {
        return stay.members().getFirst().spell();
    }
}
