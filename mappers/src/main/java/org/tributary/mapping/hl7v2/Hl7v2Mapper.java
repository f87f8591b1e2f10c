package org.tributary.mapping.hl7v2;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tributary.mapping.AggregateKey;
import org.tributary.mapping.Contribution;
import org.tributary.mapping.EventOrder;
import org.tributary.mapping.FoldResult;
import org.tributary.mapping.MappedResource;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.MappingResult;
import org.tributary.mapping.ResourceIds;
import org.tributary.mapping.SourceDocument;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HL7 version 2 messages to R4: ADT A01, A02, A03, A04, A08, A13, A28, A31 and ORU R01, versions 2.3 to 2.8. A document
 * is one message; {@link Hl7File} cuts a file of messages into them.
 *
 * <p>
 * A message contributes to one {@code patient}, to the {@code visit} that PV1-19 names, to a {@code report} for each
 * OBR, and to every {@code practitioner}, {@code organization} and {@code location} it names. Whatever the message
 * holds that is not carried is told in an issue of severity information.
 */
public final class Hl7v2Mapper implements SourceMapper {

    private static final Set<String> VERSIONS = Set.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1",
            "2.8");
    private static final Pattern MESSAGE_TYPE = Pattern.compile("[A-Z]{3}(\\^[A-Z0-9]{3})?");

    @Override
    public String format() {
        return "hl7v2";
    }

    @Override
    public String version() {
        return "1";
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
        OrganizationMapping organizations = new OrganizationMapping(reading);
        PractitionerMapping practitioners = new PractitionerMapping(reading);
        Optional<ObjectNode> subject = new PatientMapping(reading, organizations, practitioners).map();
        if (subject.isEmpty()) {
            return MappingResult.rejected(reading.issues().toList());
        }
        if (reading.event().visit() != TriggerEvent.Visit.NONE) {
            new EncounterMapping(reading, organizations, practitioners).map(subject.get(), times.occurred());
        }
        if (reading.event().carriesResults()) {
            new DiagnosticReportMapping(reading, organizations, practitioners).map(subject.get());
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
        String trigger = field.text(2).isEmpty() ? Evn.of(message).event().text() : field.text(2);
        String type = trigger.isEmpty() ? code : code + '^' + trigger;
        Optional<TriggerEvent> event = TriggerEvent.find(type);
        if (event.isEmpty()) {
            // Only what looks like a message type is repeated: anything may stand in a field of a broken message.
            String named = MESSAGE_TYPE.matcher(type).matches() ? type : "of this type";
            issues.error("msh-9-not-supported", Kind.NOT_SUPPORTED, "MSH-9",
                    "Messages " + named + " are not supported; the message was rejected.",
                    "Send ADT^A01, A02, A03, A04, A08, A13, A28, A31 or ORU^R01; the message itself is kept.");
        }
        return event;
    }

    /**
     * When a message's event was recorded and happened, and when it was sent.
     *
     * @param recorded
     *            EVN-2
     * @param occurred
     *            EVN-6, else EVN-2, else MSH-7
     * @param sent
     *            MSH-7
     */
    private record EventTimes(Optional<Hl7Time> recorded, Optional<Hl7Time> occurred, Optional<Hl7Time> sent) {

        static EventTimes of(Reading reading) {
            Evn evn = Evn.of(reading.message());
            Optional<Hl7Time> sent = reading.times().read(reading.message().first("MSH").field(7));
            if (sent.isEmpty()) {
                reading.issues()
                        .warning("msh-7-missing", Kind.REQUIRED, "MSH-7",
                                "The message has no readable time; its arrival was taken instead.",
                                "Send the time of the message in MSH-7.");
            }
            if (reading.message().first("MSH").field(10).text().isEmpty()) {
                reading.issues()
                        .warning("msh-10-missing", Kind.REQUIRED, "MSH-10",
                                "The message has no control id; it was accepted.",
                                "Send a control id in MSH-10 that no other message has.");
            }
            // EVN-1 repeats what MSH-9 says, and the operator of EVN-5 is nobody's record.
            evn.segment().ignore(1);
            evn.segment().ignore(5);
            Optional<Hl7Time> recorded = reading.times().read(evn.recorded());
            Optional<Hl7Time> occurred = reading.times().read(evn.occurred()).or(() -> recorded).or(() -> sent);
            return new EventTimes(recorded, occurred, sent);
        }

        EventOrder order(Reading reading, SourceDocument document) {
            Instant message = sent.map(Hl7Time::instant).orElse(document.received());
            Instant event = recorded.map(Hl7Time::instant).orElse(message);
            return new EventOrder(event, message, reading.event().rank(),
                    reading.message().first("MSH").field(10).text(), document.sha256());
        }
    }
}
