package org.tributary.hub.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.BundleWriter;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.pathway.CareEvent;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.StoredResource;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /Patient/{id}/$care-timeline}: the care events of the whole person that a source Patient is, across all
 * publishers that the caller sees. A searchset Bundle: first a List (search mode match) with one entry an event, oldest
 * first and those without a date last, {@code date} when it began, {@code flag} its kind and {@code item} the resource
 * that tells of it; then those resources (search mode include), each once.
 */
@Component
final class CareTimelineOperation implements FhirOperation {

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final CareTimelines timelines;

    CareTimelineOperation(ReaderDatabase database, ResourceReader reader, CareTimelines timelines) {
        this.database = database;
        this.reader = reader;
        this.timelines = timelines;
    }

    @Override
    public Signature signature() {
        return new Signature("care-timeline", "https://tributary.example/fhir/OperationDefinition/care-timeline",
                Set.of("Patient"), Set.of(Level.INSTANCE), false,
                Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey patient = ((Instance) target).key();
        Permissions.require(request.caller(), Interaction.READ, "Patient");
        return Answer.of(200,
                database.read(request.caller(), transaction -> bundle(request.base(), transaction, patient)));
    }

    private byte[] bundle(String base, ReadTransaction transaction, ResourceKey patient) {
        List<CareEvent> events = timelines.findForPatient(transaction, patient.id())
                .orElseThrow(() -> FhirRefusal.notFound(patient.reference()))
                .entries()
                .stream()
                .map(TimelineEntry::event)
                .toList();
        List<StoredResource> resources = reader.findAll(transaction,
                events.stream().map(CareEvent::source).distinct().toList());
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, base);
            bundle.start("searchset").total(1);
            bundle.links(patient.reference() + "/$care-timeline", List.of(), Optional.empty());
            bundle.found(fullUrl(patient), JsonText.write(list -> writeList(list, patient, events)), "match");
            resources.forEach(resource -> bundle.found(resource, "include"));
            bundle.end();
        });
    }

    /** The List is not kept, so it has no URL; asked again it has the same name. */
    private static String fullUrl(ResourceKey patient) {
        byte[] name = ("care-timeline/" + patient.id()).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
    }

    private static void writeList(JsonGenerator json, ResourceKey patient, List<CareEvent> events) {
        json.writeStartObject();
        json.writeStringProperty("resourceType", "List");
        json.writeStringProperty("status", "current");
        json.writeStringProperty("mode", "snapshot");
        json.writeStringProperty("title", "Care timeline");
        json.writeObjectPropertyStart("subject");
        json.writeStringProperty("reference", patient.reference());
        json.writeEndObject();
        JsonText.writeConcept(json, "orderedBy", "http://terminology.hl7.org/CodeSystem/list-order", "event-date",
                "Sorted by Event Date");
        // Why a list is empty is not told: the reasons of R4 are judgements on the person or on who withholds what.
        if (!events.isEmpty()) {
            json.writeArrayPropertyStart("entry");
            events.forEach(event -> writeEntry(json, event));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeEntry(JsonGenerator json, CareEvent event) {
        json.writeStartObject();
        JsonText.writeConcept(json, "flag", CareEventKind.SYSTEM, event.kind().code(), event.kind().display());
        event.start().map(EventTime::toFhir).ifPresent(start -> json.writeStringProperty("date", start));
        json.writeObjectPropertyStart("item");
        json.writeStringProperty("reference", event.source().reference());
        json.writeEndObject();
        json.writeEndObject();
    }
}
