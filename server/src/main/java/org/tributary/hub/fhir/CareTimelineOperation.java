package org.tributary.hub.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.TimelineSource.Event;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /Patient/{id}/$care-timeline}: the care events of the whole person, across all publishers that the caller
 * sees. A searchset Bundle: first a List (search mode match) whose items are the events' resources in the order of
 * time, then those resources (search mode include), each once.
 */
@Component
final class CareTimelineOperation {

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final Optional<TimelineSource> source;

    CareTimelineOperation(ReaderDatabase database, ResourceReader reader, ObjectProvider<TimelineSource> source) {
        this.database = database;
        this.reader = reader;
        this.source = Optional.ofNullable(source.getIfAvailable());
    }

    boolean isSupported() {
        return source.isPresent();
    }

    Answer answer(FhirRequest request, ResourceKey patient) {
        Permissions.require(request.caller(), Interaction.READ, "Patient");
        TimelineSource timelines = source.orElseThrow(() -> FhirRefusal.of(404, IssueType.NOTSUPPORTED,
                "Operation $care-timeline is not supported on a Patient"));
        return Answer.of(200, database.read(request.caller(),
                transaction -> bundle(request, transaction, patient, timelines)));
    }

    private byte[] bundle(FhirRequest request, ReadTransaction transaction, ResourceKey patient,
            TimelineSource timelines) {
        List<Event> events = timelines.findForPatient(transaction, patient.id())
                .orElseThrow(() -> FhirRefusal.notFound(patient.reference()))
                .stream()
                .filter(event -> maySee(request.caller(), event))
                .toList();
        List<StoredResource> resources = reader.findAll(transaction,
                events.stream().map(Event::resource).distinct().toList());
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset").total(1);
            bundle.links(patient.reference() + "/$care-timeline", List.of(), Optional.empty());
            bundle.found(fullUrl(patient), JsonText.write(list -> writeList(list, patient, events)), "match");
            resources.forEach(resource -> bundle.found(resource, "include"));
            bundle.end();
        });
    }

    /** Events told by types that the token does not grant are no part of this caller's timeline. */
    private static boolean maySee(Caller caller, Event event) {
        return caller.may(Interaction.READ, event.resource().type());
    }

    /** The List is not kept, so it has no URL; asked again it has the same name. */
    private static String fullUrl(ResourceKey patient) {
        byte[] name = ("care-timeline/" + patient.id()).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
    }

    private static void writeList(JsonGenerator json, ResourceKey patient, List<Event> events) {
        json.writeStartObject();
        json.writeStringProperty("resourceType", "List");
        json.writeStringProperty("status", "current");
        json.writeStringProperty("mode", "snapshot");
        json.writeStringProperty("title", "Care timeline");
        json.writeObjectPropertyStart("subject");
        json.writeStringProperty("reference", patient.reference());
        json.writeEndObject();
        writeCoding(json, "orderedBy", "http://terminology.hl7.org/CodeSystem/list-order", "event-date");
        if (events.isEmpty()) {
            writeCoding(json, "emptyReason", "http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown");
        } else {
            json.writeArrayPropertyStart("entry");
            events.forEach(event -> writeEntry(json, event));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeEntry(JsonGenerator json, Event event) {
        json.writeStartObject();
        event.date().ifPresent(date -> json.writeStringProperty("date", date));
        json.writeObjectPropertyStart("item");
        json.writeStringProperty("reference", event.resource().reference());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeCoding(JsonGenerator json, String name, String system, String code) {
        json.writeObjectPropertyStart(name);
        json.writeArrayPropertyStart("coding");
        json.writeStartObject();
        json.writeStringProperty("system", system);
        json.writeStringProperty("code", code);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
