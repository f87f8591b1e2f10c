package org.tributary.mapping.gpextract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;

/** A medication and each of its issues. */
final class MedicationMapper {

    private MedicationMapper() {
    }

    /** A DrugRecord: that the patient takes, or took, the medication. */
    static List<Resource> statement(Row row, References references) {
        String guid = row.key(Table.DRUG_RECORD);
        MedicationStatement statement = new MedicationStatement();
        references.entry(statement, row, guid);
        statement.addIdentifier(references.identifier(guid));
        boolean active = row.find("IsActive")
                .map("true"::equalsIgnoreCase)
                .orElse(row.find("CancellationDate").isEmpty());
        statement.setStatus(active ? MedicationStatementStatus.ACTIVE : MedicationStatementStatus.COMPLETED);
        row.find("PrescriptionType").ifPresent(type -> statement.setCategory(new CodeableConcept().setText(type)));
        statement.setMedication(Code.concept(row));
        statement.setSubject(references.patient(row));
        Period period = new Period();
        row.date("EffectiveDate").ifPresent(period::setStartElement);
        row.date("CancellationDate").ifPresent(period::setEndElement);
        if (!period.isEmpty()) {
            statement.setEffective(period);
        }
        references.find("PractitionerRole", row, "ClinicanUserInRoleGuid").ifPresent(statement::setInformationSource);
        references.find("Condition", row, "ProblemObservationGuid").ifPresent(statement::addReasonReference);
        dosage(row).ifPresent(statement::addDosage);
        quantity(row).ifPresent(quantity -> statement.addNote()
                .setText("Quantity: " + quantity.getValue().toPlainString()
                        + row.find("QuantityUnit").map(" "::concat).orElse("")));
        row.find("NumberOfIssuesAuthorised")
                .ifPresent(number -> statement.addNote().setText("Issues authorised: " + number));
        row.find("NumberOfIssues").ifPresent(number -> statement.addNote().setText("Issues: " + number));
        return List.of(statement);
    }

    /** An IssueRecord: one prescription. */
    static List<Resource> request(Row row, References references) {
        String guid = row.key(Table.ISSUE_RECORD);
        MedicationRequest request = new MedicationRequest();
        references.entry(request, row, guid);
        request.addIdentifier(references.identifier(guid));
        request.setStatus(MedicationRequestStatus.COMPLETED);
        request.setIntent(MedicationRequestIntent.ORDER);
        request.setMedication(Code.concept(row));
        request.setSubject(references.patient(row));
        row.date("EffectiveDate").ifPresent(request::setAuthoredOnElement);
        references.find("PractitionerRole", row, "ClinicanUserInRoleGuid").ifPresent(request::setRequester);
        references.find("Condition", row, "ProblemObservationGuid").ifPresent(request::addReasonReference);
        references.find("MedicationStatement", row, "DrugRecordGuid").ifPresent(request::addSupportingInformation);
        dosage(row).ifPresent(request::addDosageInstruction);
        quantity(row).ifPresent(quantity -> request.getDispenseRequest().setQuantity(quantity));
        row.find("CourseDurationInDays")
                .filter(days -> days.matches("\\d{1,5}"))
                .ifPresent(days -> {
                    Duration duration = new Duration();
                    duration.setValue(new BigDecimal(days)).setUnit("day");
                    duration.setSystem("http://unitsofmeasure.org").setCode("d");
                    request.getDispenseRequest().setExpectedSupplyDuration(duration);
                });
        return List.of(request);
    }

    private static Optional<Dosage> dosage(Row row) {
        return row.find("Dosage").map(text -> new Dosage().setText(text));
    }

    private static Optional<Quantity> quantity(Row row) {
        return row.find("Quantity")
                .filter(number -> number.matches("\\d{1,9}(\\.\\d{1,6})?"))
                .map(number -> new Quantity().setValue(new BigDecimal(number))
                        .setUnit(row.find("QuantityUnit").orElse(null)));
    }
}
