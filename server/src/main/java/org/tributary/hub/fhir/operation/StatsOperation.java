package org.tributary.hub.fhir.operation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.JsonText;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.OperationInput.Value;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ObservationQuery;
import org.tributary.hub.store.ObservationQuery.Coded;
import org.tributary.hub.store.ObservationReader;
import org.tributary.hub.store.ResourceKey;
import org.tributary.hub.store.StoredResource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Observation/$stats} (R4, operations of Observation): statistics of one subject's quantities, each code and
 * each unit by itself, since values in different units have no average. A Parameters resource with one Observation
 * {@code statistics} for each, and with {@code include} the Observations {@code source} they rest on.
 */
@Component
final class StatsOperation implements FhirOperation {

    private static final Set<String> PARAMETERS = Set.of("subject", "patient", "code", "system", "coding", "duration",
            "period", "statistic", "include", "limit");

    private final ReaderDatabase database;
    private final ObservationReader observations;
    private final InstantSource clock = InstantSource.system();

    StatsOperation(ReaderDatabase database, ObservationReader observations) {
        this.database = database;
        this.observations = observations;
    }

    @Override
    public Signature signature() {
        return new Signature("stats", "http://hl7.org/fhir/OperationDefinition/Observation-stats",
                Set.of("Observation"), Set.of(Level.TYPE), false,
                PARAMETERS);
    }

    @Override
    public Answer answer(FhirRequest request, Target target, OperationInput input) {
        Permissions.require(request.caller(), Interaction.SEARCH, "Observation");
        Set<Statistic> statistics = statistics(input);
        String subject = Observations.subject(input, request.base());
        List<Coded> codes = codes(input);
        Stretch stretch = stretch(input);
        boolean include = flag(input, "include");
        Optional<Integer> limit = limit(input);
        Map<String, Sample> samples = new TreeMap<>();
        Map<ResourceKey, StoredResource> sources = new LinkedHashMap<>();
        database.read(request.caller(), transaction -> {
            for (Coded code : codes) {
                ObservationQuery query = new ObservationQuery(subject, List.of(code), List.of());
                for (StoredResource found : observations.list(transaction, query, stretch.start, stretch.end)) {
                    Sample.add(JsonMapper.shared().readTree(found.json()), code, samples);
                    sources.putIfAbsent(found.key(), found);
                }
            }
            return sources;
        });
        Sample.shareValueless(samples);
        return Answer.of(200, JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("resourceType", "Parameters");
            if (!samples.isEmpty()) {
                json.writeArrayPropertyStart("parameter");
                samples.values().forEach(sample -> {
                    startResource(json, "statistics");
                    sample.write(json, subject, stretch.start, stretch.end, statistics);
                    json.writeEndObject();
                });
                if (include) {
                    sources.values().stream().limit(limit.orElse(Integer.MAX_VALUE)).forEach(source -> {
                        startResource(json, "source");
                        JsonText.writeStored(json, source.json());
                        json.writeEndObject();
                    });
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }));
    }

    private static void startResource(JsonGenerator json, String name) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeName("resource");
    }

    private static Set<Statistic> statistics(OperationInput input) {
        Set<Statistic> statistics = new TreeSet<>();
        for (String list : input.listTexts("statistic")) {
            for (String code : list.split(",")) {
                statistics.add(Statistic.find(code)
                        .orElseThrow(() -> FhirRefusal.notSupported("statistic: '" + FhirRefusal.shorten(code)
                                + "' is not supported; supported: "
                                + Statistic.all().stream().map(Statistic::code).collect(Collectors.joining(", ")))));
            }
        }
        if (statistics.isEmpty()) {
            throw FhirRefusal.invalid("Parameter 'statistic' must be given");
        }
        return statistics;
    }

    /** {@code coding}, or {@code code} with the {@code system} that is given for all of them. */
    private static List<Coded> codes(OperationInput input) {
        Optional<String> system = input.findText("system");
        List<Coded> codes = new ArrayList<>();
        for (String code : input.listTexts("code")) {
            codes.add(system.isPresent()
                    ? new Coded(system, code)
                    : Coded.parse(code)
                            .orElseThrow(() -> FhirRefusal.invalid("code must be a code, or system and code as "
                                    + "http://loinc.org|8867-4")));
        }
        for (Value value : input.listAll("coding")) {
            JsonNode coding = value.value();
            codes.add(value.kind().equals("valueCoding") && coding.path("code").isString()
                    ? new Coded(Optional.of(coding.path("system").asString("")), coding.path("code").asString())
                    : value.text()
                            .flatMap(Coded::parse)
                            .orElseThrow(() -> FhirRefusal.invalid("coding must be a Coding with a code")));
        }
        if (codes.isEmpty()) {
            throw FhirRefusal.invalid("Parameter 'code' or 'coding' must be given");
        }
        return codes;
    }

    private record Stretch(Optional<String> start, Optional<String> end) {
    }

    private Stretch stretch(OperationInput input) {
        Optional<Value> period = input.find("period");
        Optional<String> duration = input.findText("duration");
        if (period.isPresent() && duration.isPresent()) {
            throw FhirRefusal.invalid("Parameters 'duration' and 'period' cannot be given together");
        }
        if (duration.isPresent()) {
            if (!duration.get().matches("[0-9]{1,7}(\\.[0-9]{1,6})?")) {
                throw FhirRefusal.invalid("duration must be a number of hours");
            }
            long seconds = new BigDecimal(duration.get()).multiply(BigDecimal.valueOf(3600)).longValue();
            Instant now = clock.instant();
            return new Stretch(Optional.of(now.minus(Duration.ofSeconds(seconds)).toString()),
                    Optional.of(now.toString()));
        }
        if (period.isPresent() && !period.get().kind().equals("valuePeriod")) {
            throw FhirRefusal.invalid("period must be a Period in a Parameters resource");
        }
        JsonNode value = period.map(Value::value).orElse(JsonMapper.shared().createObjectNode());
        return new Stretch(text(value, "start"), text(value, "end"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isString() ? Optional.of(node.path(name).asString()) : Optional.empty();
    }

    private static boolean flag(OperationInput input, String name) {
        return switch (input.findText(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw FhirRefusal.invalid(name + " must be true or false");
        };
    }

    private static Optional<Integer> limit(OperationInput input) {
        Optional<String> limit = input.findText("limit");
        if (limit.isPresent() && !limit.get().matches("[1-9][0-9]{0,8}")) {
            throw FhirRefusal.invalid("limit must be an integer from 1");
        }
        return limit.map(Integer::valueOf);
    }
}
