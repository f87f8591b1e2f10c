package org.tributary.mapping.hl7v2;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom and which visit the clinical content of a message is about. Content of a visit is kept with the visit, so that
 * the lists of two visits do not replace each other; without a visit number it is the patient's.
 *
 * @param system
 *            with the value, what the lists of this content are kept by
 * @param visit
 *            to the Encounter
 */
record ClinicalContext(Subject subject, String system, String value, Optional<ObjectNode> visit) {

    static ClinicalContext of(Reading reading, Subject subject) {
        if (reading.event().family() == TriggerEvent.Family.PERSON) {
            return new ClinicalContext(subject, subject.system(), subject.value(), Optional.empty());
        }
        String number = Pv1.of(reading.message()).visitNumber().text();
        return EncounterMapping.reference(reading)
                .map(visit -> new ClinicalContext(subject, reading.localSystem("visit"), number, Optional.of(visit)))
                .orElseGet(() -> new ClinicalContext(subject, subject.system(), subject.value(), Optional.empty()));
    }

    /** Puts the patient and the visit into a resource. */
    void putInto(ObjectNode resource) {
        resource.set("subject", subject.reference());
        visit.ifPresent(encounter -> resource.set("encounter", encounter));
    }

    void putInto(Slots slots) {
        slots.set("subject", subject.reference());
        visit.ifPresent(encounter -> slots.set("encounter", encounter));
    }
}
