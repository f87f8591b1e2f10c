package org.tributary.mapping.hl7v2;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingIssue.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A visit's messages, replayed in event order: the status, and where the patient was from when to when. An update says
 * nothing of the status and corrects the place; a transfer moves the patient on.
 */
final class EncounterFold {

    /**
     * One entry of the location history.
     */
    private static final class Stay {

        private ObjectNode place;
        /** Empty where the stay began with the visit: it then follows the visit's start. */
        private final Optional<String> start;
        private String end = "";
        private boolean over;

        private Stay(ObjectNode place, Optional<String> start) {
            this.place = place;
            this.start = start;
        }

        private void close(String time) {
            over = true;
            end = time;
        }

        private void reopen() {
            over = false;
            end = "";
        }

        private boolean isAt(ObjectNode other) {
            return place.path("location").path("reference").equals(other.path("location").path("reference"));
        }
    }

    /** Not an element: where the patient is to go next. It becomes a location of status planned. */
    static final String PENDING_PLACE = "pendingPlace";

    private final Slots slots = new Slots();
    private final List<Stay> stays = new ArrayList<>();
    private String status = "";

    static FoldResult fold(String id, List<JsonNode> bodies) {
        EncounterFold fold = new EncounterFold();
        bodies.forEach(fold::apply);
        ObjectNode encounter = fold.resource(id);
        return new FoldResult(List.of(new MappedResource("Encounter", id, Json.write(encounter))),
                fold.issuesOf(encounter));
    }

    private void apply(JsonNode body) {
        Slots message = Slots.readFrom(body);
        slots.apply(message);
        String at = body.path(EncounterMapping.AT).asString("");
        Optional<ObjectNode> place = body.path(EncounterMapping.PLACE) instanceof ObjectNode node
                ? Optional.of(node)
                : Optional.empty();
        switch (TriggerEvent.valueOf(body.path(EncounterMapping.EVENT).asString()).visit()) {
            case NONE -> {
            }
            case PLANNED -> plan(place);
            case REGISTERED -> register(message, body.path(EncounterMapping.SEEN).asBoolean(false), place, at);
            case ADMITTED, CLASS_CHANGED -> admit(message, place, at);
            case TRANSFERRED -> transfer(message, body, place, at);
            case LEFT_FOR_A_WHILE -> {
                status = "onleave";
                update(place);
            }
            case CAME_BACK -> {
                goOn(message);
                update(place);
            }
            case DISCHARGED -> discharge(place);
            case ADMISSION_CANCELLED -> status = "cancelled";
            case TRANSFER_CANCELLED -> cancelTransfer(message, place);
            case DISCHARGE_CANCELLED -> cancelDischarge(message, place, at);
            case PLAN_CANCELLED -> {
                // Nobody cancels the plan of a visit that has begun: the message is late, or about something else.
                if (status.isEmpty() || status.equals("planned")) {
                    status = "cancelled";
                }
            }
            case UPDATED -> update(place);
            case DELETED -> status = "entered-in-error";
        }
        attendance(body.path(EncounterMapping.ATTENDANCE).asString(""));
    }

    /** A plan does not undo a visit that has begun; its place is where the patient is meant to come. */
    private void plan(Optional<ObjectNode> place) {
        if (status.isEmpty() || status.equals("cancelled")) {
            status = "planned";
        }
        if (status.equals("planned")) {
            place.ifPresent(to -> slots.set(PENDING_PLACE, to));
        }
    }

    private void transfer(Slots message, JsonNode body, Optional<ObjectNode> place, String at) {
        goOn(message);
        if (stays.isEmpty() && body.path(EncounterMapping.FROM) instanceof ObjectNode from
                && !place.map(to -> new Stay(from, Optional.empty()).isAt(to)).orElse(true)) {
            // Nobody told of the stay before this one; the transfer says where it was.
            stays.add(new Stay(from, Optional.empty()));
        }
        place.ifPresent(to -> moveTo(to, at));
        slots.clear(PENDING_PLACE);
    }

    /** The patient is where they were before: PV1-3 says so, and so does the history. */
    private void cancelTransfer(Slots message, Optional<ObjectNode> place) {
        goOn(message);
        boolean restored = place.isPresent() && !stays.isEmpty() && stays.getLast().isAt(place.get());
        if (stays.size() > 1 && !restored) {
            stays.removeLast();
            stays.getLast().reopen();
        }
        update(place);
    }

    /** A visit that was planned and to which the patient did not come, or came and was not seen, is cancelled. */
    private void attendance(String meaning) {
        if (meaning.equals("cancelled") && (status.isEmpty() || status.equals("planned"))) {
            status = meaning;
        }
    }

    private void register(Slots message, boolean seen, Optional<ObjectNode> place, String at) {
        if (seen) {
            admit(message, place, at);
            return;
        }
        // A registration that comes again after the admission does not undo it.
        if (status.isEmpty()) {
            status = "planned";
        }
        place.ifPresent(to -> moveTo(to, at));
    }

    private void admit(Slots message, Optional<ObjectNode> place, String at) {
        goOn(message);
        slots.clear(PENDING_PLACE);
        if (!slots.has("period.start")) {
            slots.set("period.start", at);
        }
        place.ifPresent(to -> moveTo(to, at));
    }

    /** The visit goes on: an end that an earlier message told of no longer holds. */
    private void goOn(Slots message) {
        status = "in-progress";
        if (!message.has("period.end")) {
            slots.clear("period.end");
        }
    }

    private void discharge(Optional<ObjectNode> place) {
        status = "finished";
        if (place.isPresent() && (stays.isEmpty() || !stays.getLast().isAt(place.get()))) {
            // Nobody told of the move to here: neither its time nor the end of the stay before it is known.
            boolean first = stays.isEmpty();
            closeCurrent("");
            stays.add(new Stay(place.get(), first ? Optional.empty() : Optional.of("")));
        }
        endLastStay();
    }

    private void cancelDischarge(Slots message, Optional<ObjectNode> place, String at) {
        goOn(message);
        if (place.isPresent() && (stays.isEmpty() || !stays.getLast().isAt(place.get()))) {
            moveTo(place.get(), at);
        } else if (!stays.isEmpty()) {
            stays.getLast().reopen();
        }
    }

    private void update(Optional<ObjectNode> place) {
        if (place.isPresent() && stays.isEmpty() && status.equals("planned")) {
            slots.set(PENDING_PLACE, place.get());
        } else if (place.isPresent() && stays.isEmpty()) {
            stays.add(new Stay(place.get(), Optional.empty()));
        } else if (place.isPresent()) {
            stays.getLast().place = place.get();
        }
        if (status.equals("finished")) {
            endLastStay();
        }
    }

    private void endLastStay() {
        if (!stays.isEmpty()) {
            stays.getLast().close(textOf("period.end"));
        }
    }

    /** The first place is where the visit began; moving to where the patient already is says nothing new. */
    private void moveTo(ObjectNode place, String at) {
        Stay current = current();
        if (current != null && current.isAt(place)) {
            return;
        }
        closeCurrent(at);
        boolean beginsVisit = stays.isEmpty() && slots.has("period.start");
        stays.add(new Stay(place, beginsVisit ? Optional.empty() : Optional.of(at)));
    }

    private void closeCurrent(String time) {
        Stay current = current();
        if (current != null) {
            current.close(time);
        }
    }

    private @Nullable Stay current() {
        return stays.isEmpty() || stays.getLast().over ? null : stays.getLast();
    }

    private ObjectNode resource(String id) {
        ObjectNode encounter = Json.object().put("resourceType", "Encounter").put("id", id);
        encounter.put("status", status.isEmpty() ? statusOfUpdatesAlone() : status);
        if (!slots.has("class")) {
            encounter.set("class",
                    Json.coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", "unknown"));
        }
        slots.assemble(encounter);
        encounter.remove(PENDING_PLACE);
        if (status.equals("planned") || status.equals("cancelled")) {
            expect(encounter);
        }
        ArrayNode locations = Json.array();
        stays.forEach(stay -> locations.add(location(stay)));
        if (!status.equals("finished")) {
            slots.find(PENDING_PLACE).ifPresent(place -> locations.add(planned(place)));
        }
        Json.put(encounter, "location", locations);
        return encounter;
    }

    /** Of a visit that only updates told of, the times say how it stands; without times nothing does. */
    private String statusOfUpdatesAlone() {
        return slots.has("period.end") ? "finished" : slots.has("period.start") ? "in-progress" : "unknown";
    }

    private ObjectNode location(Stay stay) {
        ObjectNode location = Json.object();
        location.set("location", stay.place.path("location"));
        String going = status.equals("planned") ? "planned" : "active";
        location.put("status", stay.over ? "completed" : going);
        location.set("physicalType", stay.place.path("physicalType"));
        ObjectNode period = Json.object();
        Json.put(period, "start", stay.start.orElseGet(() -> textOf("period.start")));
        Json.put(period, "end", stay.end);
        Json.put(location, "period", period);
        return location;
    }

    /** A visit that has not begun, or never did, is to be from and until when it was expected. */
    private void expect(ObjectNode encounter) {
        ObjectNode period = Json.object();
        Json.put(period, "start", textOf("period.start"));
        Json.put(period, "end", textOf("period.end"));
        for (String time : List.of("start", "end")) {
            String expected = time.equals("start") ? VisitDetails.EXPECTED_ADMISSION : VisitDetails.EXPECTED_DISCHARGE;
            slots.find("extension:" + expected)
                    .filter(extension -> !period.has(time))
                    .ifPresent(extension -> period.set(time, extension.path("valueDateTime")));
        }
        Json.put(encounter, "period", period);
    }

    private static ObjectNode planned(JsonNode place) {
        ObjectNode location = Json.object();
        location.set("location", place.path("location"));
        location.put("status", "planned");
        location.set("physicalType", place.path("physicalType"));
        return location;
    }

    private List<MappingIssue> issuesOf(ObjectNode encounter) {
        List<MappingIssue> issues = new ArrayList<>();
        if (isInverted(encounter.path("period"))) {
            issues.add(inverted("encounter-period-inverted", "PV1-45", "The visit ends before it begins"));
        }
        for (JsonNode location : encounter.path("location")) {
            if (isInverted(location.path("period"))) {
                issues.add(inverted("encounter-location-period-inverted", "PV1-3",
                        "The patient leaves a place before coming to it"));
            }
        }
        return issues;
    }

    private static MappingIssue inverted(String id, String location, String what) {
        return new MappingIssue(id, Severity.WARNING, Kind.INVARIANT, 1, location, what + "; both times were kept.",
                "Check the times of the visit's events at the source.");
    }

    /** Only times are compared: a date is too coarse to tell. */
    private static boolean isInverted(JsonNode period) {
        String start = period.path("start").asString("");
        String end = period.path("end").asString("");
        return start.indexOf('T') > 0 && end.indexOf('T') > 0
                && OffsetDateTime.parse(end).toInstant().isBefore(OffsetDateTime.parse(start).toInstant());
    }

    private String textOf(String slot) {
        return slots.find(slot).map(value -> value.asString("")).orElse("");
    }
}
