package org.tributary.mapping.gpextract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UnsignedIntType;

/**
 * A medication and each of its issues, as GP Connect has them: a DrugRecord is a plan and the statement that the
 * patient takes what is planned; an IssueRecord is an order on the plan.
 */
final class MedicationMapper {

    private static final String REPEATS = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-MedicationRepeatInformation";

    private final Row row;
    private final References references;

    MedicationMapper(Row row, References references) {
        this.row = row;
        this.references = references;
    }

    /** What a DrugRecord makes. */
    List<Resource> record() {
        String guid = row.key(Table.DRUG_RECORD);
        return List.of(statement(guid), plan(guid));
    }

    private MedicationStatement statement(String guid) {
        MedicationStatement statement = new MedicationStatement();
        references.entry(statement, row, guid);
        statement.addIdentifier(references.identifier(guid));
        statement.addBasedOn(new Reference("MedicationRequest/" + references.planId(guid)));
        statement.setStatus(
                isActive() ? MedicationStatementStatus.ACTIVE : MedicationStatementStatus.COMPLETED);
        row.find("PrescriptionType").ifPresent(type -> statement.setCategory(new CodeableConcept().setText(type)));
        statement.setMedication(Code.concept(row));
        statement.setSubject(references.patient(row));
        Period period = new Period();
        row.date("EffectiveDate").ifPresent(period::setStartElement);
        row.date("CancellationDate").ifPresent(period::setEndElement);
        statement.setEffective(period.isEmpty() ? Absent.unknown(period) : period);
        statement.setDateAssertedElement(references.enteredTime(row)
                .map(DateTimeType::new)
                .or(() -> row.date("EffectiveDate"))
                .orElseGet(() -> Absent.unknown(new DateTimeType())));
        clinician().ifPresent(statement::setInformationSource);
        problem().ifPresent(statement::addReasonReference);
        dosage().ifPresent(statement::addDosage);
        return statement;
    }

    private MedicationRequest plan(String guid) {
        MedicationRequest plan = request(guid, MedicationRequestIntent.PLAN);
        plan.setId(references.planId(guid));
        plan.setStatus(isActive() ? MedicationRequestStatus.ACTIVE : MedicationRequestStatus.COMPLETED);
        row.find("PrescriptionType")
                .ifPresent(type -> plan.setCourseOfTherapyType(new CodeableConcept().setText(type)));
        row.find("NumberOfIssuesAuthorised")
                .map(Integer::valueOf)
                .ifPresent(number -> plan.getDispenseRequest().setNumberOfRepeatsAllowed(number));
        row.find("NumberOfIssues").map(UnsignedIntType::new).ifPresent(number -> {
            Extension repeats = new Extension(REPEATS);
            repeats.addExtension("numberOfPrescriptionsIssued", number);
            plan.addExtension(repeats);
        });
        return plan;
    }

    /** What an IssueRecord makes; an issue of no plan is an order of its own. */
    List<Resource> issue() {
        Optional<String> plan = row.find("DrugRecordGuid");
        MedicationRequest order = request(row.key(Table.ISSUE_RECORD),
                plan.isPresent() ? MedicationRequestIntent.ORDER : MedicationRequestIntent.ORIGINALORDER);
        order.setStatus(MedicationRequestStatus.COMPLETED);
        plan.ifPresent(guid -> order.addBasedOn(new Reference("MedicationRequest/" + references.planId(guid))));
        row.find("CourseDurationInDays").ifPresent(days -> {
            Duration duration = new Duration();
            duration.setValue(new BigDecimal(days)).setUnit("day");
            duration.setSystem("http://unitsofmeasure.org").setCode("d");
            order.getDispenseRequest().setExpectedSupplyDuration(duration);
        });
        return List.of(order);
    }

    private MedicationRequest request(String guid, MedicationRequestIntent intent) {
        MedicationRequest request = new MedicationRequest();
        references.entry(request, row, guid);
        request.addIdentifier(references.identifier(guid));
        request.setIntent(intent);
        request.setMedication(Code.concept(row));
        request.setSubject(references.patient(row));
        row.date("EffectiveDate").ifPresent(request::setAuthoredOnElement);
        clinician().ifPresent(request::setRequester);
        problem().ifPresent(request::addReasonReference);
        dosage().ifPresent(request::addDosageInstruction);
        row.find("Quantity")
                .ifPresent(number -> request.getDispenseRequest()
                        .setQuantity(new Quantity().setValue(new BigDecimal(number))
                                .setUnit(row.find("QuantityUnit").orElse(null))));
        return request;
    }

    private boolean isActive() {
        return row.find("IsActive").map("true"::equals).orElseGet(() -> row.find("CancellationDate").isEmpty());
    }

    private Optional<Reference> clinician() {
        return references.find("PractitionerRole", row, "ClinicanUserInRoleGuid");
    }

    private Optional<Reference> problem() {
        return references.find("Condition", row, "ProblemObservationGuid");
    }

    private Optional<Dosage> dosage() {
        return row.find("Dosage").map(text -> new Dosage().setText(text));
    }
}
