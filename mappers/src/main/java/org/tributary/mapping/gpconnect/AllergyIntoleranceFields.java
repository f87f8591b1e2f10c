package org.tributary.mapping.gpconnect;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/** What R4's AllergyIntolerance has an element for and STU3's only an extension. */
final class AllergyIntoleranceFields {

    private static final String ENCOUNTER = "http://hl7.org/fhir/StructureDefinition/encounter-associatedEncounter";

    private AllergyIntoleranceFields() {
    }

    static void complete(AllergyIntolerance allergy) {
        encounter(allergy);
    }

    private static void encounter(AllergyIntolerance allergy) {
        UkCore.takeByUrl(allergy, ENCOUNTER)
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .ifPresent(value -> allergy.setEncounter((Reference) value));
    }
}
