package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Observation, from OBX and the NTE segments that follow it. */
final class ObservationMapping {

    private static final Pattern RANGE = Pattern
            .compile("\\s*(-?\\d{1,18}(?:\\.\\d{1,18})?)\\s*-\\s*(-?\\d{1,18}(?:\\.\\d{1,18})?)\\s*");
    private static final Set<String> TEXT_TYPES = Set.of("TX", "FT");
    /**
     * Statuses of HL7 table 0085 that say something of a result sent before: deleted, changed to final, wrong, none.
     */
    private static final Set<String> OF_EARLIER_RESULT = Set.of("D", "U", "W", "X");

    /**
     * What all observations of one OBR share.
     *
     * @param report
     *            the report's number, which with OBX-3 and OBX-4 names an observation
     * @param observed
     *            the time of observations that have none of their own
     * @param section
     *            OBR-24
     * @param hasReport
     *            whether there is a report that takes the documents among them
     */
    record Group(String report, ClinicalContext context, Optional<Hl7Time> observed, Field section,
            boolean hasReport) {
    }

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;
    private final OrganizationMapping organizations;
    private final ObservationValues values;
    private final Notes notes;

    ObservationMapping(Reading reading, PractitionerMapping practitioners, OrganizationMapping organizations) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
        this.organizations = organizations;
        this.values = new ObservationValues(reading);
        this.notes = new Notes(reading);
    }

    /** Drafts the observations of a message that are part of no order: what was measured at an admission, say. */
    void mapWithoutOrder(List<Segment> segments, ClinicalContext context) {
        List<ObjectNode> observations = new ArrayList<>();
        for (Segment segment : segments) {
            // Measured again, it is another observation: the time tells them apart.
            String number = context.value() + '|' + segment.field(14).text();
            map(List.of(segment), new Group(number, context, Optional.empty(), Field.NONE, false))
                    .forEach(observations::add);
        }
        if (!observations.isEmpty()) {
            ListFold.write(reading.drafts().of(Aggregates.OBSERVATIONS, context.system(), context.value()).facts(),
                    observations, false);
        }
    }

    List<ObjectNode> map(List<Segment> segments, Group group) {
        List<ObjectNode> observations = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (List<Obx> lines : results(segments, group)) {
            Obx obx = lines.getFirst();
            if (hasCode(obx)) {
                observations.add(observation(lines, idOf(obx, group.report(), seen), group));
            }
        }
        return observations;
    }

    /** The results, each one OBX, or several where a text is sent as one OBX a line. */
    private List<List<Obx>> results(List<Segment> segments, Group group) {
        List<List<Obx>> results = new ArrayList<>();
        for (Segment segment : segments) {
            Obx obx = Obx.of(segment);
            if (!results.isEmpty() && continues(results.getLast().getLast(), obx)) {
                results.getLast().add(obx);
            } else if (!Attachments.isAttachment(obx)) {
                results.add(new ArrayList<>(List.of(obx)));
            } else if (!group.hasReport()) {
                reading.issues()
                        .warning("obx-document-without-report", Kind.NOT_SUPPORTED, obx.valueType().location(),
                                "A document among observations needs a report to be part of; it was not carried.",
                                "Send documents in results (ORU) or as documents (MDM).");
            }
        }
        return results;
    }

    private static boolean continues(Obx before, Obx obx) {
        return TEXT_TYPES.contains(obx.valueType().text()) && TEXT_TYPES.contains(before.valueType().text())
                && obx.identifier().text().equals(before.identifier().text())
                && obx.identifier().text(2).equals(before.identifier().text(2))
                && obx.subId().text().equals(before.subId().text())
                && obx.status().text().equals(before.status().text());
    }

    private boolean hasCode(Obx obx) {
        if (obx.identifier().isEmpty()) {
            reading.issues()
                    .warning("obx-3-missing", Kind.REQUIRED, obx.identifier().location(),
                            "The observation does not say what was observed; it was not carried.",
                            "Send the observation's code in OBX-3.");
            return false;
        }
        return true;
    }

    private String idOf(Obx obx, String report, Map<String, Integer> seen) {
        String code = obx.identifier().text().isEmpty() ? obx.identifier().text(2) : obx.identifier().text();
        String name = report + '|' + code + '|' + obx.subId().text();
        int occurrence = seen.merge(name, 1, Integer::sum);
        if (occurrence > 1) {
            reading.issues()
                    .warning("obx-4-not-distinct", Kind.DUPLICATE, obx.subId().location(),
                            "The same code comes more than once without a sub-id that tells the observations apart; all were kept, told apart by their order.",
                            "Send distinct sub-ids in OBX-4.");
            name += "|#" + occurrence;
        }
        return ResourceIds.of(reading.feed(), "Observation", reading.localSystem("observation"), name);
    }

    private ObjectNode observation(List<Obx> lines, String id, Group group) {
        Obx obx = lines.getFirst();
        ObjectNode observation = Json.object().put("resourceType", "Observation").put("id", id);
        if (!obx.instance().text().isEmpty()) {
            observation.set("identifier", Json.arrayOf(
                    Json.identifier(reading.localSystem("observation-instance"), obx.instance().text())));
        }
        observation.put("status", status(obx.status()));
        codes.find(Tables.SERVICE_SECTION, group.section().text())
                .ifPresent(category -> observation.set("category",
                        Json.arrayOf(Json.concept(Json.coding(category)))));
        ObjectNode code = codes.verbatim(obx.identifier()).orElseGet(Json::object);
        observation.set("code", code);
        group.context().putInto(observation);
        reading.times()
                .read(obx.observed())
                .or(group::observed)
                .ifPresent(time -> observation.put("effectiveDateTime", time.fhir()));
        Json.put(observation, "performer", performers(obx));
        values(observation, lines, code);
        Json.put(observation, "interpretation", interpretations(obx.abnormalFlags()));
        Json.put(observation, "note", notesOf(lines));
        codes.verbatim(obx.site()).ifPresent(site -> observation.set("bodySite", site));
        codes.verbatim(obx.method()).ifPresent(method -> observation.set("method", method));
        device(observation, obx.equipment());
        Json.put(observation, "referenceRange", referenceRange(obx));
        if (OF_EARLIER_RESULT.contains(obx.status().text()) && obx.value().isEmpty()) {
            observation.put(ReportFold.STATUS_ONLY, true);
        }
        return observation;
    }

    private String status(Field field) {
        if (field.text().isEmpty()) {
            reading.issues()
                    .warning("obx-11-missing", Kind.REQUIRED, field.location(),
                            "The observation has no status; it was kept as unknown.", "Send the status in OBX-11.");
        }
        return codes.translate(field, Tables.OBSERVATION_STATUS).map(CodeMap.Target::code).orElse("unknown");
    }

    private ArrayNode performers(Obx obx) {
        ArrayNode performers = Json.array();
        obx.observers().repetitions().forEach(xcn -> practitioners.reference(xcn).ifPresent(performers::add));
        organizations.named(obx.performingOrganization()).ifPresent(performers::add);
        String producer = obx.producer().text(2).isEmpty() ? obx.producer().text() : obx.producer().text(2);
        if (!producer.isEmpty()) {
            performers.add(Json.reference("", producer));
        }
        return performers;
    }

    /** What identifies the instrument; of the instrument itself nothing else is known. */
    private void device(ObjectNode observation, Field equipment) {
        if (!equipment.text().isEmpty()) {
            ObjectNode device = Json.object();
            device.set("identifier", Json.identifier(reading.localSystem("device"), equipment.text()));
            observation.set("device", device);
        }
    }

    /** An observation has one value; of a value that repeats, each is a component with the observation's code. */
    private void values(ObjectNode observation, List<Obx> lines, ObjectNode code) {
        Obx obx = lines.getFirst();
        if (TEXT_TYPES.contains(obx.valueType().text())) {
            // In a text, repetitions are lines, as separate OBX segments are.
            Json.put(observation, "valueString", textOf(lines));
            return;
        }
        List<Field> repetitions = obx.value().repetitions();
        if (repetitions.size() == 1) {
            values.put(observation, obx, repetitions.getFirst());
            return;
        }
        ArrayNode components = Json.array();
        for (Field value : repetitions) {
            ObjectNode component = Json.object();
            component.set("code", code);
            values.put(component, obx, value);
            components.add(component);
        }
        Json.put(observation, "component", components);
    }

    private static String textOf(List<Obx> lines) {
        return lines.stream()
                .flatMap(line -> line.value().isEmpty()
                        ? List.of(Field.NONE).stream()
                        : line.value().repetitions().stream())
                .map(Field::whole)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private ArrayNode notesOf(List<Obx> lines) {
        ArrayNode all = Json.array();
        lines.forEach(line -> all.addAll(notes.annotations(line.segment())));
        return all;
    }

    private ArrayNode interpretations(Field flags) {
        ArrayNode interpretations = Json.array();
        flags.repetitions()
                .forEach(flag -> codes.concept(flag, Tables.INTERPRETATION).ifPresent(interpretations::add));
        return interpretations;
    }

    private static ArrayNode referenceRange(Obx obx) {
        String text = obx.referenceRange().whole().strip();
        if (text.isEmpty()) {
            return Json.array();
        }
        ObjectNode range = Json.object();
        Matcher bounds = RANGE.matcher(text);
        if (obx.valueType().text().equals("NM") && bounds.matches()) {
            range.set("low", ObservationValues.quantity(bounds.group(1), "", obx.units()));
            range.set("high", ObservationValues.quantity(bounds.group(2), "", obx.units()));
        }
        range.put("text", text);
        return Json.arrayOf(range);
    }
}
