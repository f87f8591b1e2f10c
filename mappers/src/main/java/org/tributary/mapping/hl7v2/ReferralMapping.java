package org.tributary.mapping.hl7v2;

import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** ServiceRequest of a referral, from RF1, PRD and the notes on RF1. */
final class ReferralMapping {

    private static final String SNOMED = "http://snomed.info/sct";
    /** HL7 table 0286. */
    private static final String REFERRING = "RP";
    private static final String REFERRED_TO = "RT";

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;

    ReferralMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
    }

    void map(ClinicalContext context) {
        Rf1 rf1 = Rf1.of(reading.message());
        String number = numberOf(rf1);
        String system = reading.localSystem("referral");
        Slots slots = reading.drafts().of(Aggregates.REFERRAL, system, number).slots();
        identifiers(slots, rf1, system);
        slots.set("status",
                codes.translate(rf1.status(), Tables.REFERRAL_STATUS).map(CodeMap.Target::code).orElse("active"));
        slots.set("intent", "order");
        ArrayNode categories = Json.arrayOf(Json.concept(Json.coding(SNOMED, "3457005", "Patient referral")));
        codes.verbatim(rf1.category()).ifPresent(categories::add);
        slots.set("category", categories);
        slots.set("code", codes.verbatim(rf1.type())
                .orElseGet(() -> Json.concept(Json.coding(SNOMED, "3457005", "Patient referral"))));
        codes.translate(rf1.priority(), Tables.REQUEST_PRIORITY)
                .ifPresent(priority -> slots.set("priority", priority.code()));
        context.putInto(slots);
        period(slots, rf1);
        reading.times().read(rf1.processed()).ifPresent(time -> slots.set("authoredOn", time.fhir()));
        reasons(slots, rf1);
        providers(slots);
        slots.set("note", new Notes(reading).annotations(rf1.segment()));
    }

    /** The originator's number, else another's, else one of this message, which nothing later can change. */
    private String numberOf(Rf1 rf1) {
        Optional<String> number = Stream.of(rf1.originatingNumber(), rf1.externalNumber())
                .map(Field::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
        return number.orElseGet(() -> {
            reading.issues()
                    .warning("rf1-6-missing", Kind.REQUIRED, "RF1-6",
                            "The referral has no number; it was kept, but no later message can change it.",
                            "Send the originating referral identifier in RF1-6.");
            return "message " + reading.message().first("MSH").field(10).text();
        });
    }

    private void identifiers(Slots slots, Rf1 rf1, String system) {
        if (!rf1.originatingNumber().text().isEmpty()) {
            slots.set("identifier:originating", Json.arrayOf(Json.identifier(system, rf1.originatingNumber().text())));
        }
        if (!rf1.externalNumber().text().isEmpty()) {
            slots.set("identifier:external", Json.arrayOf(
                    Json.identifier(reading.localSystem("external-referral"), rf1.externalNumber().text())));
        }
    }

    private void period(Slots slots, Rf1 rf1) {
        ObjectNode period = Json.object();
        reading.times().read(rf1.effective()).ifPresent(time -> period.put("start", time.fhir()));
        reading.times().read(rf1.expires()).ifPresent(time -> period.put("end", time.fhir()));
        slots.set("occurrencePeriod", period);
    }

    private void reasons(Slots slots, Rf1 rf1) {
        ArrayNode reasons = Json.array();
        rf1.reasons().repetitions().forEach(reason -> codes.verbatim(reason).ifPresent(reasons::add));
        slots.set("reasonCode", reasons);
        ArrayNode wanted = Json.array();
        rf1.dispositions().repetitions().forEach(wish -> codes.verbatim(wish).ifPresent(wanted::add));
        slots.set("orderDetail", wanted);
    }

    private void providers(Slots slots) {
        ArrayNode performers = Json.array();
        for (Prd prd : Prd.all(reading.message())) {
            String role = prd.role().text();
            if (role.equals(REFERRING)) {
                practitioners.reference(prd.numbers(), prd.name()).ifPresent(who -> slots.set("requester", who));
            } else if (role.equals(REFERRED_TO)) {
                practitioners.reference(prd.numbers(), prd.name()).ifPresent(performers::add);
            }
        }
        slots.set("performer", performers);
    }
}
