package org.tributary.mapping.hl7v2;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Observation, from OBX with a value of type NM, ST or CE. */
final class ObservationMapping {

    /** HL7's NM with as many digits as any measurement has; no exponents. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})");
    private static final Pattern RANGE = Pattern
            .compile("\\s*(-?\\d{1,18}(?:\\.\\d{1,18})?)\\s*-\\s*(-?\\d{1,18}(?:\\.\\d{1,18})?)\\s*");

    /**
     * What all observations of one OBR share.
     *
     * @param report
     *            the report's number, which with OBX-3 and OBX-4 names an observation
     * @param observed
     *            the time of observations that have none of their own
     * @param section
     *            OBR-24
     */
    record Group(String report, ObjectNode subject, Optional<Hl7Time> observed, Field section) {
    }

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;

    ObservationMapping(Reading reading, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
    }

    /**
     * @param all
     *            where the observations are put
     */
    void map(List<Segment> segments, Group group, ArrayNode all) {
        Map<String, Integer> seen = new HashMap<>();
        for (Segment segment : segments) {
            Obx obx = Obx.of(segment);
            if (isCarried(obx)) {
                all.add(observation(obx, idOf(obx, group.report(), seen), group));
            }
        }
    }

    private boolean isCarried(Obx obx) {
        String type = obx.valueType().text();
        boolean carried = type.equals("NM") || type.equals("ST") || type.equals("CE")
                || type.isEmpty() && obx.value().isEmpty();
        if (!carried) {
            reading.issues()
                    .warning("obx-2-not-supported", Kind.NOT_SUPPORTED, obx.valueType().location(),
                            "Values of this type are not carried yet; the observation was not carried.",
                            "Send the value as NM, ST or CE, or wait for a later version; the message itself is kept.");
        } else if (obx.identifier().isEmpty()) {
            reading.issues()
                    .warning("obx-3-missing", Kind.REQUIRED, obx.identifier().location(),
                            "The observation does not say what was observed; it was not carried.",
                            "Send the observation's code in OBX-3.");
            return false;
        }
        return carried;
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

    private ObjectNode observation(Obx obx, String id, Group group) {
        ObjectNode observation = Json.object().put("resourceType", "Observation").put("id", id);
        observation.put("status", status(obx.status()));
        Tables.SERVICE_SECTION.translate(group.section().text())
                .ifPresent(category -> observation.set("category",
                        Json.arrayOf(Json.concept(Json.coding(category)))));
        ObjectNode code = codes.verbatim(obx.identifier()).orElseGet(Json::object);
        observation.set("code", code);
        observation.set("subject", group.subject());
        EncounterMapping.reference(reading).ifPresent(encounter -> observation.set("encounter", encounter));
        reading.times()
                .read(obx.observed())
                .or(group::observed)
                .ifPresent(time -> observation.put("effectiveDateTime", time.fhir()));
        Json.put(observation, "performer", performers(obx));
        values(observation, obx, code);
        Json.put(observation, "interpretation", interpretations(obx.abnormalFlags()));
        Json.put(observation, "referenceRange", referenceRange(obx));
        if (obx.status().text().equals("U") && obx.value().isEmpty()) {
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
        return performers;
    }

    /** An observation has one value; of a value that repeats, each is a component with the observation's code. */
    private void values(ObjectNode observation, Obx obx, ObjectNode code) {
        List<Field> values = obx.value().repetitions();
        if (values.size() == 1) {
            value(observation, obx, values.getFirst());
            return;
        }
        List<ObjectNode> components = new ArrayList<>();
        for (Field value : values) {
            ObjectNode component = Json.object();
            component.set("code", code);
            value(component, obx, value);
            components.add(component);
        }
        if (!components.isEmpty()) {
            observation.set("component", Json.array().addAll(components));
        }
    }

    private void value(ObjectNode holder, Obx obx, Field value) {
        String type = obx.valueType().text();
        if (type.equals("CE")) {
            codes.verbatim(value).ifPresent(concept -> holder.set("valueCodeableConcept", concept));
        } else if (type.equals("NM") && NUMBER.matcher(value.text()).matches()) {
            holder.set("valueQuantity", quantity(new BigDecimal(value.text()), obx.units()));
        } else {
            if (type.equals("NM")) {
                reading.issues()
                        .warning("obx-5-not-a-number", Kind.VALUE, value.location(),
                                "The value is of type NM but no number; it was kept as text.",
                                "Send a number, or the value type ST.");
            }
            Json.put(holder, "valueString", value.text());
        }
    }

    private static ObjectNode quantity(BigDecimal value, Field units) {
        ObjectNode quantity = Json.object().put("value", value);
        Json.put(quantity, "unit", units.text(2).isEmpty() ? units.text() : units.text(2));
        if (!units.text().isEmpty()) {
            Codes.systemUri(units.text(3))
                    .ifPresent(
                            system -> quantity.put("system", system).put("code", Json.code(units.text())));
        }
        return quantity;
    }

    private ArrayNode interpretations(Field flags) {
        ArrayNode interpretations = Json.array();
        flags.repetitions()
                .forEach(flag -> codes.concept(flag, Tables.INTERPRETATION).ifPresent(interpretations::add));
        return interpretations;
    }

    private static ArrayNode referenceRange(Obx obx) {
        String text = obx.referenceRange().text();
        if (text.isEmpty()) {
            return Json.array();
        }
        ObjectNode range = Json.object();
        Matcher bounds = RANGE.matcher(text);
        if (obx.valueType().text().equals("NM") && bounds.matches()) {
            range.set("low", quantity(new BigDecimal(bounds.group(1)), obx.units()));
            range.set("high", quantity(new BigDecimal(bounds.group(2)), obx.units()));
        }
        range.put("text", text);
        return Json.arrayOf(range);
    }
}
