package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * AllergyIntolerance, from AL1 and IAM. The AL1 segments of a message are the patient's whole list; IAM segments say
 * each for itself whether the allergy is added, changed or deleted.
 */
final class AllergyMapping {

    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";
    /** HL7 table 0128: nobody knows how severe it is, which leaving it out says too. */
    private static final String SEVERITY_UNKNOWN = "U";

    private final Reading reading;
    private final Codes codes;

    AllergyMapping(Reading reading) {
        this.reading = reading;
        this.codes = new Codes(reading);
    }

    void map(Subject subject) {
        List<Al1> listed = Al1.all(reading.message());
        List<Iam> changed = Iam.all(reading.message());
        List<ObjectNode> items = new ArrayList<>();
        listed.forEach(al1 -> allergy(al1.allergen(), subject).ifPresent(allergy -> items.add(listed(al1, allergy))));
        changed.forEach(iam -> allergy(iam.allergen(), subject).ifPresent(allergy -> items.add(changed(iam, allergy))));
        boolean emptied = listed.size() == 1 && listed.getFirst().allergen().deletes();
        if (!items.isEmpty() || emptied) {
            ListFold.write(
                    reading.drafts().of(Aggregates.ALLERGIES, subject.system(), subject.value()).facts(), items,
                    changed.isEmpty());
        }
    }

    /** An allergy of the patient to something; empty, with an issue, when nothing says to what. */
    private Optional<ObjectNode> allergy(Field allergen, Subject subject) {
        Optional<ObjectNode> code = codes.verbatim(allergen);
        if (code.isEmpty()) {
            if (!allergen.deletes()) {
                reading.issues()
                        .warning(Issues.idOf(allergen.location()) + "-missing", Kind.REQUIRED, allergen.location(),
                                "The allergy does not say what the patient is allergic to; it was not carried.",
                                "Send the allergen.");
            }
            return Optional.empty();
        }
        String named = allergen.text().isEmpty() ? allergen.text(2) : allergen.text();
        String key = subject.value() + '|' + named.toLowerCase(Locale.ROOT);
        String system = reading.localSystem("allergy");
        ObjectNode allergy = Json.object().put("resourceType", "AllergyIntolerance");
        allergy.put("id", ResourceIds.of(reading.feed(), "AllergyIntolerance", subject.system(), key));
        allergy.set("identifier", Json.arrayOf(Json.identifier(system, key)));
        allergy.set("clinicalStatus", Json.concept(Json.coding(CLINICAL, "active", "Active")));
        allergy.set("code", code.get());
        allergy.set("patient", subject.reference());
        return Optional.of(allergy);
    }

    private ObjectNode listed(Al1 al1, ObjectNode allergy) {
        type(allergy, al1.type());
        reaction(allergy, al1.reactions(), al1.severity());
        reading.times().read(al1.identified()).ifPresent(time -> allergy.put("onsetDateTime", time.fhir()));
        return allergy;
    }

    private ObjectNode changed(Iam iam, ObjectNode allergy) {
        type(allergy, iam.type());
        reaction(allergy, iam.reactions(), iam.severity());
        if (!iam.identifier().text().isEmpty()) {
            allergy.withArrayProperty("identifier")
                    .add(Json.identifier(reading.localSystem("allergy-identifier"), iam.identifier().text()));
        }
        Optional<Hl7Time> onset = reading.times().read(iam.onset());
        onset.ifPresent(time -> allergy.put("onsetDateTime", time.fhir()));
        if (onset.isEmpty()) {
            Json.put(allergy, "onsetString", iam.onsetText().text());
        }
        reading.times().read(iam.reported()).ifPresent(time -> allergy.put("recordedDate", time.fhir()));
        status(allergy, iam);
        return allergy;
    }

    private void status(ObjectNode allergy, Iam iam) {
        String status = iam.clinicalStatus().text();
        Optional<CodeMap.Target> clinical = codes.find(Tables.ALLERGY_CLINICAL_STATUS, status);
        Optional<CodeMap.Target> verification = codes.find(Tables.ALLERGY_VERIFICATION, status);
        clinical.ifPresent(target -> allergy.set("clinicalStatus", Json.concept(Json.coding(target))));
        verification.ifPresent(target -> allergy.set("verificationStatus", Json.concept(Json.coding(target))));
        if (!status.isEmpty() && clinical.isEmpty() && verification.isEmpty()) {
            codes.unknown(iam.clinicalStatus());
        }
        if (codes.deletes(iam.action())) {
            allergy.set("verificationStatus",
                    Json.concept(Json.coding(VERIFICATION, "entered-in-error", "Entered in Error")));
        }
        if (allergy.path("verificationStatus")
                .path("coding")
                .path(0)
                .path("code")
                .asString("")
                .equals("entered-in-error")) {
            // R4 has no clinical status of what was never true.
            allergy.remove("clinicalStatus");
        }
    }

    private void type(ObjectNode allergy, Field field) {
        codes.find(Tables.ALLERGEN_TYPE, field.text()).ifPresent(type -> allergy.put("type", type.code()));
        Optional<CodeMap.Target> category = codes.find(Tables.ALLERGEN_CATEGORY, field.text());
        category.ifPresent(target -> allergy.set("category", Json.array().add(target.code())));
        if (category.isEmpty() && !field.text().isEmpty()) {
            // FHIR has no category for miscellaneous allergies and contraindications: the sender's words stay.
            String words = field.text(2).isEmpty() ? field.text() : field.text(2);
            allergy.set("note", Json.arrayOf(Json.object().put("text", "Type of allergy: " + words)));
        }
    }

    /** A severity belongs to a reaction; where no reaction is named, to one that is not stated. */
    private void reaction(ObjectNode allergy, Field reactions, Field severity) {
        ArrayNode manifestations = Json.array();
        reactions.repetitions().forEach(reaction -> codes.verbatim(reaction).ifPresent(concept -> {
            boolean bare = reaction.text(2).isEmpty() && reaction.text(3).isEmpty();
            manifestations.add(bare ? Json.object().put("text", reaction.text()) : concept);
        }));
        Optional<String> how = severity.text().equals(SEVERITY_UNKNOWN)
                ? Optional.empty()
                : codes.translate(severity, Tables.ALLERGY_SEVERITY).map(CodeMap.Target::code);
        if (manifestations.isEmpty() && how.isEmpty()) {
            return;
        }
        ObjectNode reaction = Json.object();
        reaction.set("manifestation",
                manifestations.isEmpty() ? Json.arrayOf(Json.object().put("text", "not stated")) : manifestations);
        how.ifPresent(code -> reaction.put("severity", code));
        allergy.set("reaction", Json.arrayOf(reaction));
    }
}
