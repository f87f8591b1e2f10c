package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Condition, from DG1. The DG1 segments of a message are all the diagnoses of the visit, unless they say themselves
 * whether each is added, changed or deleted (DG1-21).
 */
final class DiagnosisMapping {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private static final Pattern RANK = Pattern.compile("[1-9]\\d{0,2}");

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;

    DiagnosisMapping(Reading reading, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
    }

    void map(ClinicalContext context) {
        List<ObjectNode> conditions = new ArrayList<>();
        ArrayNode diagnoses = Json.array();
        boolean complete = true;
        for (Dg1 dg1 : Dg1.all(reading.message())) {
            complete &= dg1.action().text().isEmpty();
            Optional<ObjectNode> condition = condition(dg1, context);
            condition.ifPresent(found -> {
                conditions.add(found);
                diagnoses.add(diagnosis(dg1, found));
            });
        }
        if (conditions.isEmpty()) {
            return;
        }
        ListFold.write(reading.drafts().of(Aggregates.DIAGNOSES, context.system(), context.value()).facts(), conditions,
                complete);
        if (complete && context.visit().isPresent() && reading.event().visit() != TriggerEvent.Visit.NONE) {
            reading.drafts()
                    .of(Aggregates.VISIT, context.system(), context.value())
                    .slots()
                    .set("diagnosis", diagnoses);
        }
    }

    private Optional<ObjectNode> condition(Dg1 dg1, ClinicalContext context) {
        Optional<ObjectNode> code = codes.described(dg1.code(), dg1.method(), dg1.description());
        if (code.isEmpty()) {
            reading.issues()
                    .warning("dg1-3-missing", Kind.REQUIRED, dg1.code().location(),
                            "The diagnosis has neither code nor words; it was not carried.",
                            "Send the diagnosis in DG1-3.");
            return Optional.empty();
        }
        String key = keyOf(dg1, context, code.get());
        ObjectNode condition = Json.object().put("resourceType", "Condition");
        condition.put("id", ResourceIds.of(reading.feed(), "Condition", context.system(), key));
        condition.set("identifier", Json.arrayOf(Json.identifier(reading.localSystem("diagnosis"), key)));
        verification(condition, dg1);
        condition.set("category",
                Json.arrayOf(Json.concept(Json.coding(CATEGORY, "encounter-diagnosis", "Encounter Diagnosis"))));
        condition.set("code", code.get());
        context.putInto(condition);
        reading.times().read(dg1.diagnosed()).ifPresent(time -> condition.put("onsetDateTime", time.fhir()));
        reading.times().read(dg1.attested()).ifPresent(time -> condition.put("recordedDate", time.fhir()));
        dg1.clinicians()
                .repetitions()
                .stream()
                .findFirst()
                .flatMap(practitioners::reference)
                .ifPresent(clinician -> condition.set("asserter", clinician));
        return Optional.of(condition);
    }

    /** A diagnosis is its identifier, else its code, within the visit. */
    private static String keyOf(Dg1 dg1, ClinicalContext context, ObjectNode code) {
        String identifier = dg1.identifier().text();
        String named = dg1.code().text().isEmpty() ? code.path("text").asString("") : dg1.code().text();
        return context.value() + '|' + (identifier.isEmpty() ? named : identifier);
    }

    private void verification(ObjectNode condition, Dg1 dg1) {
        if (codes.deletes(dg1.action())) {
            condition.set("verificationStatus",
                    Json.concept(Json.coding(VERIFICATION, "entered-in-error", "Entered in Error")));
        } else {
            Optional<CodeMap.Target> status = codes.find(Tables.DIAGNOSIS_VERIFICATION, dg1.type().text());
            status.ifPresent(target -> condition.set("verificationStatus", Json.concept(Json.coding(target))));
            if (status.isEmpty() && !dg1.type().text().isEmpty()
                    && codes.find(Tables.DIAGNOSIS_ROLE, dg1.type().text()).isEmpty()) {
                codes.unknown(dg1.type());
            }
        }
    }

    /** The entry in {@code Encounter.diagnosis}. */
    private ObjectNode diagnosis(Dg1 dg1, ObjectNode condition) {
        ObjectNode diagnosis = Json.object();
        diagnosis.set("condition", Json.reference("Condition/" + condition.path("id").asString(), ""));
        codes.find(Tables.DIAGNOSIS_ROLE, dg1.type().text())
                .ifPresent(role -> diagnosis.set("use", Json.concept(Json.coding(role))));
        if (RANK.matcher(dg1.priority().text()).matches()) {
            diagnosis.set("rank", Json.number(Integer.parseInt(dg1.priority().text())));
        } else if (!dg1.priority().text().isEmpty() && !dg1.priority().text().equals("0")) {
            // 0 says that the diagnosis has no rank.
            codes.unreadable(dg1.priority());
        }
        return diagnosis;
    }
}
