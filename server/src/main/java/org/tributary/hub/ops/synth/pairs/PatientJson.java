package org.tributary.hub.ops.synth.pairs;

import java.time.LocalDate;
import java.util.Locale;
import org.tributary.hub.ops.synth.Draws;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what an organisation holds as a FHIR R4 Patient, with the writing habits of organisations. */
final class PatientJson {
    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String VERIFICATION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static final String VERIFICATION_CODES = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus";
    private static final String IDENTITY_UNKNOWN = "https://tributary.example/fhir/StructureDefinition/identity-unknown";

    private PatientJson() {
    }

    static String write(LabelledSource source, String id, String localNumber, Held held, Draws habits) {
        boolean capitals = source == LabelledSource.HOSPITAL && habits.percent(35);
        ObjectNode patient = JsonMapper.shared().createObjectNode().put("resourceType", "Patient").put("id", id);
        if (held.unknown()) {
            patient.putArray("extension").addObject().put("url", IDENTITY_UNKNOWN).put("valueBoolean", true);
        }
        identifiers(patient.putArray("identifier"), source, localNumber, held);
        ObjectNode name = patient.putArray("name")
                .addObject()
                .put("use", "official")
                .put("family",
                        capitals ? held.name().family().toUpperCase(Locale.ROOT) : held.name().family());
        ArrayNode given = name.putArray("given");
        held.name().given().forEach(word -> given.add(capitals ? word.toUpperCase(Locale.ROOT) : word));
        String phone = held.phone();
        if (phone != null) {
            patient.putArray("telecom")
                    .addObject()
                    .put("system", "phone")
                    .put("value", habits.percent(20) ? "+44" + phone.substring(1).replace(" ", "") : phone)
                    .put("use", "home");
        }
        Boolean female = held.female();
        if (female != null) {
            patient.put("gender", female ? "female" : "male");
        }
        LocalDate birth = held.birthDate();
        if (birth != null) {
            patient.put("birthDate", birth.toString());
        }
        address(patient, held, capitals, habits);
        if (held.knownTwin()) {
            patient.put("multipleBirthBoolean", true);
        }
        return JsonMapper.shared().writeValueAsString(patient);
    }

    private static void identifiers(ArrayNode identifiers, LabelledSource source, String localNumber, Held held) {
        Held.Number number = held.number();
        if (number != null) {
            ObjectNode identifier = identifiers.addObject();
            if (number.status() != null) {
                identifier.putArray("extension")
                        .addObject()
                        .put("url", VERIFICATION)
                        .putObject("valueCodeableConcept")
                        .putArray("coding")
                        .addObject()
                        .put("system", VERIFICATION_CODES)
                        .put("code", number.status());
            }
            identifier.put("system", NHS_NUMBER).put("value", number.value());
        }
        identifiers.addObject()
                .put("system", "https://tributary.example/Id/" + source.organisation() + "/patient")
                .put("value", localNumber);
    }

    private static void address(ObjectNode patient, Held held, boolean capitals, Draws habits) {
        Place place = held.place();
        if (place == null) {
            return;
        }
        Place written = capitals ? place.inCapitals() : habits.percent(30) ? place.abbreviated() : place;
        ObjectNode address = patient.putArray("address").addObject().put("use", "home");
        address.putArray("line").add(written.line());
        if (!written.town().isEmpty()) {
            address.put("city", written.town());
        }
        address.put("postalCode", habits.percent(8) ? written.postcode().replace(" ", "") : written.postcode());
    }
}
