package org.tributary.mapping.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.ResourceIds;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Procedure, from PR1 and the ROL segments that follow it. The PR1 segments of a message are all the procedures of the
 * visit, unless they say themselves whether each is added, changed or deleted (PR1-20).
 */
final class ProcedureMapping {

    private static final Pattern MINUTES = Pattern.compile("[1-9]\\d{0,4}");
    private static final String SNOMED = "http://snomed.info/sct";

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;
    private final LocationMapping locations;

    ProcedureMapping(Reading reading, PractitionerMapping practitioners, OrganizationMapping organizations) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
        this.locations = new LocationMapping(reading, organizations);
    }

    void map(ClinicalContext context, Optional<Hl7Time> occurred) {
        List<ObjectNode> procedures = new ArrayList<>();
        boolean complete = true;
        for (Pr1 pr1 : Pr1.all(reading.message())) {
            complete &= pr1.action().text().isEmpty();
            procedure(pr1, context, occurred).ifPresent(procedures::add);
        }
        if (!procedures.isEmpty()) {
            ListFold.write(reading.drafts().of(Aggregates.PROCEDURES, context.system(), context.value()).facts(),
                    procedures, complete);
        }
    }

    private Optional<ObjectNode> procedure(Pr1 pr1, ClinicalContext context, Optional<Hl7Time> occurred) {
        Optional<ObjectNode> code = codes.described(pr1.code(), pr1.method(), pr1.description());
        if (code.isEmpty()) {
            reading.issues()
                    .warning("pr1-3-missing", Kind.REQUIRED, pr1.code().location(),
                            "The procedure has neither code nor words; it was not carried.",
                            "Send the procedure in PR1-3.");
            return Optional.empty();
        }
        Optional<Hl7Time> time = reading.times().read(pr1.performed());
        String key = keyOf(pr1, context, code.get());
        ObjectNode procedure = Json.object().put("resourceType", "Procedure");
        procedure.put("id", ResourceIds.of(reading.feed(), "Procedure", context.system(), key));
        procedure.set("identifier", Json.arrayOf(Json.identifier(reading.localSystem("procedure"), key)));
        procedure.put("status", status(pr1, time, occurred));
        codes.verbatim(pr1.functionalType()).ifPresent(category -> procedure.set("category", category));
        for (Field modifier : pr1.modifiers().repetitions()) {
            codes.verbatim(modifier)
                    .ifPresent(more -> code.get()
                            .withArrayProperty("coding")
                            .addAll(more.withArrayProperty("coding")));
        }
        procedure.set("code", code.get());
        context.putInto(procedure);
        performed(procedure, time, pr1.minutes());
        Json.put(procedure, "performer", performers(pr1));
        locations.place(pr1.unit()).ifPresent(place -> procedure.set("location", place.path("location")));
        codes.verbatim(pr1.diagnosis()).ifPresent(reason -> procedure.set("reasonCode", Json.arrayOf(reason)));
        return Optional.of(procedure);
    }

    /** A procedure is its identifier, else its code and time, within the visit. */
    private static String keyOf(Pr1 pr1, ClinicalContext context, ObjectNode code) {
        String named = pr1.code().text().isEmpty() ? code.path("text").asString("") : pr1.code().text();
        String identifier = pr1.identifier().text();
        return context.value() + '|' + (identifier.isEmpty() ? named + '|' + pr1.performed().text() : identifier);
    }

    /** What lies ahead of the event is only planned. */
    private String status(Pr1 pr1, Optional<Hl7Time> time, Optional<Hl7Time> occurred) {
        if (codes.deletes(pr1.action())) {
            return "entered-in-error";
        }
        boolean ahead = time.isPresent() && occurred.isPresent()
                && time.get().instant().isAfter(occurred.get().instant());
        return ahead ? "preparation" : "completed";
    }

    private void performed(ObjectNode procedure, Optional<Hl7Time> time, Field minutes) {
        boolean readable = MINUTES.matcher(minutes.text()).matches();
        boolean timed = time.filter(Hl7Time::hasTime).isPresent();
        if (!minutes.text().isEmpty() && !(readable && timed)) {
            codes.unreadable(minutes);
        }
        if (time.isEmpty()) {
            return;
        }
        Hl7Time start = time.get();
        if (timed && readable) {
            procedure.set("performedPeriod",
                    Json.object()
                            .put("start", start.fhir())
                            .put("end", start.plusMinutes(Integer.parseInt(minutes.text())).fhir()));
        } else {
            procedure.put("performedDateTime", start.fhir());
        }
    }

    private ArrayNode performers(Pr1 pr1) {
        ArrayNode performers = Json.array();
        add(performers, pr1.surgeons(), Json.concept(Json.coding(SNOMED, "304292004", "Surgeon")));
        add(performers, pr1.anaesthetists(), Json.concept(Json.coding(SNOMED, "88189002", "Anaesthetist")));
        add(performers, pr1.practitioners(), Json.object());
        for (Segment segment : reading.message().after(pr1.segment(), "ROL", Set.of("NTE", "PRT"))) {
            Rol rol = Rol.of(segment);
            rol.action();
            add(performers, rol.person(), codes.verbatim(rol.role()).orElseGet(Json::object));
        }
        return performers;
    }

    private void add(ArrayNode performers, Field people, ObjectNode function) {
        people.repetitions().forEach(xcn -> practitioners.reference(xcn).ifPresent(actor -> {
            ObjectNode performer = Json.object();
            Json.put(performer, "function", function.deepCopy());
            performer.set("actor", actor);
            performers.add(performer);
        }));
    }
}
