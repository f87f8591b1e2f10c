package org.tributary.hub.fhir.person;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.identity.PersonCondition;
import org.tributary.hub.identity.PersonRecord;
import org.tributary.hub.identity.PersonRecords;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.ResourceSearch;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchTarget;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code Patient/$ihe-pix} (IHE ITI TF-2, 3.83: PIXm): the other identifiers of the person whom an identifier names,
 * and the Patients that carry them, as far as the caller sees them.
 */
@Component
final class PixOperation implements FhirOperation {

    private static final String SOURCE = "sourceIdentifier";
    private static final String TARGET = "targetSystem";

    private final ReaderDatabase database;
    private final ResourceSearch search;
    private final PersonRecords records;

    PixOperation(ReaderDatabase database, ResourceSearch search, PersonRecords records) {
        this.database = database;
        this.search = search;
        this.records = records;
    }

    private record Named(String system, String value) {

        static Named of(JsonNode identifier) {
            return new Named(identifier.path("system").asString(""), identifier.path("value").asString(""));
        }

        boolean isWhole() {
            return !system.isEmpty() && !value.isEmpty();
        }
    }

    @Override
    public Signature signature() {
        return new Signature("ihe-pix", "https://profiles.ihe.net/ITI/PIXm/OperationDefinition/IHE.PIXm.pix",
                Set.of("Patient"), Set.of(Level.TYPE), false, Set.of(SOURCE, TARGET));
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        Permissions.require(request.caller(), Interaction.SEARCH, "Patient");
        Permissions.require(request.caller(), Interaction.READ, "Patient");
        Named source = source(input);
        List<String> systems = input.listTexts(TARGET);
        if (systems.contains("")) {
            throw FhirRefusal.invalid("Parameter 'targetSystem' has no value");
        }
        return Answer.of(200, database.read(request.caller(), transaction -> {
            PersonRecord person = person(transaction, source);
            return write(identifiers(transaction, person, source, systems));
        }));
    }

    private static Named source(OperationInput input) {
        OperationInput.Value given = input.find(SOURCE)
                .orElseThrow(() -> FhirRefusal.of(400, IssueType.REQUIRED,
                        "Parameter 'sourceIdentifier' must be given: system|value"));
        Named named = given.text().map(PixOperation::parse).orElseGet(() -> Named.of(given.value()));
        if (!named.isWhole()) {
            throw FhirRefusal.invalid("Parameter 'sourceIdentifier' must be a system and a value: system|value");
        }
        return named;
    }

    private static Named parse(String token) {
        int bar = token.indexOf('|');
        return bar < 0 ? new Named("", token) : new Named(token.substring(0, bar), token.substring(bar + 1));
    }

    /** An identifier that two persons carry names neither: to answer with one of them would be to guess. */
    private PersonRecord person(ReadTransaction transaction, Named source) {
        List<PersonRecord> persons = records.list(transaction,
                List.of(matching(transaction, escape(source.system()) + '|' + escape(source.value()))),
                Optional.empty(), 2);
        if (persons.size() > 1) {
            throw FhirRefusal.of(409, IssueType.MULTIPLEMATCHES,
                    "sourceIdentifier is carried by Patients that are not known to be one person");
        }
        if (persons.isEmpty()) {
            throw isKnown(transaction, source.system())
                    ? FhirRefusal.of(404, IssueType.NOTFOUND, "sourceIdentifier Patient Identifier not found")
                    : FhirRefusal.of(400, IssueType.CODEINVALID, "sourceIdentifier Assigning Authority not found");
        }
        return persons.getFirst();
    }

    private PersonCondition matching(ReadTransaction transaction, String token) {
        return new PersonCondition.Matching(search.matching(transaction,
                search.compile(SearchTarget.ofType("Patient"), List.of(new Parameter("identifier", token))), "s_"));
    }

    /** Whether a Patient that the caller sees has an identifier of this system. */
    private boolean isKnown(ReadTransaction transaction, String system) {
        return !search.run(transaction, search.compile("Patient",
                List.of(new Parameter("identifier", escape(system) + '|'), new Parameter("_count", "1"),
                        new Parameter("_total", "none"))))
                .matches()
                .isEmpty();
    }

    private static String escape(String text) {
        return text.replaceAll("[\\\\,|$]", "\\\\$0");
    }

    /** One identifier and the Patients that carry it. */
    private record Found(JsonNode identifier, Set<ResourceKey> patients) {
    }

    private Map<Named, Found> identifiers(ReadTransaction transaction, PersonRecord person, Named source,
            List<String> systems) {
        Map<Named, Found> found = new LinkedHashMap<>();
        for (PersonRecord.Source record : person.sources()) {
            for (JsonNode identifier : JsonText.EXACT.readTree(record.patient().json()).path("identifier")) {
                Named named = Named.of(identifier);
                boolean wanted = systems.isEmpty() || systems.contains(named.system());
                if (wanted && named.isWhole() && !named.equals(source)
                        && !identifier.path("use").asString("").equals("old")) {
                    found.computeIfAbsent(named, name -> new Found(identifier, new LinkedHashSet<>()))
                            .patients()
                            .add(record.patient().key());
                }
            }
        }
        Set<String> answered = found.keySet().stream().map(Named::system).collect(Collectors.toSet());
        for (String system : systems) {
            if (!answered.contains(system) && !isKnown(transaction, system)) {
                throw FhirRefusal.of(403, IssueType.CODEINVALID, "targetSystem not found");
            }
        }
        return found;
    }

    private static byte[] write(Map<Named, Found> identifiers) {
        ObjectNode answer = JsonText.EXACT.createObjectNode().put("resourceType", "Parameters");
        ArrayNode parameters = JsonText.EXACT.createArrayNode();
        identifiers.values()
                .forEach(found -> parameters.addObject()
                        .put("name", "targetIdentifier")
                        .set("valueIdentifier", PersonJson.alone(found.identifier())));
        identifiers.values()
                .stream()
                .flatMap(found -> found.patients().stream())
                .distinct()
                .forEach(patient -> parameters.addObject()
                        .put("name", "targetId")
                        .putObject("valueReference")
                        .put("reference", patient.reference()));
        if (!parameters.isEmpty()) {
            answer.set("parameter", parameters);
        }
        return JsonText.EXACT.writeValueAsBytes(answer);
    }
}
