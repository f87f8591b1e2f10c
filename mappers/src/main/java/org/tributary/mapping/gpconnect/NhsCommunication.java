package org.tributary.mapping.gpconnect;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;

/**
 * The NHSCommunication extension holds more than R4's {@code communication} can (interpreter, mode, proficiency), so it
 * stays; the language is also said where any FHIR reader looks for it.
 */
final class NhsCommunication {

    private static final String URL = UkCore.EXTENSION + "NHSCommunication";

    private NhsCommunication() {
    }

    static void complete(Patient patient) {
        for (Extension extension : patient.getExtensionsByUrl(URL)) {
            if (language(extension) instanceof CodeableConcept language) {
                Patient.PatientCommunicationComponent communication = patient.addCommunication().setLanguage(language);
                Extension preferred = extension.getExtensionByUrl("preferred");
                if (preferred != null && preferred.getValue() instanceof BooleanType is) {
                    communication.setPreferred(is.booleanValue());
                }
            }
        }
    }

    static void complete(Practitioner practitioner) {
        for (Extension extension : practitioner.getExtensionsByUrl(URL)) {
            if (language(extension) instanceof CodeableConcept language) {
                practitioner.addCommunication(language);
            }
        }
    }

    private static org.hl7.fhir.r4.model.@org.jspecify.annotations.Nullable Type language(Extension communication) {
        Extension language = communication.getExtensionByUrl("language");
        return language == null ? null : language.getValue();
    }
}
