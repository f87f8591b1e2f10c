package org.tributary.mapping.gpconnect;

import org.hl7.fhir.dstu3.model.MedicationStatement.MedicationStatementTaken;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;

/** What R4 says in MedicationStatement.status and STU3 said in {@code taken}. */
final class MedicationStatementFields {

    private MedicationStatementFields() {
    }

    static void complete(MedicationStatement statement, org.hl7.fhir.dstu3.model.MedicationStatement source) {
        status(statement, source);
    }

    /**
     * R4 made {@code taken = n} a status; nobody must read it as a medication that is taken. Any other answer leaves
     * the status what it was: the converter would make "unknown" of a stopped medication that nobody asked the patient
     * about.
     */
    private static void status(MedicationStatement statement, org.hl7.fhir.dstu3.model.MedicationStatement source) {
        if (source.getTaken() == MedicationStatementTaken.N) {
            statement.setStatus(MedicationStatementStatus.NOTTAKEN);
            if (source.hasStatus()) {
                statement.addExtension(Stu3Remainder.url("MedicationStatement.status"),
                        new CodeType(source.getStatus().toCode()));
            }
        } else if (source.hasStatus()) {
            UkCore.takeByUrl(statement, Stu3Remainder.url("MedicationStatement.status"));
            statement.setStatus(MedicationStatementStatus.fromCode(source.getStatus().toCode()));
        }
    }
}
