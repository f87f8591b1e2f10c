package org.tributary.hub.fhir.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
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
import org.tributary.hub.store.ObservationQuery;
import org.tributary.hub.store.ObservationReader;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.StoredResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Observation/$lastn} (R4, operations of Observation): the latest observations of each code of one subject, as a
 * searchset Bundle.
 */
@Component
final class LastnOperation implements FhirOperation {

    private static final int LARGEST = 100;

    private final ReaderDatabase database;
    private final ObservationReader observations;

    LastnOperation(ReaderDatabase database, ObservationReader observations) {
        this.database = database;
        this.observations = observations;
    }

    @Override
    public Signature signature() {
        return new Signature("lastn", "http://hl7.org/fhir/OperationDefinition/Observation-lastn",
                Set.of("Observation"), Set.of(Level.TYPE), false,
                Set.of("patient", "subject", "code", "category", "max"));
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        Permissions.require(request.caller(), Interaction.SEARCH, "Observation");
        int most = most(input);
        ObservationQuery query = new ObservationQuery(Observations.subject(input, request.base()),
                Observations.codes(input, "code"), Observations.codes(input, "category"));
        List<StoredResource> latest = database.read(request.caller(),
                transaction -> observations.listLatest(transaction, query, most));
        List<StoredResource> shown = withFewOfEachText(latest, most);
        List<Parameter> parameters = new ArrayList<>();
        input.values()
                .forEach(value -> value.text().ifPresent(text -> parameters.add(new Parameter(value.name(), text))));
        return Answer.of(200, JsonText.write(json -> {
            BundleWriter bundle = new BundleWriter(json, request.base());
            bundle.start("searchset").total(shown.size());
            bundle.links("Observation/$lastn", parameters, Optional.empty());
            shown.forEach(observation -> bundle.found(observation, "match"));
            bundle.end();
        }));
    }

    private static int most(OperationInput input) {
        String text = input.findText("max").orElse("1");
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > LARGEST) {
            throw FhirRefusal.invalid("max must be an integer from 1 to " + LARGEST);
        }
        return Integer.parseInt(text);
    }

    /** Observations without any coding are of the same thing when their codes' texts are the same. */
    private static List<StoredResource> withFewOfEachText(List<StoredResource> latest, int most) {
        Map<String, Integer> counts = new HashMap<>();
        return latest.stream().filter(observation -> {
            JsonNode code = JsonMapper.shared().readTree(observation.json()).path("code");
            boolean coded = code.path("coding").valueStream().anyMatch(coding -> coding.has("code"));
            return coded || counts.merge(code.path("text").asString(""), 1, Integer::sum) <= most;
        }).toList();
    }
}
