package org.tributary.mapping.gpextract;

import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.tributary.mapping.support.CodeMap;

/** A condition, with what its Problem row says of it. */
final class ConditionMapper {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String SIGNIFICANCE = "https://fhir.hl7.org.uk/StructureDefinition/"
            + "Extension-UKCore-ProblemSignificance";
    private static final CodeMap SIGNIFICANCES = CodeMap.load("gp-extract-significance");

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
        row.find("EnteredDate")
                .ifPresent(day -> condition
                        .setRecordedDateElement(new DateTimeType(day)));
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(condition::setRecorder);
        row.find("AssociatedText").ifPresent(text -> condition.addNote().setText(text));
        problem.ifPresentOrElse(stated -> addProblem(condition, stated),
                () -> condition.addCategory(new CodeableConcept(
                        new Coding(CATEGORY, "encounter-diagnosis", "Encounter Diagnosis"))));
        return condition;
    }

    private static void addProblem(Condition condition, Row problem) {
        condition.addCategory(
                new CodeableConcept(new Coding(CATEGORY, "problem-list-item", "Problem List Item")));
        boolean ended = problem.find("EndDate").isPresent()
                || problem.find("ProblemStatusDescription").filter("Past Problem"::equalsIgnoreCase).isPresent();
        condition.setClinicalStatus(new CodeableConcept(ended
                ? new Coding(CLINICAL, "inactive", "Inactive")
                : new Coding(CLINICAL, "active", "Active")));
        problem.date("EndDate").ifPresent(condition::setAbatement);
        problem.find("Comment").ifPresent(text -> condition.addNote().setText(text));
        problem.find("SignificanceDescription")
                .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip())
                .flatMap(SIGNIFICANCES::translate)
                .ifPresent(significance -> condition.addExtension(SIGNIFICANCE, new CodeType(significance.code())));
    }
}
