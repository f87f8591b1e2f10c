package org.tributary.hub.fhir.operation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.identity.People;
import org.tributary.hub.store.CompartmentPage;
import org.tributary.hub.store.CompartmentQuery;
import org.tributary.hub.store.CompartmentReader;
import org.tributary.hub.store.ObservationQuery;
import org.tributary.hub.store.ObservationQuery.Coded;
import org.tributary.hub.store.ObservationReader;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Patient/{id}/$summary}: an International Patient Summary of the whole person that the source Patient is, over
 * all source Patients that the caller sees. What nobody recorded is told as not available, never as not there.
 */
@Component
final class SummaryOperation implements FhirOperation {

    private static final int PAGE = 500;

    private final ReaderDatabase database;
    private final People people;
    private final CompartmentReader compartments;
    private final ObservationReader observations;
    private final DocumentContents contents;
    private final InstantSource clock = InstantSource.system();

    SummaryOperation(ReaderDatabase database, People people, CompartmentReader compartments,
            ObservationReader observations, DocumentContents contents) {
        this.database = database;
        this.people = people;
        this.compartments = compartments;
        this.observations = observations;
        this.contents = contents;
    }

    @Override
    public Signature signature() {
        return new Signature("summary", "http://hl7.org/fhir/uv/ips/OperationDefinition/summary", Set.of("Patient"),
                Set.of(Level.INSTANCE), false,
                Set.of());
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        ResourceKey patient = ((Instance) target).key();
        Permissions.require(request.caller(), Interaction.READ, "Patient");
        return Answer.of(200,
                database.read(request.caller(), transaction -> summary(transaction, request.base(), patient)));
    }

    private byte[] summary(ReadTransaction transaction, String base, ResourceKey patient) {
        List<String> sources = people.findPersonOf(transaction, patient.id())
                .map(person -> people.listPatients(transaction, person))
                .filter(ids -> ids.contains(patient.id()))
                .orElseThrow(() -> FhirRefusal.notFound(patient.reference()));
        Map<SummarySection, Map<StoredResource, JsonNode>> sections = new EnumMap<>(SummarySection.class);
        for (SummarySection section : SummarySection.values()) {
            sections.put(section, new LinkedHashMap<>());
        }
        for (String source : sources) {
            readRecord(transaction, source, sections);
            readObservations(transaction, source, sections);
        }
        Map<ResourceKey, StoredResource> told = new LinkedHashMap<>();
        List<JsonNode> trees = new ArrayList<>();
        trees.add(JsonMapper.shared()
                .createObjectNode()
                .put("reference", patient.reference()));
        sections.values().forEach(section -> section.forEach((resource, tree) -> {
            told.put(resource.key(), resource);
            trees.add(tree);
        }));
        List<StoredResource> referenced = contents.follow(transaction, base, trees, told.keySet());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SummaryComposition composition = new SummaryComposition(base, patient, sources.size(), now.toString(),
                namesOf(referenced));
        for (SummarySection section : SummarySection.values()) {
            Map<StoredResource, JsonNode> resources = sections.getOrDefault(section, Map.of());
            if (section.required() || !resources.isEmpty()) {
                composition.add(section, resources, maySee(transaction.caller(), section));
            }
        }
        List<StoredResource> others = new ArrayList<>(referenced);
        // The subject comes right behind the Composition.
        others.sort(Comparator.comparing(resource -> !resource.key().equals(patient)));
        others.addAll(told.values());
        return DocumentContents.bundle(base, "urn:uuid:" + UUID.randomUUID(), now.toString(),
                "urn:uuid:" + UUID.randomUUID(), composition.json(), others);
    }

    private static boolean maySee(Caller caller, SummarySection section) {
        return section.types().stream().allMatch(type -> caller.may(Interaction.READ, type));
    }

    /** Medications and the like that lines name by reference. */
    private static Map<String, String> namesOf(List<StoredResource> referenced) {
        Map<String, String> names = new LinkedHashMap<>();
        for (StoredResource resource : referenced) {
            if (resource.key().type().equals("Medication")) {
                Narrative.words(JsonMapper.shared().readTree(resource.json()).path("code"))
                        .ifPresent(name -> names.put(resource.key().reference(), name));
            }
        }
        return names;
    }

    private void readRecord(ReadTransaction transaction, String source,
            Map<SummarySection, Map<StoredResource, JsonNode>> sections) {
        Set<String> types = new TreeSet<>(SummarySection.allTypes());
        types.removeIf(type -> !transaction.caller().may(Interaction.READ, type));
        Optional<String> cursor = Optional.empty();
        boolean more = !types.isEmpty();
        while (more) {
            Optional<CompartmentPage> page = compartments.read(transaction,
                    new CompartmentQuery(Optional.of(new ResourceKey("Patient", source)), types, Optional.empty(),
                            Optional.empty(), Optional.empty(), PAGE, cursor));
            page.ifPresent(found -> found.members().forEach(resource -> place(resource, sections)));
            cursor = page.flatMap(CompartmentPage::next);
            more = cursor.isPresent();
        }
    }

    private static void place(StoredResource resource, Map<SummarySection, Map<StoredResource, JsonNode>> sections) {
        JsonNode tree = JsonMapper.shared().readTree(resource.json());
        sections.forEach((section, resources) -> {
            if (section.types().contains(resource.key().type()) && section.holds(tree)) {
                resources.put(resource, tree);
            }
        });
    }

    private void readObservations(ReadTransaction transaction, String source,
            Map<SummarySection, Map<StoredResource, JsonNode>> sections) {
        if (!transaction.caller().may(Interaction.READ, "Observation")) {
            return;
        }
        sections.forEach((section, resources) -> section.observations()
                .ifPresent(category -> observations
                        .listLatest(transaction,
                                new ObservationQuery("Patient/" + source, List.of(),
                                        List.of(new Coded(Optional.empty(), category))),
                                1)
                        .forEach(resource -> resources.put(resource, JsonMapper.shared().readTree(resource.json())))));
    }
}
