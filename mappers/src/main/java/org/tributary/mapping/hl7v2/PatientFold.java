package org.tributary.mapping.hl7v2;

import java.util.List;
import org.tributary.mapping.IdentifierSystems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A patient's messages, replayed in event order. */
final class PatientFold {

    private static final String NHS_NUMBER = PatientMapping.IDENTIFIER_SLOT + IdentifierSystems.NHS_NUMBER;
    private static final String VERIFICATION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";

    /** In a contribution, what holds only where no message says anything: slots and their values. */
    static final String FILL = "fill";

    private final Slots slots = new Slots();

    static ObjectNode fold(String id, List<JsonNode> bodies) {
        PatientFold fold = new PatientFold();
        bodies.forEach(body -> fold.apply(Slots.readFrom(body)));
        bodies.forEach(body -> body.path(FILL).forEachEntry((slot, value) -> {
            if (!fold.slots.has(slot)) {
                fold.slots.set(slot, value);
            }
        }));
        return fold.resource(id);
    }

    private void apply(Slots message) {
        boolean sameNumber = !message.clears(NHS_NUMBER)
                && (!message.has(NHS_NUMBER) || message.find(NHS_NUMBER).equals(slots.find(NHS_NUMBER)));
        if (!sameNumber) {
            // What was verified was the old number.
            slots.clear(PatientMapping.NHS_NUMBER_STATUS);
        }
        slots.apply(message);
    }

    private ObjectNode resource(String id) {
        ObjectNode patient = slots.resource("Patient", id);
        JsonNode status = patient.remove(PatientMapping.NHS_NUMBER_STATUS);
        if (status != null) {
            verify(patient.path("identifier"), status);
        }
        if (patient.has("deceasedDateTime")) {
            patient.remove("deceasedBoolean");
        }
        return patient;
    }

    private static void verify(JsonNode identifiers, JsonNode status) {
        for (JsonNode identifier : identifiers) {
            if (identifier.path("system").asString("").equals(IdentifierSystems.NHS_NUMBER)) {
                ArrayNode extensions = ((ObjectNode) identifier).withArrayProperty("extension");
                extensions.add(Json.extension(VERIFICATION, "valueCodeableConcept", status));
            }
        }
    }
}
