package org.tributary.mapping.hl7v2;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What PV1 says beside who, where and when, and what PV2, ROL and the UK's ZU segments say of the visit. */
final class VisitDetails {

    private static final String HUB = "https://tributary.example/fhir/StructureDefinition/";
    static final String EXPECTED_ADMISSION = HUB + "expected-admission";
    static final String EXPECTED_DISCHARGE = HUB + "expected-discharge";
    private static final String UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    private static final String ARRIVAL = "http://hl7.org/fhir/StructureDefinition/encounter-modeOfArrival";
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final Pattern TIME = Pattern.compile("\\d{8}");
    private static final Pattern DAYS = Pattern.compile("\\d{1,5}");
    private static final Pattern TREATMENT_FUNCTION = Pattern.compile("\\d{3}");
    /** ZU8-4 as senders write it. */
    private static final Set<String> YES = Set.of("Y", "YES", "Yes", "1");
    private static final Set<String> NO = Set.of("N", "NO", "No", "0");
    private static final Set<String> BEFORE_ROLES = Set.of("PV2", "ARV", "NTE", "PRT");

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;

    VisitDetails(Reading reading, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
    }

    void map(Slots slots, Pv1 pv1) {
        number(slots, "hospitalization.preAdmissionIdentifier", pv1.preAdmissionNumber(), "pre-admission");
        number(slots, "identifier:alternate", pv1.alternateVisitNumber(), "alternate-visit");
        concept(slots, "hospitalization.reAdmission", pv1.reAdmission());
        concepts(slots, "hospitalization.specialArrangement", pv1.ambulatoryStatus());
        concepts(slots, "hospitalization.specialCourtesy", pv1.vip());
        concepts(slots, "hospitalization.dietPreference", pv1.diet());
        concepts(slots, "type", pv1.patientType());
        plans(slots, Pv2.of(reading.message()));
        episode(slots, Zu1.of(reading.message()));
        attendance(slots, Zu3.of(reading.message()));
        roles(slots, pv1);
        confidentiality(slots, Zu8.of(reading.message()).locationHidden());
    }

    private void plans(Slots slots, Pv2 pv2) {
        concepts(slots, "reasonCode", pv2.admitReason());
        time(slots, EXPECTED_ADMISSION, Zu4.of(reading.message()).toComeIn());
        time(slots, EXPECTED_ADMISSION, pv2.expectedAdmission());
        time(slots, EXPECTED_DISCHARGE, pv2.expectedDischarge());
        String days = pv2.lengthOfStayDays().text();
        if (DAYS.matcher(days).matches()) {
            ObjectNode length = Json.object().put("value", new BigDecimal(days)).put("unit", "day");
            slots.set("length", length.put("system", "http://unitsofmeasure.org").put("code", "d"));
        } else if (!days.isEmpty()) {
            codes.unreadable(pv2.lengthOfStayDays());
        }
        participants(slots, "participant:PV2", pv2.referralSources());
        codes.concept(pv2.priority(), Tables.ENCOUNTER_PRIORITY).ifPresent(concept -> slots.set("priority", concept));
        slots.clearIf(pv2.priority(), "priority");
        codes.translate(pv2.modeOfArrival(), Tables.MODE_OF_ARRIVAL)
                .ifPresent(arrival -> slots.set("extension:" + ARRIVAL,
                        Json.extension(ARRIVAL, "valueCoding", Json.coding(arrival))));
    }

    private void episode(Slots slots, Zu1 zu1) {
        time(slots, HUB + "decision-to-admit", zu1.decisionToAdmit());
        coded(slots, HUB + "intended-management", zu1.intendedManagement());
        coded(slots, HUB + "main-specialty", zu1.mainSpecialty());
        String code = zu1.treatmentSpecialty().text();
        if (TREATMENT_FUNCTION.matcher(code).matches() && !slots.has("serviceType")) {
            slots.set("serviceType", Json.concept(codes.find(Tables.TREATMENT_FUNCTION, code)
                    .map(Json::coding)
                    .orElseGet(() -> Json.coding(EncounterMapping.TREATMENT_FUNCTION_SYSTEM, code, ""))));
        } else if (!code.isEmpty() && !code.equals(Pv1.of(reading.message()).hospitalService().text())) {
            codes.notCarried(zu1.treatmentSpecialty());
        }
        ObjectNode period = Json.object();
        reading.times().read(zu1.episodeStart()).ifPresent(time -> period.put("start", time.fhir()));
        reading.times().read(zu1.episodeEnd()).ifPresent(time -> period.put("end", time.fhir()));
        if (!period.isEmpty()) {
            slots.set("extension:" + HUB + "consultant-episode",
                    Json.extension(HUB + "consultant-episode", "valuePeriod", period));
        }
        readiness(slots, HUB + "medically-fit", zu1.medicallyFit());
        readiness(slots, HUB + "ready-for-discharge", zu1.readyForDischarge());
    }

    private void attendance(Slots slots, Zu3 zu3) {
        coded(slots, HUB + "attendance", zu3.attendance());
        coded(slots, HUB + "first-attendance", zu3.firstAttendance());
        String url = UK_CORE + "OutcomeOfAttendance";
        codes.concept(zu3.outcome(), Tables.OUTCOME_OF_ATTENDANCE)
                .ifPresent(outcome -> slots.set("extension:" + url,
                        Json.extension(url, "valueCodeableConcept", outcome)));
        slots.clearIf(zu3.outcome(), "extension:" + url);
    }

    /** Where the patient is must not be told: the whole visit is restricted, since its places cannot be taken apart. */
    private void confidentiality(Slots slots, Field hidden) {
        String indicator = hidden.text();
        if (YES.contains(indicator)) {
            slots.set("meta.security", Json.arrayOf(Json.coding(CONFIDENTIALITY, "R", "restricted")));
        } else if (NO.contains(indicator) || hidden.deletes()) {
            slots.clear("meta.security");
        } else if (!indicator.isEmpty()) {
            codes.unknown(hidden);
        }
    }

    private void roles(Slots slots, Pv1 pv1) {
        ArrayNode participants = Json.array();
        for (Segment segment : reading.message().after(pv1.segment(), "ROL", BEFORE_ROLES)) {
            Rol rol = Rol.of(segment);
            rol.action();
            practitioners.reference(rol.person()).ifPresent(individual -> {
                ObjectNode participant = Json.object();
                codes.find(Tables.PROVIDER_ROLE, rol.role().text())
                        .map(type -> Json.concept(Json.coding(type)))
                        .or(() -> codes.verbatim(rol.role()))
                        .ifPresent(type -> participant.set("type", Json.arrayOf(type)));
                ObjectNode period = Json.object();
                reading.times().read(rol.start()).ifPresent(time -> period.put("start", time.fhir()));
                reading.times().read(rol.end()).ifPresent(time -> period.put("end", time.fhir()));
                Json.put(participant, "period", period);
                participant.set("individual", individual);
                participants.add(participant);
            });
        }
        slots.set("participant:ROL", participants);
    }

    private void participants(Slots slots, String slot, Field people) {
        ArrayNode participants = Json.array();
        people.repetitions().forEach(xcn -> practitioners.reference(xcn).ifPresent(individual -> {
            ObjectNode participant = Json.object();
            participant.set("type", Json.arrayOf(Json.concept(Json.coding(PARTICIPATION, "REF", "referrer"))));
            participant.set("individual", individual);
            participants.add(participant);
        }));
        slots.set(slot, participants);
        slots.clearIf(people, slot);
    }

    private void number(Slots slots, String slot, Field cx, String kind) {
        if (!cx.text().isEmpty()) {
            ObjectNode identifier = Json.identifier(reading.localSystem(kind), cx.text());
            slots.set(slot, slot.indexOf(':') < 0 ? identifier : Json.arrayOf(identifier));
        }
        slots.clearIf(cx, slot);
    }

    private void concept(Slots slots, String slot, Field field) {
        codes.verbatim(field).ifPresent(concept -> slots.set(slot, concept));
        slots.clearIf(field, slot);
    }

    private void concepts(Slots slots, String slot, Field field) {
        ArrayNode concepts = Json.array();
        field.repetitions().forEach(code -> codes.verbatim(code).ifPresent(concepts::add));
        slots.set(slot, concepts);
        slots.clearIf(field, slot);
    }

    private void time(Slots slots, String url, Field field) {
        reading.times()
                .read(field)
                .ifPresent(time -> slots.set("extension:" + url,
                        Json.extension(url, "valueDateTime", Json.text(time.fhir()))));
        slots.clearIf(field, "extension:" + url);
    }

    private void coded(Slots slots, String url, Field field) {
        codes.verbatim(field)
                .ifPresent(concept -> slots.set("extension:" + url,
                        Json.extension(url, "valueCodeableConcept", concept)));
        slots.clearIf(field, "extension:" + url);
    }

    /** ZU1-22 and ZU1-24 hold a time in some systems and a flag or code in others. */
    private void readiness(Slots slots, String url, Field field) {
        if (TIME.matcher(field.text()).lookingAt()) {
            reading.times()
                    .read(field)
                    .ifPresent(time -> slots.set("extension:" + url,
                            Json.extension(url, "valueDateTime", Json.text(time.fhir()))));
        } else if (!field.text().isEmpty()) {
            String text = field.text(2).isEmpty() ? field.text() : field.text(2);
            slots.set("extension:" + url,
                    Json.extension(url, "valueCodeableConcept", Json.object().put("text", text)));
        }
        slots.clearIf(field, "extension:" + url);
    }
}
