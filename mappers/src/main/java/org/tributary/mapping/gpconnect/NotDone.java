package org.tributary.mapping.gpconnect;

import org.hl7.fhir.convertors.factory.VersionConvertorFactory_30_40;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyHistoryStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;

/**
 * That something was not done: a flag of its own in STU3, a status in R4. Nobody must read it as done. What was entered
 * in error stays so; any other status that the source gave is kept beside.
 */
final class NotDone {

    private NotDone() {
    }

    static void complete(FamilyMemberHistory history, org.hl7.fhir.dstu3.model.FamilyMemberHistory source) {
        if (source.getNotDone() && history.getStatus() != FamilyHistoryStatus.ENTEREDINERROR) {
            keep(history, "FamilyMemberHistory.status", source.hasStatus() ? source.getStatus().toCode() : "");
            history.setStatus(FamilyHistoryStatus.HEALTHUNKNOWN);
        }
    }

    static void complete(MedicationAdministration given, org.hl7.fhir.dstu3.model.MedicationAdministration source) {
        if (source.getNotGiven() && given.getStatus() != MedicationAdministrationStatus.ENTEREDINERROR) {
            keep(given, "MedicationAdministration.status", source.hasStatus() ? source.getStatus().toCode() : "");
            given.setStatus(MedicationAdministrationStatus.NOTDONE);
        }
    }

    static void complete(MedicationDispense dispense, org.hl7.fhir.dstu3.model.MedicationDispense source) {
        if (source.getNotDone() && dispense.getStatus() != MedicationDispenseStatus.ENTEREDINERROR) {
            keep(dispense, "MedicationDispense.status", source.hasStatus() ? source.getStatus().toCode() : "");
            dispense.setStatus(MedicationDispenseStatus.CANCELLED);
            if (source.hasNotDoneReason() && !dispense.hasStatusReason()) {
                dispense.setStatusReason(VersionConvertorFactory_30_40.convertType(source.getNotDoneReason()));
            }
        }
    }

    private static void keep(DomainResource resource, String element, String status) {
        if (!status.isEmpty()) {
            resource.addExtension(Stu3Remainder.url(element), new CodeType(status));
        }
    }
}
