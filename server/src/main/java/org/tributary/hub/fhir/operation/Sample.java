package org.tributary.hub.fhir.operation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.store.ObservationQuery.Coded;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The quantities of one code in one unit. */
final class Sample {

    /** A value that a double cannot hold is no measurement; to reckon with it could take for ever. */
    private static final int LARGEST_EXPONENT = 300;

    private final JsonNode coding;
    private final JsonNode quantity;
    private final List<BigDecimal> values = new ArrayList<>();
    private int observations;

    private Sample(JsonNode coding, JsonNode quantity) {
        this.coding = coding;
        this.quantity = quantity;
    }

    /** Observations of a code that tell no quantity are counted in with those that do, whatever their unit. */
    static void shareValueless(Map<String, Sample> samples) {
        for (Sample valueless : List.copyOf(samples.values())) {
            List<Sample> others = samples.values()
                    .stream()
                    .filter(other -> other != valueless && other.isOf(valueless.coding))
                    .toList();
            if (valueless.quantity.isMissingNode() && !others.isEmpty()) {
                others.forEach(other -> other.observations += valueless.observations);
                samples.values().remove(valueless);
            }
        }
    }

    private boolean isOf(JsonNode other) {
        return coding.path("system").equals(other.path("system")) && coding.path("code").equals(other.path("code"));
    }

    /** Adds what an Observation, or a component of it, says under the code to the sample of its unit. */
    static void add(JsonNode observation, Coded code, Map<String, Sample> samples) {
        List<JsonNode> places = new ArrayList<>(List.of(observation));
        observation.path("component").forEach(places::add);
        for (JsonNode place : places) {
            find(place, code).ifPresent(coding -> {
                JsonNode quantity = place.path("valueQuantity");
                String unit = quantity.path("system").asString("") + '|'
                        + quantity.path("code").asString(quantity.path("unit").asString(""));
                String key = coding.path("system").asString("") + '|' + coding.path("code").asString() + ' ' + unit;
                Sample sample = samples.computeIfAbsent(key, name -> new Sample(coding, quantity));
                sample.observations++;
                value(quantity).ifPresent(sample.values::add);
            });
        }
    }

    private static Optional<JsonNode> find(JsonNode place, Coded code) {
        return place.path("code")
                .path("coding")
                .valueStream()
                .filter(coding -> coding.path("code")
                        .asString("")
                        .toLowerCase(Locale.ROOT)
                        .equals(code.code().toLowerCase(Locale.ROOT)))
                .filter(coding -> code.system()
                        .map(system -> system.equals(coding.path("system").asString("")))
                        .orElse(true))
                .findFirst();
    }

    /** What is below or above a limit ({@code <5}) is no number to reckon with. */
    private static Optional<BigDecimal> value(JsonNode quantity) {
        if (!quantity.path("value").isNumber() || quantity.has("comparator")) {
            return Optional.empty();
        }
        BigDecimal value = quantity.path("value").decimalValue();
        return Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT
                ? Optional.empty()
                : Optional.of(value.round(MathContext.DECIMAL128));
    }

    /** An Observation with one component for each statistic that the values have. */
    void write(JsonGenerator json, String subject, Optional<String> start, Optional<String> end,
            Set<Statistic> statistics) {
        List<BigDecimal> ordered = values.stream().sorted().toList();
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Observation");
        json.writeStringProperty("status", "final");
        writeCode(json, coding);
        json.writeObjectPropertyStart("subject");
        json.writeStringProperty("reference", subject);
        json.writeEndObject();
        if (start.isPresent() || end.isPresent()) {
            json.writeObjectPropertyStart("effectivePeriod");
            start.ifPresent(time -> json.writeStringProperty("start", time));
            end.ifPresent(time -> json.writeStringProperty("end", time));
            json.writeEndObject();
        }
        json.writeArrayPropertyStart("component");
        for (Statistic statistic : statistics) {
            json.writeStartObject();
            json.writeObjectPropertyStart("code");
            json.writeArrayPropertyStart("coding");
            json.writeStartObject();
            json.writeStringProperty("system", Statistic.SYSTEM);
            json.writeStringProperty("code", statistic.code());
            json.writeStringProperty("display", statistic.display());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            statistic.of(ordered, observations)
                    .ifPresentOrElse(value -> writeValue(json, statistic, value), () -> writeAbsent(json));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeCode(JsonGenerator json, JsonNode coding) {
        json.writeObjectPropertyStart("code");
        json.writeArrayPropertyStart("coding");
        json.writeStartObject();
        for (String member : List.of("system", "code", "display")) {
            if (coding.path(member).isString()) {
                json.writeStringProperty(member, coding.path(member).asString());
            }
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeValue(JsonGenerator json, Statistic statistic, BigDecimal value) {
        json.writeObjectPropertyStart("valueQuantity");
        BigDecimal plain = value.round(MathContext.DECIMAL64);
        json.writeNumberProperty("value", plain.signum() == 0 ? BigDecimal.ZERO : shortest(plain));
        if (statistic.hasUnit()) {
            for (String member : List.of("unit", "system", "code")) {
                if (quantity.path(member).isString()) {
                    json.writeStringProperty(member, quantity.path(member).asString());
                }
            }
        }
        json.writeEndObject();
    }

    private static BigDecimal shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() > -20 ? stripped.setScale(0) : stripped;
    }

    private static void writeAbsent(JsonGenerator json) {
        json.writeObjectPropertyStart("dataAbsentReason");
        json.writeArrayPropertyStart("coding");
        json.writeStartObject();
        json.writeStringProperty("system", "http://terminology.hl7.org/CodeSystem/data-absent-reason");
        json.writeStringProperty("code", "not-a-number");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
