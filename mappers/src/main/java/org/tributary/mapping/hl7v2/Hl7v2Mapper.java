package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.OptionsRead;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HL7 version 2 messages to R4: the events of {@link TriggerEvent}, versions 2.3 to 2.8. A document is one message;
 * {@link Hl7File} cuts a file of messages into them.
 *
 * <p>
 * A message contributes to the {@code patient}, to the {@code visit} that PV1-19 names, to the {@code report},
 * {@code order}, {@code referral}, {@code appointment} or {@code document} it is about, to the lists of a patient's
 * {@code allergies} and a visit's {@code diagnoses}, {@code procedures} and {@code observations}, and to every
 * {@code practitioner}, {@code organization} and {@code location} it names. Whatever the message holds that is not
 * carried is told in an issue of severity information.
 */
public final class Hl7v2Mapper implements SourceMapper {

    private static final Set<String> VERSIONS = Set.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1",
            "2.8", "2.8.1", "2.8.2");
    private static final Pattern STRUCTURE = Pattern.compile("([A-Z]{3})_([A-Z0-9]{3})");
    private static final Pattern MESSAGE_TYPE = Pattern.compile("[A-Z]{3}(\\^[A-Z0-9]{3})?");

    @Override
    public String format() {
        return "hl7v2";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public OptionsRead optionsRead() {
        return new OptionsRead(true, Tables.OF_LOCAL_CODES);
    }

    @Override
    public MappingResult map(SourceDocument document, SourceFeed feed) {
        Issues issues = new Issues();
        Optional<Message> message = Message.read(MessageText.decode(document.bytes(), issues), issues);
        if (message.isEmpty()) {
            return MappingResult.rejected(issues.toList());
        }
        Optional<TriggerEvent> event = eventOf(message.get(), issues);
        if (event.isEmpty()) {
            return MappingResult.rejected(issues.toList());
        }
        Reading reading = new Reading(message.get(), event.get(), feed, issues, new Times(feed.zone(), issues),
                new Drafts());
        return map(reading, document);
    }

    private static MappingResult map(Reading reading, SourceDocument document) {
        EventTimes times = EventTimes.of(reading);
        MessageMapping mapping = new MessageMapping(reading, times);
        for (Message patient : mapping.patients()) {
            mapping.map(patient);
        }
        if (reading.issues().rejects()) {
            return MappingResult.rejected(reading.issues().toList());
        }
        reading.message().reportUnread(reading.issues());
        return MappingResult.of(reading.drafts().toContributions(times.order(reading, document)),
                reading.issues().toList());
    }

    @Override
    public FoldResult fold(AggregateKey aggregate, List<Contribution> contributions, SourceFeed feed) {
        List<JsonNode> bodies = contributions.stream().map(contribution -> Json.read(contribution.body())).toList();
        return switch (aggregate.kind()) {
            case Aggregates.PATIENT -> one(PatientFold.fold(idOf(aggregate, "Patient", feed), bodies));
            case Aggregates.VISIT -> EncounterFold.fold(idOf(aggregate, "Encounter", feed), bodies);
            case Aggregates.REPORT ->
                resources(ReportFold.fold(idOf(aggregate, "DiagnosticReport", feed), bodies));
            case Aggregates.ALLERGIES, Aggregates.DIAGNOSES, Aggregates.PROCEDURES, Aggregates.OBSERVATIONS ->
                resources(ListFold.fold(bodies));
            case Aggregates.ORDER, Aggregates.REFERRAL ->
                one(orElse("active", replay("ServiceRequest", aggregate, bodies, feed)));
            case Aggregates.APPOINTMENT -> one(orElse("booked", replay("Appointment", aggregate, bodies, feed)));
            case Aggregates.DOCUMENT -> document(replay("DocumentReference", aggregate, bodies, feed));
            case Aggregates.SPECIMEN -> one(replay("Specimen", aggregate, bodies, feed));
            case Aggregates.PRACTITIONER -> one(replay("Practitioner", aggregate, bodies, feed));
            case Aggregates.ORGANIZATION -> one(replay("Organization", aggregate, bodies, feed));
            case Aggregates.LOCATION -> one(replay("Location", aggregate, bodies, feed));
            default -> throw new IllegalArgumentException("No aggregate of this mapper: " + aggregate.kind());
        };
    }

    private static ObjectNode replay(String type, AggregateKey aggregate, List<JsonNode> bodies, SourceFeed feed) {
        Slots slots = new Slots();
        bodies.forEach(body -> slots.apply(Slots.readFrom(body)));
        return slots.resource(type, idOf(aggregate, type, feed));
    }

    /** Of some things messages may tell without saying how they stand. */
    private static ObjectNode orElse(String status, ObjectNode resource) {
        return resource.has("status") ? resource : resource.put("status", status);
    }

    /** Of a document that was only said to be superseded there is nothing to show yet. */
    private static FoldResult document(ObjectNode document) {
        return document.has("content") ? one(document) : resources(List.of());
    }

    private static FoldResult one(ObjectNode resource) {
        return resources(List.of(resource));
    }

    private static FoldResult resources(List<ObjectNode> resources) {
        return new FoldResult(resources.stream().map(Hl7v2Mapper::mapped).toList(), List.of());
    }

    private static MappedResource mapped(ObjectNode resource) {
        return new MappedResource(resource.path("resourceType").asString(), resource.path("id").asString(),
                Json.write(resource));
    }

    private static String idOf(AggregateKey aggregate, String type, SourceFeed feed) {
        return ResourceIds.of(feed, type, Aggregates.systemOf(aggregate), Aggregates.valueOf(aggregate));
    }

    /**
     * The event that MSH-9 names, or EVN-1 where MSH-9 names only ADT; empty, with an issue, when it is not carried.
     */
    private static Optional<TriggerEvent> eventOf(Message message, Issues issues) {
        Field field = message.first("MSH").field(9);
        String version = message.first("MSH").field(12).text();
        if (!VERSIONS.contains(version)) {
            issues.warning("msh-12-unknown-version", Kind.NOT_SUPPORTED, "MSH-12",
                    "The version is not one of 2.3 to 2.8; the message was read as one of them.",
                    "Send the version of HL7 that the message is written in.");
        }
        String code = field.text();
        if (code.isEmpty()) {
            issues.error("msh-9-missing", Kind.REQUIRED, "MSH-9",
                    "The message does not say what type it is; it was rejected.", "Send the message type in MSH-9.");
            return Optional.empty();
        }
        String type = typeOf(message, field);
        Optional<TriggerEvent> event = TriggerEvent.find(type);
        if (event.isEmpty()) {
            // Only what looks like a message type is repeated: anything may stand in a field of a broken message.
            String named = MESSAGE_TYPE.matcher(type).matches() ? type : "of this type";
            issues.error("msh-9-not-supported", Kind.NOT_SUPPORTED, "MSH-9",
                    "Messages " + named + " are not supported; the message was rejected.",
                    "Send " + TriggerEvent.listSupported() + "; the message itself is kept.");
        }
        event.ifPresent(found -> tellOtherEvent(found, Evn.of(message).event(), issues));
        return event;
    }

    /** MSH-9 says which event it is, whatever EVN-1 says. */
    private static void tellOtherEvent(TriggerEvent event, Field other, Issues issues) {
        if (!other.text().isEmpty() && !other.text().equals(event.name())) {
            issues.information("evn-1-differs", Kind.INVARIANT, other.location(),
                    "EVN-1 names another event than MSH-9; MSH-9 holds.", "Send the same event in both.");
        }
    }

    /** Some senders give only the structure, {@code ADT_A39}, in which several events travel: EVN-1 tells which. */
    private static String typeOf(Message message, Field field) {
        Matcher structure = STRUCTURE.matcher(field.text());
        String code = structure.matches() ? structure.group(1) : field.text();
        String trigger = field.text(2);
        if (trigger.isEmpty()) {
            trigger = Evn.of(message).event().text();
        }
        if (trigger.isEmpty() && structure.matches()) {
            trigger = structure.group(2);
        }
        return trigger.isEmpty() ? code : code + '^' + trigger;
    }
}
