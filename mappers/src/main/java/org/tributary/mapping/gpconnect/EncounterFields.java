package org.tributary.mapping.gpconnect;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;

/** What R4's Encounter requires and GP Connect's does not have. */
final class EncounterFields {

    private EncounterFields() {
    }

    static void complete(Encounter encounter) {
        encounterClass(encounter);
    }

    /**
     * GP Connect gives a consultation no class, and its free-text type ("Surgery Consultation", "Telephone") is no
     * ground to invent one; R4 requires the element, so it says that the class is unknown.
     */
    private static void encounterClass(Encounter encounter) {
        if (!encounter.hasClass_()) {
            Coding unknown = new Coding();
            unknown.addExtension(R4Completion.DATA_ABSENT, new CodeType("unknown"));
            encounter.setClass_(unknown);
        }
    }
}
