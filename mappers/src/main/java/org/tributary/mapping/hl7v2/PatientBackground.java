package org.tributary.mapping.hl7v2;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a message says of a patient beside who they are: faith, citizenship, consents, and whether they still count. */
final class PatientBackground {

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String CONSENT = "https://tributary.example/fhir/StructureDefinition/patient-consent";
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private final Reading reading;
    private final Codes codes;

    PatientBackground(Reading reading) {
        this.reading = reading;
        this.codes = new Codes(reading);
    }

    void map(Slots slots, Pid pid) {
        religion(slots, pid.religion());
        country(slots, CORE + "patient-citizenship", pid.citizenship());
        country(slots, CORE + "patient-nationality", pid.nationality());
        consents(slots, Zu8.of(reading.message()));
        protection(slots, Pd1.of(reading.message()).protection());
        active(slots);
    }

    private void religion(Slots slots, Field field) {
        String url = CORE + "patient-religion";
        codes.verbatim(field)
                .ifPresent(religion -> slots.set("extension:" + url,
                        Json.extension(url, "valueCodeableConcept", religion)));
        slots.clearIf(field, "extension:" + url);
    }

    private void country(Slots slots, String url, Field field) {
        ArrayNode all = Json.array();
        field.repetitions().forEach(country -> codes.verbatim(country).ifPresent(code -> {
            ObjectNode extension = Json.object().put("url", url);
            extension.set("extension", Json.arrayOf(Json.extension("code", "valueCodeableConcept", code)));
            all.add(extension);
        }));
        slots.set("extension:" + url, all);
        slots.clearIf(field, "extension:" + url);
    }

    /** The codes are the sender's, so that each says which field it stood in. */
    private void consents(Slots slots, Zu8 zu8) {
        for (Field field : List.of(zu8.firstConsent(), zu8.secondConsent())) {
            String slot = "extension:" + CONSENT + ' ' + field.location();
            if (!field.text().isEmpty()) {
                ObjectNode consent = Json.object().put("text", field.location() + ": " + field.text());
                slots.set(slot, Json.extension(CONSENT, "valueCodeableConcept", consent));
            }
            slots.clearIf(field, slot);
        }
    }

    private void protection(Slots slots, Field field) {
        if (field.text().equals("Y")) {
            slots.set("meta.security", Json.arrayOf(Json.coding(CONFIDENTIALITY, "R", "restricted")));
        } else if (field.text().equals("N") || field.deletes()) {
            slots.clear("meta.security");
        } else if (!field.text().isEmpty()) {
            codes.unknown(field);
        }
    }

    /** A29 takes a person off the sender's index, A28 puts one (back) on it. */
    private void active(Slots slots) {
        if (reading.event() == TriggerEvent.A29) {
            slots.set("active", Json.flag(false));
        } else if (reading.event() == TriggerEvent.A28) {
            slots.clear("active");
        }
    }
}
