package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.support.CodeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Appointment, from SCH, TQ1, the AI segments and the notes on them. */
final class AppointmentMapping {

    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");
    private static final Pattern TIMED = Pattern.compile("([MHS])(\\d{1,6})");
    private static final Set<String> NOT_HELD = Set.of("cancelled", "noshow");
    private static final int SIXTY = 60;

    private final Reading reading;
    private final Codes codes;
    private final PractitionerMapping practitioners;
    private final LocationMapping locations;

    AppointmentMapping(Reading reading, OrganizationMapping organizations, PractitionerMapping practitioners) {
        this.reading = reading;
        this.codes = new Codes(reading);
        this.practitioners = practitioners;
        this.locations = new LocationMapping(reading, organizations);
    }

    void map(ClinicalContext context) {
        Sch sch = Sch.of(reading.message());
        String number = sch.fillerNumber().text().isEmpty() ? sch.placerNumber().text() : sch.fillerNumber().text();
        if (number.isEmpty()) {
            reading.issues()
                    .error("sch-2-missing", Kind.REQUIRED, "SCH-2",
                            "The appointment has no number, so that nothing could change it; the message was rejected.",
                            "Send the filler appointment id in SCH-2, or the placer's in SCH-1.");
            return;
        }
        Slots slots = reading.drafts().of(Aggregates.APPOINTMENT, reading.localSystem("appointment"), number).slots();
        // RGS only says which resources belong together, which all do in one appointment.
        reading.message().all("RGS").forEach(group -> List.of(1, 2, 3).forEach(group::ignore));
        identifiers(slots, sch);
        Optional<String> status = status(sch);
        status.ifPresent(code -> slots.set("status", code));
        when(slots, sch);
        what(slots, sch, status.filter(NOT_HELD::contains).isPresent());
        participants(slots, context);
        comment(slots);
        orders(slots, sch);
    }

    private void identifiers(Slots slots, Sch sch) {
        identifier(slots, sch.placerNumber(), "PLAC", "Placer Identifier", "placer");
        identifier(slots, sch.fillerNumber(), "FILL", "Filler Identifier", "filler");
    }

    private void identifier(Slots slots, Field ei, String type, String display, String kind) {
        if (!ei.text().isEmpty()) {
            ObjectNode identifier = Json.object();
            identifier.set("type", Json.concept(Json.coding(IDENTIFIER_TYPE, type, display)));
            identifier.setAll(Json.identifier(reading.localSystem(kind + "-appointment"), ei.text()));
            slots.set("identifier:" + kind, Json.arrayOf(identifier));
        }
    }

    /** A cancellation is one whatever SCH-25 says; of other events SCH-25 knows better. */
    private Optional<String> status(Sch sch) {
        Field field = sch.status();
        String said = field.text().isEmpty() ? field.text(2) : field.text();
        String standard = reading.feed().options().standardCode(Tables.APPOINTMENT_STATUS.name(), said);
        Optional<String> ofField = Tables.APPOINTMENT_STATUS.translate(standard.toUpperCase(Locale.ROOT))
                .map(CodeMap.Target::code);
        if (!said.isEmpty() && ofField.isEmpty()) {
            codes.unknown(field);
        }
        Optional<String> ofEvent = Tables.APPOINTMENT_EVENT.translate(reading.event().name())
                .map(CodeMap.Target::code);
        return ofEvent.filter(status -> !status.equals("booked")).or(() -> ofField).or(() -> ofEvent);
    }

    /** From the first that tells: TQ1, SCH-11, then the services, places, people and equipment. */
    private void when(Slots slots, Sch sch) {
        List<Tq1> tq1s = reading.message().all("TQ1").stream().map(Tq1::of).toList();
        List<ResourceOfAppointment> resources = ResourceOfAppointment.all(reading.message()).toList();
        Optional<Hl7Time> start = Stream.of(tq1s.stream().map(Tq1::start), Stream.of(sch.timing().component(4)),
                resources.stream().map(ResourceOfAppointment::start))
                .flatMap(fields -> fields)
                .filter(field -> !field.text().isEmpty())
                .findFirst()
                .flatMap(reading.times()::read);
        Optional<Hl7Time> end = Stream.concat(tq1s.stream().map(Tq1::end), Stream.of(sch.timing().component(5)))
                .filter(field -> !field.text().isEmpty())
                .findFirst()
                .flatMap(reading.times()::read);
        Optional<Integer> minutes = minutes(sch, resources);
        minutes.ifPresent(number -> slots.set("minutesDuration", Json.number(number)));
        if (start.isEmpty()) {
            return;
        }
        if (!start.get().hasTime()) {
            reading.issues()
                    .warning("appointment-date-only", Kind.VALUE, "SCH-11",
                            "The appointment has a date without a time, which FHIR has no place for; it was dropped.",
                            "Send the time of the appointment.");
            return;
        }
        slots.set("start", start.get().fhir());
        services(start.get());
        Optional<Hl7Time> until = end.filter(Hl7Time::hasTime)
                .or(() -> minutes.map(number -> start.get().plusMinutes(number)));
        if (until.isEmpty()) {
            reading.issues()
                    .information("appointment-end-missing", Kind.INCOMPLETE, "SCH-11",
                            "Neither end nor duration is known, and FHIR wants an end; the start was taken.",
                            "Send the duration in SCH-9, or the end in TQ1-8 or SCH-11.5.");
        }
        slots.set("end", until.orElse(start.get()).fhir());
    }

    private Optional<Integer> minutes(Sch sch, List<ResourceOfAppointment> resources) {
        Optional<Integer> whole = minutes(sch.duration(), sch.durationUnit());
        // A duration of data type TQ is a unit and a number: M30.
        Matcher timed = TIMED.matcher(sch.timing().text(3));
        List<Integer> ofResources = resources.stream()
                .flatMap(resource -> minutes(resource.duration(), resource.durationUnit()).stream())
                .toList();
        if (!sch.timing().isEmpty() && sch.timing().text(4).isEmpty() && !timed.matches()) {
            codes.notCarried(sch.timing());
        }
        return whole.or(() -> timed.matches() ? minutes(timed.group(2), timed.group(1)) : Optional.empty())
                .or(() -> ofResources.stream().findFirst());
    }

    /** A service has no time of its own in FHIR: one that is not the appointment's is told. */
    private void services(Hl7Time start) {
        for (ResourceOfAppointment service : ResourceOfAppointment.all(reading.message(), "AIS")) {
            reading.times()
                    .read(service.start())
                    .filter(time -> !time.instant().equals(start.instant()))
                    .ifPresent(other -> codes.notCarried(service.start()));
        }
    }

    /** Without a unit it is minutes, as in practice it always is. */
    private Optional<Integer> minutes(Field duration, Field unit) {
        String name = unit.text().isEmpty() ? unit.text(2) : unit.text();
        Optional<Integer> minutes = minutes(duration.text(), name.isEmpty() ? "MIN" : name);
        if (!name.isEmpty() && Tables.DURATION_UNIT.translate(name.toUpperCase(Locale.ROOT)).isEmpty()) {
            codes.unknown(unit);
        }
        if (minutes.isEmpty() && !duration.text().isEmpty()) {
            codes.unreadable(duration);
        }
        return minutes;
    }

    private static Optional<Integer> minutes(String number, String unit) {
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(number);
        return Tables.DURATION_UNIT.translate(unit.toUpperCase(Locale.ROOT)).map(target -> switch (target.code()) {
            case "s" -> value / SIXTY;
            case "h" -> value * SIXTY;
            default -> value;
        }).filter(result -> result > 0);
    }

    private void what(Slots slots, Sch sch, boolean notHeld) {
        ArrayNode services = Json.array();
        for (ResourceOfAppointment service : ResourceOfAppointment.all(reading.message(), "AIS")) {
            codes.verbatim(service.resource()).ifPresent(services::add);
        }
        slots.set("serviceType", services);
        codes.verbatim(sch.appointmentType()).ifPresent(type -> slots.set("appointmentType", type));
        codes.verbatim(sch.appointmentReason()).ifPresent(reason -> slots.set("reasonCode", Json.arrayOf(reason)));
        Optional<ObjectNode> eventReason = codes.verbatim(sch.eventReason());
        if (notHeld) {
            eventReason.ifPresent(reason -> slots.set("cancelationReason", reason));
        } else {
            slots.clear("cancelationReason");
            eventReason.ifPresent(reason -> slots.set("description", wordsOf(sch.eventReason())));
        }
        codes.concept(Pv1.of(reading.message()).hospitalService(), Tables.TREATMENT_FUNCTION)
                .ifPresent(specialty -> slots.set("specialty", Json.arrayOf(specialty)));
    }

    private static String wordsOf(Field code) {
        return code.text(2).isEmpty() ? code.text() : code.text(2);
    }

    private void participants(Slots slots, ClinicalContext context) {
        Subject patient = context.subject();
        slots.set("participant:PID " + patient.system() + '|' + patient.value(),
                Json.arrayOf(participant(patient.reference())));
        ArrayNode people = Json.array();
        for (ResourceOfAppointment person : ResourceOfAppointment.all(reading.message(), "AIP")) {
            person.resource()
                    .repetitions()
                    .forEach(xcn -> practitioners.reference(xcn)
                            .ifPresent(actor -> people.add(participant(actor, person))));
        }
        if (people.isEmpty()) {
            Pv1.of(reading.message())
                    .attendingDoctors()
                    .repetitions()
                    .forEach(xcn -> practitioners.reference(xcn)
                            .ifPresent(actor -> people.add(participant(actor))));
        }
        slots.set("participant:AIP", people);
        ArrayNode places = Json.array();
        for (ResourceOfAppointment place : ResourceOfAppointment.all(reading.message(), "AIL")) {
            place.resource()
                    .repetitions()
                    .forEach(pl -> locations.place(pl)
                            .ifPresent(found -> places.add(
                                    participant((ObjectNode) found.path("location"), place))));
        }
        slots.set("participant:AIL", places);
        ArrayNode equipment = Json.array();
        for (ResourceOfAppointment thing : ResourceOfAppointment.all(reading.message(), "AIG")) {
            String name = wordsOf(thing.resource());
            if (!name.isEmpty()) {
                equipment.add(participant(Json.reference("", name), thing));
            }
        }
        slots.set("participant:AIG", equipment);
    }

    /** What is in an appointment has been agreed by its scheduling system. */
    private static ObjectNode participant(ObjectNode actor) {
        ObjectNode participant = Json.object();
        participant.set("actor", actor);
        return participant.put("status", "accepted");
    }

    private ObjectNode participant(ObjectNode actor, ResourceOfAppointment resource) {
        ObjectNode participant = participant(actor);
        codes.verbatim(resource.type()).ifPresent(type -> participant.set("type", Json.arrayOf(type)));
        Optional<Integer> minutes = minutes(resource.duration().text(),
                resource.durationUnit().text().isEmpty() ? "MIN" : resource.durationUnit().text());
        reading.times().read(resource.start()).ifPresent(from -> {
            ObjectNode period = Json.object().put("start", from.fhir());
            minutes.filter(number -> from.hasTime())
                    .ifPresent(number -> period.put("end", from.plusMinutes(number).fhir()));
            participant.set("period", period);
        });
        return participant;
    }

    private void comment(Slots slots) {
        Notes notes = new Notes(reading);
        Sch sch = Sch.of(reading.message());
        String comment = Stream.concat(Stream.of(sch.segment()),
                ResourceOfAppointment.all(reading.message()).map(ResourceOfAppointment::segment))
                .filter(Segment::isPresent)
                .map(notes::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        slots.set("comment", comment);
    }

    private void orders(Slots slots, Sch sch) {
        ArrayNode orders = Json.array();
        sch.placerOrder().repetitions().forEach(ei -> orders.add(OrderNumbers.reference(ei, "placer-order", reading)));
        sch.fillerOrder().repetitions().forEach(ei -> orders.add(OrderNumbers.reference(ei, "filler-order", reading)));
        slots.set("basedOn", orders);
    }
}
