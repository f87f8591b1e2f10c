package org.tributary.hub.ops.synth;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Patient of a practice's record. */
final class GpPatient {
    private static final String STATUS_SYSTEM = "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1";

    private GpPatient() {
    }

    static ObjectNode resource(SourceRecord record, String id, GpOrganisation practice) {
        Person person = record.person();
        ObjectNode patient = Stu3.resource("Patient", id, "Patient-1");
        identifiers(patient.putArray("identifier"), record);
        patient.put("active", record.leftOn() == null);
        ObjectNode name = patient.putArray("name").addObject().put("use", "official").put("family", record.family());
        name.putArray("given").add(record.given());
        name.putArray("prefix").add(person.title());
        patient.putArray("telecom")
                .addObject()
                .put("system", "phone")
                .put("value", person.phone())
                .put("use", person.phone().startsWith("07") ? "mobile" : "home");
        patient.put("gender", person.female() ? "female" : "male").put("birthDate", record.birthDate().toString());
        Address home = record.address();
        ObjectNode address = patient.putArray("address").addObject().put("use", "home").put("type", "physical");
        address.putArray("line").add(home.line()).add(home.locality());
        address.put("city", home.town()).put("postalCode", home.postcode());
        patient.putArray("generalPractitioner")
                .add(Stu3.reference(practice.practitioner(person.usualDoctor(record.feed()))));
        patient.set("managingOrganization", Stu3.reference(practice.organization()));
        return patient;
    }

    private static void identifiers(ArrayNode identifiers, SourceRecord record) {
        String number = record.nhsNumber();
        if (number != null) {
            ObjectNode nhs = identifiers.addObject();
            String status = record.numberStatus();
            if (status != null) {
                nhs.putArray("extension")
                        .add(Stu3
                                .extension(Stu3.NHS_PROFILE + "Extension-CareConnect-GPC-NHSNumberVerificationStatus-1")
                                .set("valueCodeableConcept", Stu3.concept(STATUS_SYSTEM, status, status.equals("01")
                                        ? "Number present and verified"
                                        : "Number present but not traced")));
            }
            nhs.put("system", "https://fhir.nhs.uk/Id/nhs-number").put("value", number);
        }
        identifiers.addObject().put("system", record.feed().patientSystem()).put("value", record.localNumber());
    }
}
