package org.tributary.hub.ops.synth;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the clinical resources of one patient's GP record in the shape of GP Connect's CareConnect profiles. */
final class GpResources {
    private final SourceRecord record;
    private final GpOrganisation practice;
    private final String patientId;
    private int count;

    GpResources(SourceRecord record, GpOrganisation practice) {
        this.record = record;
        this.practice = practice;
        this.patientId = Stu3.guid(record.feed().ods + "/patient/" + record.localNumber());
    }

    ObjectNode patient() {
        return GpPatient.resource(record, patientId, practice);
    }

    ObjectNode problem(Coded code, LocalDate onset, @Nullable LocalDate ended, @Nullable ObjectNode encounter,
            Clinician author) {
        ObjectNode condition = identified("Condition", "ProblemHeader-Condition-1");
        ArrayNode extensions = condition.putArray("extension");
        extensions.add(Stu3.extension(Stu3.HL7_UK_PROFILE + "Extension-CareConnect-ProblemSignificance-1")
                .put("valueCode", ended == null ? "major" : "minor"));
        if (encounter != null) {
            extensions.add(Stu3.extension(Stu3.HL7_UK_PROFILE + "Extension-CareConnect-RelatedClinicalContent-1")
                    .set("valueReference", Stu3.reference(referenceTo(encounter))));
        }
        condition.put("clinicalStatus", ended == null ? "active" : "resolved");
        condition.putArray("category")
                .add(Stu3.concept("https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1",
                        "problem-list-item", "Problem List Item"));
        condition.set("code", Stu3.concept(code));
        condition.set("subject", subject());
        if (encounter != null) {
            condition.set("context", Stu3.reference(referenceTo(encounter)));
        }
        condition.put("onsetDateTime", onset.toString());
        if (ended != null) {
            condition.put("abatementDateTime", ended.toString());
        }
        condition.put("assertedDate", Stu3.instant(onset.atTime(11, 20)));
        condition.set("asserter", author(author));
        return condition;
    }

    ObjectNode allergy(Coded code, String category, LocalDate recorded, Clinician author) {
        ObjectNode allergy = identified("AllergyIntolerance", "AllergyIntolerance-1").put("clinicalStatus", "active")
                .put("verificationStatus", "unconfirmed");
        allergy.putArray("category").add(category);
        allergy.set("code", Stu3.concept(code));
        allergy.set("patient", subject());
        allergy.put("assertedDate", Stu3.instant(recorded.atTime(9, 40)));
        allergy.set("recorder", author(author));
        return allergy;
    }

    ObjectNode immunisation(Coded procedure, LocalDate given, Clinician author) {
        ObjectNode immunisation = identified("Immunization", "Immunization-1");
        ArrayNode extensions = immunisation.putArray("extension");
        extensions.add(Stu3.extension(Stu3.HL7_UK_PROFILE + "Extension-CareConnect-DateRecorded-1")
                .put("valueDateTime", Stu3.instant(given.atTime(10, 15))));
        extensions.add(Stu3.extension(Stu3.HL7_UK_PROFILE + "Extension-CareConnect-VaccinationProcedure-1")
                .set("valueCodeableConcept", Stu3.concept(procedure)));
        immunisation.put("status", "completed").put("notGiven", false);
        immunisation.set("vaccineCode", Stu3.concept("http://hl7.org/fhir/v3/NullFlavor", "UNK", "unknown"));
        immunisation.set("patient", subject());
        immunisation.put("date", Stu3.instant(given.atTime(10, 10))).put("primarySource", true);
        immunisation.set("location", Stu3.reference(practice.location()));
        ObjectNode by = immunisation.putArray("practitioner").addObject();
        by.set("role", Stu3.concept("http://hl7.org/fhir/v2/0443", "AP", "Administering Provider"));
        by.set("actor", author(author));
        return immunisation;
    }

    /** An observation without its value. */
    ObjectNode observation(Coded code, LocalDateTime at, Clinician author) {
        ObjectNode observation = identified("Observation", "Observation-1").put("status", "final");
        observation.set("code", Stu3.concept(code));
        observation.set("subject", subject());
        observation.put("effectiveDateTime", Stu3.instant(at)).put("issued", Stu3.instant(at.plusMinutes(1)));
        observation.putArray("performer").add(author(author));
        return observation;
    }

    ObjectNode medication(Problem.Drug drug) {
        ObjectNode medication = Stu3.resource("Medication", Stu3.guid(patientId + "/drug/" + drug.code()),
                "Medication-1");
        medication.set("code", Stu3.concept(new Coded(drug.code(), drug.display())));
        return medication;
    }

    /** A plan (repeat) or an order (one issue of it). */
    ObjectNode prescription(String intent, ObjectNode medication, Problem.Drug drug, LocalDate from, LocalDate to,
            Clinician author) {
        ObjectNode request = identified("MedicationRequest", "MedicationRequest-1");
        request.putArray("extension")
                .add(Stu3.extension(Stu3.NHS_PROFILE + "Extension-CareConnect-GPC-PrescriptionType-1")
                        .set("valueCodeableConcept", Stu3.concept(
                                "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1", "repeat",
                                "Repeat")));
        request.put("status", intent.equals("plan") ? "active" : "completed").put("intent", intent);
        request.set("medicationReference", Stu3.reference(referenceTo(medication)));
        request.set("subject", subject());
        request.put("authoredOn", Stu3.instant(from.atTime(9, 30)));
        request.putObject("requester").set("agent", author(author));
        request.set("recorder", author(author));
        request.putArray("dosageInstruction").addObject().put("text", drug.dose());
        ObjectNode dispense = request.putObject("dispenseRequest");
        dispense.putObject("validityPeriod").put("start", from.toString()).put("end", to.toString());
        dispense.putObject("quantity").put("value", drug.quantity()).put("unit", drug.unit());
        dispense.set("expectedSupplyDuration", Stu3.quantity("28", "day", "d"));
        return request;
    }

    ObjectNode statement(ObjectNode plan, ObjectNode medication, Problem.Drug drug, LocalDate from,
            LocalDate lastIssue) {
        ObjectNode statement = identified("MedicationStatement", "MedicationStatement-1");
        ArrayNode extensions = statement.putArray("extension");
        extensions.add(Stu3.extension(Stu3.NHS_PROFILE + "Extension-CareConnect-GPC-PrescribingAgency-1")
                .set("valueCodeableConcept",
                        Stu3.concept("https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescribingAgency-1",
                                "prescribed-at-gp-practice", "Prescribed at GP practice")));
        extensions.add(
                Stu3.extension(Stu3.NHS_PROFILE + "Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1")
                        .put("valueDateTime", lastIssue.toString()));
        statement.putArray("basedOn").add(Stu3.reference(referenceTo(plan)));
        statement.put("status", "active");
        statement.set("medicationReference", Stu3.reference(referenceTo(medication)));
        statement.putObject("effectivePeriod").put("start", from.toString());
        statement.put("dateAsserted", Stu3.instant(from.atTime(9, 30)));
        statement.set("subject", subject());
        statement.put("taken", "unk").putArray("dosage").addObject().put("text", drug.dose());
        return statement;
    }

    ObjectNode referral(Reason reason, LocalDateTime at, ObjectNode encounter, Clinician author) {
        ObjectNode referral = identified("ReferralRequest", "ReferralRequest-1").put("status", "active")
                .put("intent", "order")
                .put("priority", "routine");
        referral.putArray("serviceRequested").add(Stu3.concept(new Coded("3457005", "Patient referral")));
        referral.set("subject", subject());
        referral.set("context", Stu3.reference(referenceTo(encounter)));
        referral.put("authoredOn", Stu3.instant(at));
        referral.putObject("requester").set("agent", author(author));
        referral.putArray("reasonCode").add(Stu3.concept(reason.snomed));
        return referral.put("description", "Referral to hospital: " + reason.snomed.display());
    }

    ObjectNode encounter(String kind, LocalDateTime start, int minutes, Clinician author) {
        ObjectNode encounter = identified("Encounter", "Encounter-1").put("status", "finished");
        encounter.putArray("type").addObject().put("text", kind);
        encounter.set("subject", subject());
        ObjectNode participant = encounter.putArray("participant").addObject();
        participant.putArray("type")
                .add(Stu3.concept("http://hl7.org/fhir/v3/ParticipationType", "PPRF", "primary performer"));
        participant.set("individual", author(author));
        encounter.putObject("period")
                .put("start", Stu3.instant(start))
                .put("end", Stu3.instant(start.plusMinutes(minutes)));
        encounter.putArray("location").addObject().set("location", Stu3.reference(practice.location()));
        encounter.set("serviceProvider", Stu3.reference(practice.organization()));
        return encounter;
    }

    /** A level of a consultation: the consultation, its topic, or a category within it. */
    ObjectNode consultationList(Coded level, String title, ObjectNode encounter, LocalDateTime at,
            List<String> entries) {
        ObjectNode list = Stu3.resource("List", nextId("List"), "List-1")
                .put("status", "current")
                .put("mode", "snapshot")
                .put("title", title);
        list.set("code", Stu3.concept(level));
        list.set("subject", subject());
        list.set("encounter", Stu3.reference(referenceTo(encounter)));
        list.put("date", Stu3.instant(at));
        list.set("orderedBy", Stu3.concept("http://hl7.org/fhir/list-order", "system", "Sorted by System"));
        entries(list, entries);
        return list;
    }

    /** A list at the top of the record; as the real ones it has no id. */
    ObjectNode topList(GpList kind, LocalDateTime extracted, List<String> entries) {
        ObjectNode list = Stu3.resource("List", "", "List-1");
        list.putArray("extension")
                .add(Stu3.extension(Stu3.NHS_PROFILE + "Extension-CareConnect-GPC-ClinicalSetting-1")
                        .set("valueCodeableConcept",
                                Stu3.concept(new Coded("1060971000000108", "General practice service"))));
        list.put("status", "current").put("mode", "snapshot").put("title", kind.code.display());
        list.set("code", Stu3.concept(kind.code));
        list.set("subject", subject());
        list.put("date", Stu3.instant(extracted));
        list.set("orderedBy", Stu3.concept("http://hl7.org/fhir/list-order", "event-date", "Sorted by Event Date"));
        if (entries.isEmpty()) {
            list.putArray("note").addObject().put("text", "Information not available");
            list.set("emptyReason",
                    Stu3.concept("https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1",
                            "no-content-recorded", "No Content Recorded"));
        } else {
            entries(list, entries);
        }
        return list;
    }

    static String referenceTo(ObjectNode resource) {
        return resource.get("resourceType").stringValue() + '/' + resource.get("id").stringValue();
    }

    private static void entries(ObjectNode list, List<String> references) {
        ArrayNode entries = list.putArray("entry");
        references.forEach(reference -> entries.addObject().set("item", Stu3.reference(reference)));
    }

    private ObjectNode identified(String type, String profile) {
        String id = nextId(type);
        ObjectNode resource = Stu3.resource(type, id, profile);
        resource.putArray("identifier")
                .addObject()
                .put("system", "https://tributary.example/Id/" + record.feed().ods + "/record")
                .put("value", id);
        return resource;
    }

    private String nextId(String type) {
        count++;
        return Stu3.guid(patientId + '/' + type + '/' + count);
    }

    private ObjectNode subject() {
        return Stu3.reference("Patient/" + patientId);
    }

    private ObjectNode author(Clinician clinician) {
        return Stu3.reference(practice.practitioner(clinician));
    }
}
