package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.Drafts.Draft;
import org.tributary.mapping.hl7v2.ObservationMapping.Group;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** DiagnosticReport, from OBR; its results from the OBX segments that follow. {@link ReportFold} joins messages. */
final class DiagnosticReportMapping {

    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
    private static final String SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";

    private static final Pattern SECTION_CODE = Pattern.compile("[A-Z]{2,3}");

    private final Reading reading;
    private final Codes codes;
    private final OrganizationMapping organizations;
    private final ObservationMapping observations;

    DiagnosticReportMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.organizations = organizations;
        this.observations = new ObservationMapping(reading, practitioners);
    }

    /** Drafts a report for each OBR of the message. */
    void map(ObjectNode subject) {
        int position = 0;
        for (List<Segment> group : groups()) {
            map(Obr.of(group.getFirst()), ++position, group.subList(1, group.size()), subject);
        }
    }

    /** Each OBR with the OBX segments between it and the next. */
    private List<List<Segment>> groups() {
        List<List<Segment>> groups = new ArrayList<>();
        for (Segment segment : reading.message().segments()) {
            if (segment.name().equals("OBR")) {
                groups.add(new ArrayList<>(List.of(segment)));
            } else if (segment.name().equals("OBX") && !groups.isEmpty()) {
                groups.getLast().add(segment);
            } else if (segment.name().equals("OBX")) {
                reading.issues()
                        .warning("obx-without-obr", Kind.STRUCTURE, segment.place(),
                                "The observation stands before any OBR; it was not carried.",
                                "Send results after the OBR they belong to.");
            }
        }
        return groups;
    }

    private void map(Obr obr, int position, List<Segment> results, ObjectNode subject) {
        String number = numberOf(obr, position) + '|' + obr.service().text();
        String system = reading.localSystem("report");
        Draft draft = reading.drafts().of(Aggregates.REPORT, system, number);
        Slots slots = draft.slots();
        identifiers(slots, obr);
        status(slots, obr.status());
        section(slots, obr.section());
        code(slots, obr.service());
        slots.set("subject", subject);
        EncounterMapping.reference(reading).ifPresent(encounter -> slots.set("encounter", encounter));
        Optional<Hl7Time> observed = effective(slots, obr);
        issued(slots, obr.reported());
        slots.set("performer", Json.arrayOf(organizations.publisher()));
        ArrayNode all = draft.facts().withArrayProperty(ReportFold.OBSERVATIONS);
        observations.map(results, new Group(number, subject, observed, obr.section()), all);
    }

    /** The filler's number, else the placer's, else one of this message, which nothing later can correct. */
    private String numberOf(Obr obr, int position) {
        String filler = obr.fillerNumber().text();
        String placer = obr.placerNumber().text();
        if (!filler.isEmpty() || !placer.isEmpty()) {
            return filler.isEmpty() ? placer : filler;
        }
        reading.issues()
                .warning("obr-3-missing", Kind.REQUIRED, obr.fillerNumber().location(),
                        "The report has neither a filler nor a placer number; it was kept, but no later message can correct it.",
                        "Send the filler order number in OBR-3.");
        return "message " + reading.message().first("MSH").field(10).text() + " OBR " + position;
    }

    private void identifiers(Slots slots, Obr obr) {
        identifier(slots, obr.placerNumber(), "PLAC", "Placer Identifier", "placer");
        identifier(slots, obr.fillerNumber(), "FILL", "Filler Identifier", "filler");
    }

    private void identifier(Slots slots, Field ei, String type, String display, String kind) {
        if (!ei.text().isEmpty()) {
            ObjectNode identifier = Json.object();
            identifier.set("type", Json.concept(Json.coding(IDENTIFIER_TYPE, type, display)));
            identifier.setAll(Json.identifier(reading.localSystem(kind + "-order"), ei.text()));
            slots.set("identifier:" + kind, Json.arrayOf(identifier));
        }
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
