package org.tributary.hub.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
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
import org.tributary.hub.pathway.CareRecord;
import org.tributary.hub.pathway.CareRecords;
import org.tributary.hub.pathway.CareTimelines;
import org.tributary.hub.pathway.EventTime;
import org.tributary.hub.pathway.TimelineEntry;
import org.tributary.hub.pathway.TimelineFilter;
import org.tributary.hub.pathway.TimelinePage;
import org.tributary.hub.pathway.stays.ContinuousStay;
import org.tributary.hub.pathway.stays.StayAlgorithm;
import org.tributary.hub.pathway.stays.StayJoin;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceReader;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.StoredResource;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /Patient/{id}/$care-timeline}, and of a person by the hub's own id {@code /Person/{id}/$care-timeline}:
 * the care events of the whole person, across all publishers that the caller sees. A searchset Bundle in pages: first a
 * List (search mode match) with one entry an event, oldest first and those without a date last, {@code date} when it
 * began, {@code flag} its kind and {@code item} the resource that tells of it; then those resources (search mode
 * include), each once; and on the first page the continuous inpatient stays as EpisodeOfCare, tagged as derived with
 * their algorithm.
 */
@Component
final class CareTimelineOperation implements FhirOperation {

    private static final int PAGE = 1_000;

    private final ReaderDatabase database;
    private final ResourceReader reader;
    private final CareTimelines timelines;
    private final CareRecords records;
    private final Clock clock;

    CareTimelineOperation(ReaderDatabase database, ResourceReader reader, CareTimelines timelines,
            CareRecords records, Clock clock) {
        this.database = database;
        this.reader = reader;
        this.timelines = timelines;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Signature signature() {
        return new Signature("care-timeline", "https://tributary.example/fhir/OperationDefinition/care-timeline",
                Set.of("Patient", "Person"), Set.of(Level.INSTANCE), false,
                Set.of("period", "setting", "organisation", "kind", "algorithm", "_count", "_cursor"));
    }

    /** What is asked for, checked. */
    private record Question(ResourceKey subject, TimelineFilter filter, StayAlgorithm algorithm, int count,
            Optional<String> cursor, List<Parameter> links) {

        static Question of(FhirRequest request, ResourceKey subject, OperationInput input) {
            List<Parameter> links = new ArrayList<>();
            input.values()
                    .forEach(value -> value.text().ifPresent(text -> links.add(new Parameter(value.name(), text))));
            links.addAll(request.presentation());
            return new Question(subject,
                    TimelineFilter.parse(input.findText("period"), input.listTexts("setting"),
                            input.listTexts("organisation"), input.listTexts("kind")),
                    algorithm(input), count(input), input.findText("_cursor"), links);
        }

        private static StayAlgorithm algorithm(OperationInput input) {
            return input.findText("algorithm")
                    .map(code -> StayAlgorithm.findByCode(code)
                            .orElseThrow(() -> FhirRefusal
                                    .invalid("algorithm must be next-day, same-day or provider-spell")))
                    .orElse(StayAlgorithm.DEFAULT);
        }

        private static int count(OperationInput input) {
            String text = input.findText("_count").orElse(Integer.toString(PAGE));
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
                throw FhirRefusal.invalid("_count must be an integer from 1");
            }
            return Math.min(PAGE, Integer.parseInt(text));
        }

        String path() {
            return subject.reference() + "/$care-timeline";
        }
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        Permissions.require(request.caller(), Interaction.READ, "Patient");
        try {
            Question question = Question.of(request, ((Instance) target).key(), input);
            return Answer.of(200,
                    database.read(request.caller(), transaction -> bundle(request.base(), transaction, question)));
        } catch (TimelineFilter.Unreadable unreadable) {
            throw FhirRefusal.invalid(unreadable.words());
        }
    }

    private byte[] bundle(String base, ReadTransaction transaction, Question question) {
        TimelinePage page = person(transaction, question.subject())
                .flatMap(person -> timelines.findPage(transaction, person, question.filter(), question.count(),
                        question.cursor()))
                .orElseThrow(() -> FhirRefusal.notFound(question.subject().reference()));
        List<CareEvent> events = page.timeline().entries().stream().map(TimelineEntry::event).toList();
        List<StoredResource> resources = reader.findAll(transaction,
                events.stream().map(CareEvent::source).distinct().toList());
        // A person is no resource of this door: the List and the stays are about one of their Patients.
        ResourceKey patient = new ResourceKey("Patient", page.timeline().patients().getFirst());
        ResourceKey subject = question.subject().type().equals("Patient") ? question.subject() : patient;
        return JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, base);
            bundle.start("searchset").total(1);
            bundle.links(question.path(), question.links(), page.next());
            bundle.found(fullUrl(subject), JsonText.write(list -> writeList(list, subject, events)), "match");
            resources.forEach(resource -> bundle.found(resource, "include"));
            if (question.cursor().isEmpty()) {
                stays(records.listStays(transaction, page.timeline()), question)
                        .forEach(stay -> bundle.found(DerivedStay.fullUrl(stay), DerivedStay.write(stay), "include"));
            }
            bundle.end();
        });
    }

    private Optional<String> person(ReadTransaction transaction, ResourceKey subject) {
        return subject.type().equals("Person")
                ? Optional.of(subject.id())
                : records.findPersonOf(transaction, subject.id());
    }

    private List<ContinuousStay> stays(CareRecord record, Question question) {
        return StayJoin
                .join(question.algorithm(), record.spells(), record.events(), TimelineFilter.dayOf(clock.instant()))
                .stream()
                .filter(stay -> question.filter().admits(stay))
                .toList();
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
