package org.tributary.mapping.gpconnect;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.tributary.mapping.support.CodeMap;

/** What R4's MedicationRequest has an element for and STU3's only a CareConnect extension. */
final class MedicationRequestFields {

    private static final String GP_CONNECT = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-";
    private static final String STATUS_CHANGED = "http://hl7.org/fhir/5.0/StructureDefinition/"
            + "extension-MedicationRequest.statusChanged";
    private static final CodeMap COURSES = CodeMap.load("gpconnect-prescription-type");

    private MedicationRequestFields() {
    }

    static void complete(MedicationRequest request) {
        courseOfTherapyType(request);
        numberOfRepeatsAllowed(request);
        statusReason(request);
    }

    /** The source's own coding first, then the standard one where there is one. */
    private static void courseOfTherapyType(MedicationRequest request) {
        Extension type = UkCore.takeByUrl(request, GP_CONNECT + "PrescriptionType-1").orElse(null);
        if (type == null || !(type.getValue() instanceof CodeableConcept concept)) {
            return;
        }
        for (Coding coding : concept.getCoding().toArray(Coding[]::new)) {
            COURSES.translate(coding.getCode() == null ? "" : coding.getCode())
                    .ifPresent(target -> concept.addCoding(target.toCoding()));
        }
        request.setCourseOfTherapyType(concept);
    }

    private static void numberOfRepeatsAllowed(MedicationRequest request) {
        Extension repeats = request.getExtensionByUrl(UkCore.EXTENSION + "MedicationRepeatInformation");
        if (repeats == null || request.getDispenseRequest().hasNumberOfRepeatsAllowed()) {
            return;
        }
        Extension allowed = repeats.getExtensionByUrl("numberOfRepeatPrescriptionsAllowed");
        if (allowed != null && allowed.getValue() instanceof IntegerType number) {
            request.getDispenseRequest().setNumberOfRepeatsAllowed(number.getValue());
            repeats.getExtension().remove(allowed);
        }
        if (!repeats.hasExtension()) {
            request.getExtension().remove(repeats);
        }
    }

    private static void statusReason(MedicationRequest request) {
        Extension reason = UkCore.takeByUrl(request, GP_CONNECT + "MedicationStatusReason-1").orElse(null);
        if (reason == null) {
            return;
        }
        for (Extension part : reason.getExtension()) {
            if (part.getValue() instanceof CodeableConcept concept) {
                request.setStatusReason(concept);
            } else if (part.getValue() instanceof DateTimeType changed) {
                request.addExtension(STATUS_CHANGED, changed);
            }
        }
    }
}
