package org.tributary.mapping.gpextract;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.tributary.mapping.support.CodeMap.Target;

/** A condition, with what its Problem row says of it. */
final class ConditionMapper {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final Target ACTIVE = new Target(CLINICAL, "active", "Active");
    private static final Target INACTIVE = new Target(CLINICAL, "inactive", "Inactive");
    private static final String SIGNIFICANCE = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-ProblemSignificance";

    private final Row row;
    private final References references;

    ConditionMapper(Row row, References references) {
        this.row = row;
        this.references = references;
    }

    Condition map(Optional<Row> problem) {
        String guid = row.key(Table.OBSERVATION);
        Condition condition = new Condition();
        references.entry(condition, row, guid);
        condition.addIdentifier(references.identifier(guid));
        condition.setCode(Code.concept(row));
        condition.setSubject(references.patient(row));
        references.find("Encounter", row, "ConsultationGuid").ifPresent(condition::setEncounter);
        row.date("EffectiveDate").ifPresent(condition::setOnset);
        references.enteredTime(row).map(DateTimeType::new).ifPresent(condition::setRecordedDateElement);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(condition::setRecorder);
        row.find("AssociatedText").ifPresent(text -> condition.addNote().setText(text));
        problem.ifPresentOrElse(stated -> addProblem(condition, stated),
                () -> condition.addCategory(new CodeableConcept(
                        new Coding(CATEGORY, "encounter-diagnosis", "Encounter Diagnosis"))));
        return condition;
    }

    private void addProblem(Condition condition, Row problem) {
        condition.addCategory(
                new CodeableConcept(new Coding(CATEGORY, "problem-list-item", "Problem List Item")));
        condition.setClinicalStatus(status(problem));
        problem.date("EndDate").ifPresent(condition::setAbatement);
        problem.find("Comment").ifPresent(text -> condition.addNote().setText(text));
        problem.find("SignificanceDescription")
                .flatMap(references.words()::significance)
                .ifPresent(significance -> condition.addExtension(SIGNIFICANCE, new CodeType(significance.code())));
    }

    /** What has ended is inactive whatever else is said: R4's con-4. */
    private CodeableConcept status(Row problem) {
        return problem.find("EndDate")
                .map(ended -> INACTIVE)
                .or(() -> problem.find("ProblemStatusDescription").flatMap(references.words()::problemStatus))
                .orElse(ACTIVE)
                .toConcept();
    }
}
