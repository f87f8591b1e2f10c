package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.ObservationMapping.Group;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ServiceRequest, from ORC, OBR and TQ1: of an order, and of the request that results say who made it and why. Both are
 * one, by the placer's number and the service.
 */
final class OrderMapping {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final Set<String> BEGINS_GROUP = Set.of("OBR", "ORC");

    private final Reading reading;
    private final Codes codes;
    private final OrganizationMapping organizations;
    private final PractitionerMapping practitioners;

    OrderMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.organizations = organizations;
        this.practitioners = practitioners;
    }

    /** Drafts a request for each OBR of an order message. */
    void map(ClinicalContext context) {
        List<Segment> requests = reading.message().all("OBR");
        if (requests.isEmpty()) {
            reading.issues()
                    .warning("obr-missing", Kind.NOT_SUPPORTED, "OBR",
                            "The order asks for nothing that an OBR segment names; the patient was kept, the order was not.",
                            "Send what is ordered in OBR; orders of medicines and supplies are not carried.");
        }
        ObservationMapping observations = new ObservationMapping(reading, practitioners, organizations);
        for (Segment segment : requests) {
            Obr obr = Obr.of(segment);
            Orc orc = Orc.of(reading.message(), segment);
            List<Segment> group = reading.message().group(segment, BEGINS_GROUP);
            String number = numberOf(orc, obr).orElseGet(() -> unnumbered(obr)) + '|' + obr.service().text();
            Slots slots = draft(number, orc, obr, context);
            orderStatus(slots, orc);
            slots.set("specimen", new SpecimenMapping(reading).map(obr, group, number, context));
            List<Segment> answers = group.stream().filter(one -> one.name().equals("OBX")).toList();
            slots.set("supportingInfo", answers(observations, answers, number, obr, context));
        }
    }

    /** What a report is based on: the request it tells of, or only the placer's number of it. */
    ArrayNode basis(Obr obr, ClinicalContext context) {
        Orc orc = Orc.of(reading.message(), obr.segment());
        Optional<String> number = numberOf(orc, obr);
        if (number.isPresent() && tellsOfRequest(orc, obr)) {
            String key = number.get() + '|' + obr.service().text();
            Slots slots = draft(key, orc, obr, context);
            codes.find(Tables.RESULT_REQUEST_STATUS, obr.status().text())
                    .ifPresent(status -> slots.set("status", status.code()));
            return Json.arrayOf(Json.reference(reading.reference("ServiceRequest", system(), key), ""));
        }
        Field placer = obr.placerNumber();
        return placer.text().isEmpty()
                ? Json.array()
                : Json.arrayOf(OrderNumbers.reference(placer, "placer-order", reading));
    }

    private static boolean tellsOfRequest(Orc orc, Obr obr) {
        return Stream.of(obr.orderers(), orc.orderers(), obr.reasons(), obr.clinicalInformation())
                .anyMatch(field -> !field.isEmpty());
    }

    private ArrayNode answers(ObservationMapping mapping, List<Segment> segments, String number, Obr obr,
            ClinicalContext context) {
        List<ObjectNode> observations = new ArrayList<>(
                mapping.map(segments, new Group("order " + number, context, Optional.empty(), obr.section(), false)));
        ArrayNode references = Json.array();
        observations.forEach(
                answer -> references.add(Json.reference("Observation/" + answer.path("id").asString(), "")));
        if (!observations.isEmpty()) {
            ListFold.write(reading.drafts().of(Aggregates.OBSERVATIONS, system(), number).facts(), observations, true);
        }
        return references;
    }

    private Slots draft(String number, Orc orc, Obr obr, ClinicalContext context) {
        Slots slots = reading.drafts().of(Aggregates.ORDER, system(), number).slots();
        OrderNumbers.identify(slots, orc.placerNumber(), orc.fillerNumber(), reading);
        OrderNumbers.identify(slots, obr.placerNumber(), obr.fillerNumber(), reading);
        if (!orc.groupNumber().text().isEmpty()) {
            slots.set("requisition",
                    Json.identifier(reading.localSystem("placer-group"), orc.groupNumber().text()));
        }
        slots.set("intent", "order");
        category(slots, obr.section());
        slots.set("code", codes.verbatim(obr.service()).orElseGet(() -> Json.object().put("text", "not stated")));
        context.putInto(slots);
        timing(slots, orc, obr);
        reading.times().read(orc.transacted()).ifPresent(time -> slots.set("authoredOn", time.fhir()));
        requester(slots, orc, obr);
        ArrayNode reasons = Json.array();
        obr.reasons().repetitions().forEach(reason -> codes.verbatim(reason).ifPresent(reasons::add));
        if (reading.event().family() == TriggerEvent.Family.ORDERS) {
            codes.verbatim(orc.reason()).ifPresent(reasons::add);
            slots.set("note", new Notes(reading).annotations(obr.segment()));
        }
        slots.set("reasonCode", reasons);
        if (!obr.clinicalInformation().isEmpty()) {
            slots.set("note:clinical", Json.arrayOf(Json.object().put("text", obr.clinicalInformation().whole())));
        }
        return slots;
    }

    /** Laboratory and imaging are known by the section; of any other order only that something is to be examined. */
    private void category(Slots slots, Field section) {
        Optional<CodeMap.Target> known = codes.find(Tables.REQUEST_CATEGORY, section.text());
        ObjectNode category = Json.concept(known.map(Json::coding)
                .orElseGet(() -> Json.coding(SNOMED, "386053000", "Evaluation procedure")));
        if (known.isEmpty()) {
            Json.put(category, "text", section.text());
        }
        slots.set("category", Json.arrayOf(category));
    }

    /** TQ1 from version 2.5 on; before, ORC-7 and OBR-27: quantity, interval, duration, start, end, priority. */
    private void timing(Slots slots, Orc orc, Obr obr) {
        List<Segment> tq1s = Stream.of(obr.segment(), orc.segment())
                .filter(Segment::isPresent)
                .flatMap(anchor -> reading.message().after(anchor, "TQ1", Set.of("NTE", "PRT")).stream())
                .toList();
        Tq1 tq1 = Tq1.of(tq1s.isEmpty() ? Segment.absent("TQ1") : tq1s.getFirst());
        for (Field time : List.of(tq1.start(), obr.timing().component(4), orc.timing().component(4))) {
            if (!time.text().isEmpty()) {
                reading.times().read(time).ifPresent(start -> slots.set("occurrenceDateTime", start.fhir()));
                break;
            }
        }
        for (Field timing : List.of(obr.timing(), orc.timing())) {
            if (!timing.isEmpty() && timing.text(4).isEmpty() && timing.text(6).isEmpty()) {
                codes.notCarried(timing);
            }
        }
        for (Field priority : List.of(tq1.priority(), obr.timing().component(6), orc.timing().component(6),
                obr.priority())) {
            if (!priority.text().isEmpty()) {
                codes.translate(priority, Tables.REQUEST_PRIORITY)
                        .ifPresent(code -> slots.set("priority", code.code()));
                break;
            }
        }
    }

    private void requester(Slots slots, Orc orc, Obr obr) {
        Stream.of(obr.orderers(), orc.orderers())
                .flatMap(field -> field.repetitions().stream())
                .findFirst()
                .flatMap(practitioners::reference)
                .or(() -> organizations.named(orc.orderingFacility()))
                .ifPresent(requester -> slots.set("requester", requester));
    }

    /** ORC-5 says how the order stands; else ORC-1 says what becomes of it. */
    private void orderStatus(Slots slots, Orc orc) {
        Optional<CodeMap.Target> stands = codes.translate(orc.status(), Tables.ORDER_STATUS);
        Optional<CodeMap.Target> becomes = codes.find(Tables.ORDER_CONTROL, orc.control().text());
        stands.or(() -> becomes).map(CodeMap.Target::code).ifPresent(status -> slots.set("status", status));
        if (stands.isEmpty() && becomes.isEmpty() && !orc.control().text().isEmpty()) {
            reading.issues()
                    .information("orc-1-says-no-status", Kind.NOT_SUPPORTED, orc.control().location(),
                            "The control code does not say how the order stands; its status was left as it was.",
                            "Send the status of the order in ORC-5.");
        }
    }

    private static Optional<String> numberOf(Orc orc, Obr obr) {
        return Stream.of(obr.placerNumber(), orc.placerNumber(), obr.fillerNumber(), orc.fillerNumber())
                .map(Field::text)
                .filter(number -> !number.isEmpty())
                .findFirst();
    }

    private String unnumbered(Obr obr) {
        reading.issues()
                .warning("orc-2-missing", Kind.REQUIRED, obr.placerNumber().location(),
                        "The order has neither a placer nor a filler number; it was kept, but no later message can change it.",
                        "Send the placer order number in ORC-2 and OBR-2.");
        return "message " + reading.message().first("MSH").field(10).text() + " OBR " + obr.segment().occurrence();
    }

    private String system() {
        return reading.localSystem("order");
    }
}
