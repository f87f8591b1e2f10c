package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.Drafts.Draft;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Encounter, from PV1 and ZU1: what one message says of a visit. {@link EncounterFold} makes the visit of them. */
final class EncounterMapping {

    /** Facts of a contribution beside its slots: the event, when it happened, where the patient then was. */
    static final String EVENT = "event";
    static final String AT = "at";
    static final String PLACE = "place";
    static final String SEEN = "seen";
    /** Where a transfer took the patient from. */
    static final String FROM = "from";
    /** What ZU3 makes of the status of a visit that was planned. */
    static final String ATTENDANCE = "attendance";

    static final String TREATMENT_FUNCTION_SYSTEM = "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-treatment-function";

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String ADMISSION_METHOD = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdmissionMethod";
    private static final Pattern TREATMENT_FUNCTION = Pattern.compile("\\d{3}");

    private final Reading reading;
    private final Codes codes;
    private final OrganizationMapping organizations;
    private final PractitionerMapping practitioners;
    private final LocationMapping locations;
    private final VisitDetails details;

    EncounterMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.organizations = organizations;
        this.practitioners = practitioners;
        this.locations = new LocationMapping(reading, organizations);
        this.details = new VisitDetails(reading, practitioners);
    }

    /** A reference to the visit that PV1-19 names; empty when it names none. */
    static Optional<ObjectNode> reference(Reading reading) {
        String number = Pv1.of(reading.message()).visitNumber().text();
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(Json.reference(reading.reference("Encounter", reading.localSystem("visit"), number), ""));
    }

    /** Drafts the visit; without a visit number there is none to draft, which is an issue. */
    void map(ClinicalContext context, Optional<Hl7Time> occurred) {
        Pv1 pv1 = Pv1.of(reading.message());
        String number = pv1.visitNumber().text();
        if (number.isEmpty()) {
            reading.issues()
                    .warning("pv1-19-missing", Kind.REQUIRED, "PV1-19",
                            "There is no visit number; the patient was kept, the visit was not.",
                            "Send the visit number in PV1-19.");
            return;
        }
        String system = reading.localSystem("visit");
        Draft draft = reading.drafts().of(Aggregates.VISIT, system, number);
        facts(draft.facts(), pv1, occurred);
        fields(draft.slots(), pv1, context.subject().reference(), system, number);
        details.map(draft.slots(), pv1);
        reading.times().read(pv1.admitted()).ifPresent(time -> draft.slots().set("period.start", time.fhir()));
        discharge(draft.slots(), pv1, occurred);
    }

    private void facts(ObjectNode facts, Pv1 pv1, Optional<Hl7Time> occurred) {
        facts.put(EVENT, reading.event().name());
        occurred.ifPresent(time -> facts.put(AT, time.fhir()));
        locations.place(pv1.location()).ifPresent(place -> facts.set(PLACE, place));
        if (reading.event().visit() == TriggerEvent.Visit.TRANSFERRED) {
            locations.place(pv1.priorLocation()).ifPresent(place -> facts.set(FROM, place));
        }
        if (wasSeen(pv1, occurred)) {
            facts.put(SEEN, true);
        }
        codes.find(Tables.ATTENDANCE, Zu3.of(reading.message()).attendance().text())
                .ifPresent(status -> facts.put(ATTENDANCE, status.code()));
    }

    /** A registered patient is there when it is an emergency, has an arrival time that has come, or was attended. */
    private boolean wasSeen(Pv1 pv1, Optional<Hl7Time> occurred) {
        if (reading.event().visit() != TriggerEvent.Visit.REGISTERED) {
            return false;
        }
        boolean attended = codes.find(Tables.ATTENDANCE, Zu3.of(reading.message()).attendance().text())
                .filter(status -> status.code().equals("in-progress"))
                .isPresent();
        // Asked again below, where its issues belong; here a bad time is just no arrival.
        Optional<Hl7Time> admitted = new Times(reading.feed().zone(), new Issues()).read(pv1.admitted());
        boolean arrived = admitted
                .map(time -> occurred.isEmpty() || !time.instant().isAfter(occurred.get().instant()))
                .orElse(false);
        return attended || arrived || pv1.patientClass().text().equals("E");
    }

    private void fields(Slots slots, Pv1 pv1, ObjectNode subject, String system, String number) {
        slots.set("identifier", Json.arrayOf(identifier(system, number)));
        slots.set("subject", subject);
        slots.set("serviceProvider", organizations.publisher());
        encounterClass(slots, pv1.patientClass());
        serviceType(slots, pv1.hospitalService());
        participants(slots, pv1.attendingDoctors(), "ATND", "attender");
        participants(slots, pv1.referringDoctors(), "REF", "referrer");
        participants(slots, pv1.consultingDoctors(), "CON", "consultant");
        participants(slots, pv1.admittingDoctors(), "ADM", "admitter");
        admissionMethod(slots, pv1.admissionMethod());
        coded(slots, "hospitalization.admitSource", pv1.admitSource(), Tables.SOURCE_OF_ADMISSION);
        locations.place(pv1.pendingLocation()).ifPresent(place -> slots.set(EncounterFold.PENDING_PLACE, place));
        slots.clearIf(pv1.pendingLocation(), EncounterFold.PENDING_PLACE);
    }

    static ObjectNode identifier(String system, String number) {
        ObjectNode identifier = Json.object();
        Tables.IDENTIFIER_TYPE.translate("VN")
                .ifPresent(type -> identifier.set("type", Json.concept(Json.coding(type))));
        identifier.setAll(Json.identifier(system, number));
        return identifier;
    }

    private void encounterClass(Slots slots, Field field) {
        codes.translate(field, Tables.PATIENT_CLASS).ifPresent(target -> slots.set("class", Json.coding(target)));
    }

    /** A treatment function code, of which the table knows the displays of the most used. */
    private void serviceType(Slots slots, Field field) {
        String code = field.text();
        Optional<CodeMap.Target> known = codes.find(Tables.TREATMENT_FUNCTION, code);
        if (known.isPresent()) {
            slots.set("serviceType", Json.concept(Json.coding(known.get())));
        } else if (TREATMENT_FUNCTION.matcher(code).matches()) {
            slots.set("serviceType", Json.concept(Json.coding(TREATMENT_FUNCTION_SYSTEM, code, "")));
        } else {
            codes.concept(field, Tables.TREATMENT_FUNCTION).ifPresent(concept -> slots.set("serviceType", concept));
        }
        slots.clearIf(field, "serviceType");
    }

    private void participants(Slots slots, Field field, String code, String display) {
        ArrayNode participants = Json.array();
        field.repetitions().forEach(xcn -> practitioners.reference(xcn).ifPresent(individual -> {
            ObjectNode participant = Json.object();
            participant.set("type", Json.arrayOf(Json.concept(Json.coding(PARTICIPATION, code, display))));
            participant.set("individual", individual);
            participants.add(participant);
        }));
        slots.set("participant:" + code, participants);
        slots.clearIf(field, "participant:" + code);
    }

    private void admissionMethod(Slots slots, Field field) {
        String slot = "hospitalization.extension:" + ADMISSION_METHOD;
        codes.concept(field, Tables.ADMISSION_METHOD)
                .ifPresent(method -> slots.set(slot,
                        Json.extension(ADMISSION_METHOD, "valueCodeableConcept", method)));
        slots.clearIf(field, slot);
    }

    private void coded(Slots slots, String slot, Field field, CodeMap table) {
        codes.concept(field, table).ifPresent(concept -> slots.set(slot, concept));
        slots.clearIf(field, slot);
    }

    /** A discharge ends when PV1-45 says, else when the event happened; its cancellation takes that back. */
    private void discharge(Slots slots, Pv1 pv1, Optional<Hl7Time> occurred) {
        if (reading.event().visit() == TriggerEvent.Visit.DISCHARGE_CANCELLED) {
            slots.clear("period.end");
            slots.clear("hospitalization.dischargeDisposition");
            return;
        }
        Field discharged = pv1.discharged();
        Optional<Hl7Time> end = reading.times().read(discharged);
        if (end.isEmpty() && reading.event().visit() == TriggerEvent.Visit.DISCHARGED) {
            end = occurred;
        }
        end.ifPresent(time -> slots.set("period.end", time.fhir()));
        slots.clearIf(discharged, "period.end");
        coded(slots, "hospitalization.dischargeDisposition", pv1.dischargeDisposition(),
                Tables.DISCHARGE_DESTINATION);
    }
}
