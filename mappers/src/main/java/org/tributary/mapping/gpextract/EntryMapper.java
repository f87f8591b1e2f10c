package org.tributary.mapping.gpextract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.FamilyMemberHistory.FamilyHistoryStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StringType;

/**
 * An entry of the record. Its code's category says what it is; where it is a condition or a procedure, Read's chapter
 * says which. An entry with a Problem row is a Condition of the problem list, too, and one with an ObservationReferral
 * row a ServiceRequest whatever its category.
 */
final class EntryMapper {

    private final Row row;
    private final Optional<Row> problem;
    private final Optional<Row> referral;
    private final References references;

    EntryMapper(Row row, Rows rows, References references) {
        this.row = row;
        this.problem = rows.find(Table.PROBLEM);
        this.referral = rows.find(Table.REFERRAL);
        this.references = references;
    }

    List<Resource> map() {
        List<Resource> resources = new ArrayList<>();
        String kind = kind();
        boolean condition = kind.equals("condition-or-procedure") && Code.isCondition(row);
        if (problem.isPresent() || condition) {
            resources.add(new ConditionMapper(row, references).map(problem));
        }
        boolean referred = kind.equals("referral") || referral.isPresent();
        if (referred) {
            resources.add(referral());
        }
        if (!condition && (!referred || row.find("Value").isPresent())) {
            resources.add(entry(kind));
        }
        return resources;
    }

    /** What has a value is an observation whatever its code's category. */
    private String kind() {
        return row.find("Value").isPresent() ? "other" : Code.kind(row, references.words());
    }

    private Resource entry(String kind) {
        return switch (kind) {
            case "laboratory" -> report();
            case "condition-or-procedure" -> Code.isProcedure(row) ? procedure() : observation();
            case "procedure" -> procedure();
            case "allergy" -> allergy();
            case "family-history" -> familyHistory();
            case "immunisation" -> immunization();
            case "specimen" -> specimen();
            default -> observation();
        };
    }

    private Observation observation() {
        Observation observation = named(new Observation());
        about(observation::addIdentifier, observation::setSubject, observation::addNote);
        made(observation::setEncounter, observation::setEffective, observation::addPerformer);
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(Code.concept(row));
        row.find("Value")
                .ifPresent(value -> observation.setValue(value.matches(ColumnReader.NUMBER)
                        ? quantity(value)
                        : new StringType(value + row.find("NumericUnit").map(" "::concat).orElse(""))));
        ObservationReferenceRangeComponent range = new ObservationReferenceRangeComponent();
        row.find("NumericRangeLow").map(this::quantity).ifPresent(range::setLow);
        row.find("NumericRangeHigh").map(this::quantity).ifPresent(range::setHigh);
        if (!range.isEmpty()) {
            observation.addReferenceRange(range);
        }
        return observation;
    }

    private DiagnosticReport report() {
        DiagnosticReport report = named(new DiagnosticReport());
        about(report::addIdentifier, report::setSubject, note -> report.setConclusion(note.getText()));
        made(report::setEncounter, report::setEffective, report::addPerformer);
        report.setStatus(DiagnosticReportStatus.FINAL);
        report.setCode(Code.concept(row));
        report.setIssuedElement(references.enteredTime(row)
                .filter(time -> time.indexOf('T') > 0)
                .map(InstantType::new)
                .orElseGet(() -> Absent.unknown(new InstantType())));
        if (!report.hasPerformer()) {
            report.addPerformer(references.organization(row));
        }
        return report;
    }

    private Procedure procedure() {
        Procedure procedure = named(new Procedure());
        about(procedure::addIdentifier, procedure::setSubject, procedure::addNote);
        made(procedure::setEncounter, procedure::setPerformed,
                clinician -> procedure.addPerformer().setActor(clinician));
        procedure.setStatus(ProcedureStatus.COMPLETED);
        procedure.setCode(Code.concept(row));
        return procedure;
    }

    private AllergyIntolerance allergy() {
        AllergyIntolerance allergy = named(new AllergyIntolerance());
        about(allergy::addIdentifier, allergy::setPatient, allergy::addNote);
        made(allergy::setEncounter, allergy::setRecordedDateElement, allergy::setRecorder);
        allergy.setClinicalStatus(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", "Active")));
        allergy.setCode(Code.concept(row));
        return allergy;
    }

    /** The code says the condition; of whom in the family, files do not say. */
    private FamilyMemberHistory familyHistory() {
        FamilyMemberHistory history = named(new FamilyMemberHistory());
        about(history::addIdentifier, history::setPatient, history::addNote);
        row.date("EffectiveDate").ifPresent(history::setDateElement);
        references.consultation(history, row);
        references.clinician(history, row);
        history.setStatus(FamilyHistoryStatus.COMPLETED);
        history.setRelationship(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "FAMMEMB", "family member")));
        history.addCondition().setCode(Code.concept(row));
        return history;
    }

    /** Whether the clinician gave the vaccine or was told of it, files do not say. */
    private Immunization immunization() {
        Immunization immunization = named(new Immunization());
        about(immunization::addIdentifier, immunization::setPatient, immunization::addNote);
        made(immunization::setEncounter, immunization::setOccurrence,
                clinician -> immunization.addPerformer().setActor(clinician));
        if (!immunization.hasOccurrence()) {
            immunization.setOccurrence(new StringType("Unknown"));
        }
        immunization.setStatus(ImmunizationStatus.COMPLETED);
        immunization.setVaccineCode(Code.concept(row));
        immunization.setPrimarySourceElement(Absent.unknown(new BooleanType()));
        return immunization;
    }

    private ServiceRequest referral() {
        ServiceRequest request = named(new ServiceRequest());
        about(request::addIdentifier, request::setSubject, request::addNote);
        made(request::setEncounter, request::setAuthoredOnElement, request::setRequester);
        request.setStatus(ServiceRequestStatus.UNKNOWN);
        request.setIntent(ServiceRequestIntent.ORDER);
        request.addCategory(new CodeableConcept(
                new Coding("http://snomed.info/sct", "3457005", "Patient referral")));
        request.setCode(Code.concept(row));
        referral.ifPresent(stated -> addReferral(request, stated));
        return request;
    }

    private void addReferral(ServiceRequest request, Row stated) {
        stated.find("ReferralUBRN")
                .ifPresent(number -> request.addIdentifier()
                        .setSystem("https://fhir.nhs.uk/Id/ubr-number")
                        .setValue(number));
        references.find("Organization", stated, "ReferralTargetOrganisationGuid").ifPresent(request::addPerformer);
        stated.find("ReferralServiceType")
                .ifPresent(type -> request.addOrderDetail(new CodeableConcept().setText(type)));
        CodeableConcept reason = Code.concept(stated, "ReferralReasonCodeId");
        if (!reason.isEmpty()) {
            request.addReasonCode(reason);
        }
        stated.find("ReferralUrgency").ifPresent(urgency -> {
            request.addNote().setText("Urgency: " + urgency);
            references.words()
                    .urgency(urgency)
                    .ifPresent(priority -> request.setPriority(ServiceRequestPriority.fromCode(priority.code())));
        });
    }

    private Specimen specimen() {
        Specimen specimen = named(new Specimen());
        about(specimen::addIdentifier, specimen::setSubject, specimen::addNote);
        made(consultation -> references.consultation(specimen, row), specimen.getCollection()::setCollected,
                specimen.getCollection()::setCollector);
        specimen.setType(Code.concept(row));
        return specimen;
    }

    private <T extends DomainResource> T named(T resource) {
        references.entry(resource, row, row.key(Table.OBSERVATION));
        return resource;
    }

    private void about(Consumer<Identifier> identifier, Consumer<Reference> patient, Consumer<Annotation> note) {
        identifier.accept(references.identifier(row.key(Table.OBSERVATION)));
        patient.accept(references.patient(row));
        row.find("AssociatedText").map(text -> new Annotation().setText(text)).ifPresent(note);
    }

    /** In which consultation, when and by whom an entry was made. */
    private void made(Consumer<Reference> consultation, Consumer<DateTimeType> date, Consumer<Reference> clinician) {
        references.find("Encounter", row, "ConsultationGuid").ifPresent(consultation);
        row.date("EffectiveDate").ifPresent(date);
        references.find("PractitionerRole", row, "ClinicianUserInRoleGuid").ifPresent(clinician);
    }

    private Quantity quantity(String value) {
        return new Quantity().setValue(new BigDecimal(value)).setUnit(row.find("NumericUnit").orElse(null));
    }
}
