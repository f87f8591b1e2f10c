package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.Drafts.Draft;
import org.tributary.mapping.hl7v2.ObservationMapping.Group;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DiagnosticReport, from OBR and the notes on it; its results from the OBX segments that follow, its specimens from
 * SPM. {@link ReportFold} joins messages. Where the message also says who asked and why, it tells of the request too.
 */
final class DiagnosticReportMapping {

    private static final String SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";
    private static final Pattern SECTION_CODE = Pattern.compile("[A-Z]{2,3}");
    private static final Set<String> BEGINS_GROUP = Set.of("OBR", "ORC");

    private final Reading reading;
    private final Codes codes;
    private final OrganizationMapping organizations;
    private final PractitionerMapping practitioners;
    private final ObservationMapping observations;
    private final OrderMapping orders;
    private final SpecimenMapping specimens;

    DiagnosticReportMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.organizations = organizations;
        this.practitioners = practitioners;
        this.observations = new ObservationMapping(reading, practitioners, organizations);
        this.orders = new OrderMapping(reading, organizations, practitioners);
        this.specimens = new SpecimenMapping(reading);
    }

    /** Drafts a report for each OBR of the message. */
    void map(ClinicalContext context) {
        List<Segment> requests = reading.message().all("OBR");
        for (Segment obr : requests) {
            map(Obr.of(obr), reading.message().group(obr, BEGINS_GROUP), context);
        }
        List<Segment> before = reading.message()
                .segments()
                .stream()
                .takeWhile(segment -> !segment.name().equals("OBR"))
                .filter(segment -> segment.name().equals("OBX"))
                .toList();
        observations.mapWithoutOrder(before, context);
    }

    private void map(Obr obr, List<Segment> group, ClinicalContext context) {
        String number = numberOf(obr) + '|' + obr.service().text();
        String system = reading.localSystem("report");
        Draft draft = reading.drafts().of(Aggregates.REPORT, system, number);
        Slots slots = draft.slots();
        OrderNumbers.identify(slots, obr.placerNumber(), obr.fillerNumber(), reading);
        slots.set("basedOn", orders.basis(obr, context));
        status(slots, obr.status());
        section(slots, obr.section());
        code(slots, obr.service());
        context.putInto(slots);
        Optional<Hl7Time> observed = effective(slots, obr);
        issued(slots, obr.reported());
        slots.set("performer", Json.arrayOf(organizations.publisher()));
        practitioners.referenceNdl(obr.interpreter())
                .ifPresent(person -> slots.set("resultsInterpreter", Json.arrayOf(person)));
        slots.set("specimen", specimens.map(obr, group, number, context));
        slots.set("conclusion", new Notes(reading).text(obr.segment()));
        List<Segment> results = group.stream().filter(segment -> segment.name().equals("OBX")).toList();
        slots.set("presentedForm", forms(results));
        ArrayNode all = draft.facts().withArrayProperty(ReportFold.OBSERVATIONS);
        observations.map(results, new Group(number, context, observed, obr.section(), true)).forEach(all::add);
    }

    private ArrayNode forms(List<Segment> results) {
        Attachments attachments = new Attachments(reading);
        ArrayNode forms = Json.array();
        for (Segment segment : results) {
            Obx obx = Obx.of(segment);
            if (Attachments.isAttachment(obx)) {
                attachments.attachment(obx).ifPresent(forms::add);
            }
        }
        return forms;
    }

    /** The filler's number, else the placer's, else one of this message, which nothing later can correct. */
    private String numberOf(Obr obr) {
        String filler = obr.fillerNumber().text();
        String placer = obr.placerNumber().text();
        if (!filler.isEmpty() || !placer.isEmpty()) {
            return filler.isEmpty() ? placer : filler;
        }
        reading.issues()
                .warning("obr-3-missing", Kind.REQUIRED, obr.fillerNumber().location(),
                        "The report has neither a filler nor a placer number; it was kept, but no later message can correct it.",
                        "Send the filler order number in OBR-3.");
        return "message " + reading.message().first("MSH").field(10).text() + " OBR " + obr.segment().occurrence();
    }

    private void status(Slots slots, Field field) {
        if (field.text().isEmpty()) {
            reading.issues()
                    .warning("obr-25-missing", Kind.REQUIRED, field.location(),
                            "The report has no status; it was kept as unknown.", "Send the status in OBR-25.");
        }
        slots.set("status", codes.translate(field, Tables.REPORT_STATUS).map(CodeMap.Target::code).orElse("unknown"));
    }

    private void section(Slots slots, Field field) {
        if (SECTION_CODE.matcher(field.text()).matches()) {
            slots.set("category", Json.arrayOf(Json.concept(Json.coding(SECTION, field.text(), ""))));
        } else if (!field.text().isEmpty()) {
            slots.set("category", Json.arrayOf(Json.object().put("text", field.text())));
        }
    }

    private void code(Slots slots, Field field) {
        Optional<ObjectNode> code = codes.verbatim(field);
        if (code.isEmpty()) {
            reading.issues()
                    .warning("obr-4-missing", Kind.REQUIRED, field.location(),
                            "The report does not say what was asked for; it was kept without a code.",
                            "Send the service in OBR-4.");
        }
        slots.set("code", code.orElseGet(() -> Json.object().put("text", "not stated")));
    }

    /** OBR-7, to OBR-8 where that is given. */
    private Optional<Hl7Time> effective(Slots slots, Obr obr) {
        Optional<Hl7Time> from = reading.times().read(obr.observed());
        Optional<Hl7Time> to = reading.times().read(obr.observedUntil());
        if (from.isPresent() && to.isPresent()) {
            slots.set("effectivePeriod",
                    Json.object().put("start", from.get().fhir()).put("end", to.get().fhir()));
            slots.clear("effectiveDateTime");
        } else if (from.isPresent()) {
            slots.set("effectiveDateTime", from.get().fhir());
            slots.clear("effectivePeriod");
        }
        return from;
    }

    /** An instant in FHIR, so that a date without time cannot be carried. */
    private void issued(Slots slots, Field field) {
        Optional<Hl7Time> time = reading.times().read(field);
        if (time.isPresent() && time.get().hasTime()) {
            slots.set("issued", time.get().fhir());
        } else if (time.isPresent()) {
            reading.issues()
                    .warning("obr-22-date-only", Kind.VALUE, field.location(),
                            "The report time has no time of day; it was dropped.", "Send OBR-22 with its time.");
        }
    }
}
