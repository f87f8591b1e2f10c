package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Specimen, from SPM, or from OBR-14 and OBR-15 where a message has no SPM. */
final class SpecimenMapping {

    private final Reading reading;
    private final Codes codes;

    SpecimenMapping(Reading reading) {
        this.reading = reading;
        this.codes = new Codes(reading);
    }

    /** Drafts the specimens of one OBR's group and gives references to them. */
    ArrayNode map(Obr obr, List<Segment> group, String report, ClinicalContext context) {
        ArrayNode references = Json.array();
        List<Segment> segments = group.stream().filter(segment -> segment.name().equals("SPM")).toList();
        for (Segment segment : segments) {
            references.add(map(Spm.of(segment), report, context));
        }
        if (segments.isEmpty() && (!obr.specimenSource().isEmpty() || !obr.specimenReceived().isEmpty())) {
            references.add(map(obr, report, context));
        }
        return references;
    }

    private ObjectNode map(Spm spm, String report, ClinicalContext context) {
        // EIP: the placer's number and the filler's, each with its authority in subcomponents.
        String placer = spm.identifier().subcomponent(1).text();
        String filler = spm.identifier().component(2).text();
        String own = filler.isEmpty() ? placer : filler;
        String number = own.isEmpty() ? report + "|specimen " + spm.segment().occurrence() : own;
        Slots slots = draft(number, context);
        codes.verbatim(spm.type()).ifPresent(type -> slots.set("type", type));
        time(slots, "receivedTime", spm.received());
        collection(slots, spm);
        ArrayNode conditions = Json.array();
        spm.conditions().repetitions().forEach(code -> codes.verbatim(code).ifPresent(conditions::add));
        slots.set("condition", conditions);
        ArrayNode notes = Json.array();
        spm.description().repetitions().forEach(text -> notes.add(Json.object().put("text", text.whole())));
        spm.rejections()
                .repetitions()
                .forEach(reason -> codes.verbatim(reason).ifPresent(concept -> {
                    slots.set("status", "unsatisfactory");
                    String words = reason.text(2).isEmpty() ? reason.text() : reason.text(2);
                    notes.add(Json.object().put("text", "Rejected: " + words));
                }));
        slots.set("note", notes);
        codes.verbatim(spm.container()).ifPresent(type -> {
            ObjectNode container = Json.object();
            container.set("type", type);
            slots.set("container", Json.arrayOf(container));
        });
        return reference(number);
    }

    private void collection(Slots slots, Spm spm) {
        Optional<Hl7Time> from = reading.times().read(spm.collected());
        Optional<Hl7Time> to = reading.times().read(spm.collected().component(2));
        ObjectNode collection = Json.object();
        if (from.isPresent() && to.isPresent()) {
            collection.set("collectedPeriod",
                    Json.object().put("start", from.get().fhir()).put("end", to.get().fhir()));
        } else {
            from.ifPresent(time -> collection.put("collectedDateTime", time.fhir()));
        }
        codes.verbatim(spm.collectionMethod()).ifPresent(method -> collection.set("method", method));
        codes.verbatim(spm.site()).ifPresent(site -> collection.set("bodySite", site));
        slots.set("collection", collection);
    }

    /** OBR-15: the specimen's name or code is in the subcomponents of the first component. */
    private ObjectNode map(Obr obr, String report, ClinicalContext context) {
        String number = report + "|specimen";
        Slots slots = draft(number, context);
        Field source = obr.specimenSource();
        String code = source.subcomponent(1).text();
        String words = source.subcomponent(2).text();
        if (!code.isEmpty() || !words.isEmpty()) {
            ObjectNode type = Json.object();
            if (!code.isEmpty() && !words.isEmpty()) {
                String system = Codes.systemUri(source.subcomponent(3).text())
                        .orElseGet(() -> reading.localSystem("code"));
                type.set("coding", Json.arrayOf(Json.coding(system, code, words)));
            }
            slots.set("type", type.put("text", words.isEmpty() ? code : words));
        }
        String description = source.text(3);
        if (!description.isEmpty()) {
            slots.set("note", Json.arrayOf(Json.object().put("text", description)));
        }
        time(slots, "receivedTime", obr.specimenReceived());
        return reference(number);
    }

    private Slots draft(String number, ClinicalContext context) {
        String system = reading.localSystem("specimen");
        Slots slots = reading.drafts().of(Aggregates.SPECIMEN, system, number).slots();
        slots.set("identifier", Json.arrayOf(Json.identifier(system, number)));
        slots.set("subject", context.subject().reference());
        return slots;
    }

    private ObjectNode reference(String number) {
        return Json.reference(reading.reference("Specimen", reading.localSystem("specimen"), number), "");
    }

    private void time(Slots slots, String slot, Field field) {
        reading.times().read(field).ifPresent(time -> slots.set(slot, time.fhir()));
    }
}
