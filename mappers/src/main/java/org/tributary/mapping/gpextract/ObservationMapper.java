package org.tributary.mapping.gpextract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyHistoryStatus;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StringType;

/**
 * An entry of the record. Its code's category says what it is; where it is a condition or a procedure, Read's chapter
 * says which. An entry with a Problem row is a Condition of the problem list, too.
 */
final class ObservationMapper {

    static final String NUMBER = "-?\\d{1,12}(\\.\\d{1,6})?";

    private final Rows rows;
    private final References references;

    ObservationMapper(Rows rows, References references) {
        this.rows = rows;
        this.references = references;
    }

    List<Resource> map() {
        List<Resource> resources = new ArrayList<>();
        rows.find(Table.OBSERVATION).ifPresent(row -> {
            Optional<Row> problem = rows.find(Table.PROBLEM);
            boolean condition = isCondition(row);
            if (problem.isPresent() || condition) {
                resources.add(new ConditionMapper(row, references).map(problem));
            }
            if (!condition) {
                resources.add(entry(row));
            }
        });
        return resources;
    }

    private static boolean isCondition(Row row) {
        return Code.kind(row).equals("condition-or-procedure") && row.find("Value").isEmpty() && Code.isCondition(row);
    }

    private Resource entry(Row row) {
        String kind = row.find("Value").isPresent() ? "other" : Code.kind(row);
        return switch (kind) {
            case "laboratory" -> report(row);
            case "condition-or-procedure" -> Code.isProcedure(row) ? procedure(row) : observation(row);
            case "procedure" -> procedure(row);
            case "allergy" -> allergy(row);
            case "family-history" -> familyHistory(row);
            case "immunisation" -> immunization(row);
            case "referral" -> referral(row);
            case "specimen" -> specimen(row);
            default -> observation(row);
        };
    }

    private Observation observation(Row row) {
        Observation observation = named(new Observation(), row);
        observation.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(Code.concept(row));
        observation.setSubject(references.patient(row));
        encounter(row).ifPresent(observation::setEncounter);
        row.date("EffectiveDate").ifPresent(observation::setEffective);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(observation::addPerformer);
        row.find("Value").ifPresent(value -> {
            if (value.matches(NUMBER)) {
                observation.setValue(quantity(value, row));
            } else {
                observation.setValue(new StringType(value));
            }
        });
        Observation.ObservationReferenceRangeComponent range = new Observation.ObservationReferenceRangeComponent();
        row.find("NumericRangeLow")
                .filter(low -> low.matches(NUMBER))
                .ifPresent(low -> range.setLow(quantity(low, row)));
        row.find("NumericRangeHigh")
                .filter(high -> high.matches(NUMBER))
                .ifPresent(high -> range.setHigh(quantity(high, row)));
        if (!range.isEmpty()) {
            observation.addReferenceRange(range);
        }
        note(row).ifPresent(observation::addNote);
        return observation;
    }

    private DiagnosticReport report(Row row) {
        DiagnosticReport report = named(new DiagnosticReport(), row);
        report.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        report.setStatus(DiagnosticReportStatus.FINAL);
        report.setCode(Code.concept(row));
        report.setSubject(references.patient(row));
        encounter(row).ifPresent(report::setEncounter);
        row.date("EffectiveDate").ifPresent(report::setEffective);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(report::addPerformer);
        row.find("AssociatedText").ifPresent(report::setConclusion);
        return report;
    }

    private Procedure procedure(Row row) {
        Procedure procedure = named(new Procedure(), row);
        procedure.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        procedure.setStatus(ProcedureStatus.COMPLETED);
        procedure.setCode(Code.concept(row));
        procedure.setSubject(references.patient(row));
        encounter(row).ifPresent(procedure::setEncounter);
        row.date("EffectiveDate").ifPresent(procedure::setPerformed);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid")
                .ifPresent(clinician -> procedure.addPerformer().setActor(clinician));
        note(row).ifPresent(procedure::addNote);
        return procedure;
    }

    private AllergyIntolerance allergy(Row row) {
        AllergyIntolerance allergy = named(new AllergyIntolerance(), row);
        allergy.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        allergy.setClinicalStatus(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", "Active")));
        allergy.setCode(Code.concept(row));
        allergy.setPatient(references.patient(row));
        encounter(row).ifPresent(allergy::setEncounter);
        row.date("EffectiveDate").ifPresent(allergy::setRecordedDateElement);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(allergy::setRecorder);
        note(row).ifPresent(allergy::addNote);
        return allergy;
    }

    /** The code says the condition; of whom in the family, files do not say. */
    private FamilyMemberHistory familyHistory(Row row) {
        FamilyMemberHistory history = named(new FamilyMemberHistory(), row);
        history.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        history.setStatus(FamilyHistoryStatus.COMPLETED);
        history.setPatient(references.patient(row));
        row.date("EffectiveDate").ifPresent(history::setDateElement);
        history.setRelationship(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "FAMMEMB", "family member")));
        history.addCondition().setCode(Code.concept(row));
        note(row).ifPresent(history::addNote);
        return history;
    }

    private Immunization immunization(Row row) {
        Immunization immunization = named(new Immunization(), row);
        immunization.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        immunization.setStatus(ImmunizationStatus.COMPLETED);
        immunization.setVaccineCode(Code.concept(row));
        immunization.setPatient(references.patient(row));
        encounter(row).ifPresent(immunization::setEncounter);
        row.date("EffectiveDate")
                .ifPresentOrElse(immunization::setOccurrence,
                        () -> immunization.setOccurrence(new StringType("Unknown")));
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid")
                .ifPresent(clinician -> immunization.addPerformer().setActor(clinician));
        note(row).ifPresent(immunization::addNote);
        return immunization;
    }

    private ServiceRequest referral(Row row) {
        ServiceRequest request = named(new ServiceRequest(), row);
        request.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        request.setStatus(ServiceRequestStatus.UNKNOWN);
        request.setIntent(ServiceRequestIntent.ORDER);
        request.addCategory(new CodeableConcept(
                new Coding("http://snomed.info/sct", "3457005", "Patient referral")));
        request.setCode(Code.concept(row));
        request.setSubject(references.patient(row));
        encounter(row).ifPresent(request::setEncounter);
        row.date("EffectiveDate").ifPresent(request::setAuthoredOnElement);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(request::setRequester);
        rows.find(Table.REFERRAL).ifPresent(referral -> {
            referral.find("ReferralUBRN")
                    .ifPresent(number -> request.addIdentifier()
                            .setSystem("https://fhir.nhs.uk/Id/ubr-number")
                            .setValue(number));
            references.find("Organization", referral, "ReferralTargetOrganisationGuid")
                    .ifPresent(request::addPerformer);
            referral.find("ReferralServiceType")
                    .ifPresent(type -> request.addOrderDetail(new CodeableConcept().setText(type)));
            referral.find("ReferralUrgency")
                    .ifPresent(urgency -> request.addNote().setText("Urgency: " + urgency));
        });
        note(row).ifPresent(request::addNote);
        return request;
    }

    private Specimen specimen(Row row) {
        Specimen specimen = named(new Specimen(), row);
        specimen.addIdentifier(references.identifier(row.key(Table.OBSERVATION)));
        specimen.setType(Code.concept(row));
        specimen.setSubject(references.patient(row));
        row.date("EffectiveDate").ifPresent(date -> specimen.getCollection().setCollected(date));
        note(row).ifPresent(specimen::addNote);
        return specimen;
    }

    private <T extends DomainResource> T named(T resource, Row row) {
        references.entry(resource, row, row.key(Table.OBSERVATION));
        return resource;
    }

    private Optional<Reference> encounter(Row row) {
        return references.find("Encounter", row, "ConsultationGuid");
    }

    private static Optional<Annotation> note(Row row) {
        return row.find("AssociatedText").map(text -> new Annotation().setText(text));
    }

    private static Quantity quantity(String value, Row row) {
        return new Quantity().setValue(new BigDecimal(value)).setUnit(row.find("NumericUnit").orElse(null));
    }
}
